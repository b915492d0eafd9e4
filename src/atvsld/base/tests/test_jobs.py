"""Periodic jobs: when they are due, that one worker alone does each, and that a failing one stops nobody."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.jobs import periodic, workers
from atvsld.base.jobs.house import forget_keys, forget_tasks
from atvsld.base.jobs.job import LONGEST_RETRY, Job
from atvsld.base.jobs.models import JobRun, Worker
from atvsld.base.models import IdempotencyKey
from atvsld.testing import make_user

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # 10:00 in Ha Noi
pytestmark = pytest.mark.django_db


def a_job(run=lambda: 3, **kept) -> Job:
    return Job("try", "Thử", run, **(kept or {"every": timedelta(seconds=30)}))


def a_worker(name: str, seen_ago: timedelta = timedelta()) -> str:
    now = timezone.now()
    Worker.objects.create(name=name, started_at=now, seen_at=now - seen_ago)
    return name


def test_a_job_has_one_rhythm():
    with pytest.raises(ValueError, match="try"):
        Job("try", "Thử", lambda: None)
    with pytest.raises(ValueError, match="try"):
        Job("try", "Thử", lambda: None, every=timedelta(1), at=time(1))


@pytest.mark.parametrize("at", [time(9), time(10), time(23)])
def test_the_hour_of_a_night_job_is_local(at):
    due = a_job(at=at).next_at(NOW)
    assert timezone.localtime(due).time() == at
    assert NOW < due <= NOW + timedelta(days=1)


@given(failures=st.integers(1, 10_000), seconds=st.integers(1, 100_000))
def test_pauses_after_failures_grow_and_have_an_end(failures, seconds):
    job = a_job(every=timedelta(seconds=seconds))
    pause, next_pause = (job.retry_at(NOW, n) - NOW for n in (failures, failures + 1))
    assert timedelta(seconds=5) <= pause <= next_pause <= max(LONGEST_RETRY, timedelta(seconds=seconds))


def test_a_job_is_done_noted_and_due_again_later():
    job, me = a_job(), a_worker("me")
    periodic.make_rows([job])
    assert periodic.run_due([job], me) == {"try": True}
    run = JobRun.objects.get()
    assert (run.running_by, run.done_count, run.failures, run.error) == ("", 3, 0, "")
    assert run.succeeded_at == run.finished_at is not None
    assert run.next_at > timezone.now() + timedelta(seconds=25)
    assert periodic.run_due([job], me) == {}


def test_a_failing_job_is_noted_without_its_message_and_tried_later():
    def fail() -> int:
        raise ValueError("số 001099012345 sai")

    job, me = a_job(fail), a_worker("me")
    periodic.make_rows([job])
    assert periodic.run_due([job], me) == {"try": False}
    run = JobRun.objects.get()
    assert (run.error, run.failures, run.succeeded_at) == ("ValueError", 1, None)
    periodic.ask_for("try")
    periodic.run_due([job], me)
    assert JobRun.objects.get().failures == 2
    periodic.ask_for("try")
    assert periodic.run_due([a_job()], me) == {"try": True}
    assert JobRun.objects.get().failures == 0


def test_only_one_living_worker_has_a_job():
    job, one, two = a_job(), a_worker("one"), a_worker("two")
    periodic.make_rows([job])
    assert periodic.take(job, one)
    assert not periodic.take(job, two)
    Worker.objects.filter(name=one).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert periodic.take(job, two), "the first is gone"


def test_a_worker_that_leaves_gives_its_job_back():
    job, one, two = a_job(), a_worker("one"), a_worker("two")
    periodic.make_rows([job])
    periodic.take(job, one)
    workers.leave(one)
    assert periodic.take(job, two)


def test_a_missed_night_is_made_up_for():
    job = a_job(at=time(2, 30))
    periodic.make_rows([job])
    assert list(periodic.due([job])) == []
    JobRun.objects.update(next_at=timezone.now() - timedelta(days=3))
    assert list(periodic.due([job])) == [job]


def test_a_job_that_is_declared_no_more_is_never_due():
    periodic.make_rows([a_job()])
    assert list(periodic.due([])) == []


def test_old_keys_and_gone_workers_are_cleared_away():
    user = make_user("labour", place="Thái Nguyên")
    for days in (1, 119, 121, 500):
        key = IdempotencyKey.objects.create(user=user, key=str(days), register="accidents", object_id=1)
        IdempotencyKey.objects.filter(pk=key.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert forget_keys() == 2
    assert set(IdempotencyKey.objects.values_list("key", flat=True)) == {"1", "119"}
    a_worker("old", timedelta(days=2))
    a_worker("new")
    assert forget_tasks() == 1
    assert Worker.objects.get().name == "new"
