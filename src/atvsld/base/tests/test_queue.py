"""The queue: a task is done once, a failed one waits for somebody, one left half-done is begun again."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from atvsld.base.jobs import loop, queue, workers
from atvsld.base.jobs.models import JobRun, Worker

DONE: list[str] = []


@task()
def remember(word: str) -> int:
    DONE.append(word)
    return len(word)


@task()
def stumble(number: str) -> None:
    raise ValueError(f"số {number} sai")


@pytest.fixture(autouse=True)
def _in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DONE.clear()


def living_worker(name: str) -> str:
    workers.beat(name)
    return name


def vanish(name: str) -> None:
    Worker.objects.filter(name=name).update(seen_at=timezone.now() - timedelta(minutes=10))


@pytest.mark.django_db
def test_tasks_are_done_in_order_and_once():
    for word in ("một", "hai"):
        remember.enqueue(word)
    assert loop.run_once()[1] == 2
    assert DONE == ["một", "hai"]
    assert set(DBTaskResult.objects.values_list("status", "return_value")) == {("SUCCESSFUL", 3)}
    assert loop.run_once()[1] == 0


@pytest.mark.django_db
def test_a_failed_task_stops_nobody_keeps_no_number_and_can_be_tried_again():
    stumble.enqueue("001099012345")
    remember.enqueue("sau")
    assert loop.run_once()[1] == 2
    assert DONE == ["sau"]
    failed = DBTaskResult.objects.failed().get()
    assert failed.exception_class_path == "builtins.ValueError"
    assert "stumble" in failed.traceback
    assert "001099012345" not in failed.traceback
    assert queue.retry(failed.pk)
    assert not queue.retry(failed.pk), "it waits already"
    assert loop.run_once()[1] == 1


@pytest.mark.django_db
def test_a_task_of_a_function_that_is_gone_fails_and_stops_nobody():
    remember.enqueue("x")
    DBTaskResult.objects.update(task_path="atvsld.base.tests.test_queue.nothing")
    assert loop.run_once()[1] == 1
    assert DBTaskResult.objects.failed().count() == 1


@pytest.mark.django_db
def test_what_a_vanished_worker_was_doing_is_begun_again_but_not_for_ever():
    remember.enqueue("x")
    for n in range(workers.MOST_ATTEMPTS):
        name = living_worker(f"w{n}")
        assert queue.take(name) is not None
        assert workers.give_back() == 0, "it lives"
        vanish(name)
        assert workers.give_back() == 1
    given_up = DBTaskResult.objects.get()
    assert (given_up.status, given_up.exception_class_path) == ("FAILED", workers.ABANDONED)
    assert DONE == []


@pytest.mark.django_db
def test_two_workers_never_take_the_same_task():
    remember.enqueue("x")
    waiting = DBTaskResult.objects.ready().get()
    assert queue.take(living_worker("one")) is not None
    DBTaskResult.objects.filter(pk=waiting.pk, status="READY").update(status="RUNNING")
    assert queue.take(living_worker("two")) is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_until_told_to_stop(monkeypatch):
    """With threads and connections of its own, as in an installation."""
    monkeypatch.setattr(loop, "LOOK_SECONDS", 0.05)
    stop = threading.Event()
    ended: list[bool] = []
    worker = threading.Thread(target=lambda: ended.append(loop.run_until(stop)))
    worker.start()
    try:
        remember.enqueue("trong luồng")
        until(lambda: DBTaskResult.objects.successful().exists())
        until(lambda: JobRun.objects.filter(name="seal-audit", succeeded_at__isnull=False).exists())
        assert Worker.objects.count() == 1
    finally:
        stop.set()
        worker.join(15)
    assert ended == [True]
    assert DONE == ["trong luồng"]
    assert Worker.objects.count() == 0


def until(is_so, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)
