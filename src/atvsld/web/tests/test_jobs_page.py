"""The page of background work: what is told, what never is, and who may act."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from atvsld.base import lists
from atvsld.base.jobs import periodic, workers
from atvsld.base.jobs.models import JobRun
from atvsld.testing import make_user
from atvsld.web.settings_env import read_environment

pytestmark = pytest.mark.django_db
URL = "/viec-nen/"


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def a_task(status: str, **kept: object) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, args_kwargs={"args": ["001099012345"], "kwargs": {}}, task_path="atvsld.nowhere.build",
        backend_name="default", run_after=None, traceback="ValueError: 001099012345", **kept,
    )  # fmt: skip


def text_of(client: Client) -> str:
    answer = client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_worker_the_page_says_what_to_do():
    shown = text_of(client_of("admin"))
    assert "atvsld work" in shown
    assert all(str(job.label) in shown for job in lists.jobs())
    workers.beat("w1")
    assert "atvsld work" not in text_of(client_of("admin"))


def test_a_failed_task_is_named_without_what_it_was_given():
    a_task("FAILED", finished_at=timezone.now(), exception_class_path="builtins.ValueError")
    shown = text_of(client_of("admin"))
    assert "lỗi: ValueError" in shown
    assert "001099012345" not in shown


def test_a_failed_task_is_tried_again_by_an_administrator_alone():
    failed = a_task("FAILED", finished_at=timezone.now(), exception_class_path="builtins.ValueError")
    assert client_of("auditor").post(URL, {"task": str(failed.pk)}).status_code == 403
    assert "Thử lại" not in text_of(client_of("auditor"))
    assert client_of("admin").post(URL, {"task": str(failed.pk)}, follow=True).status_code == 200
    failed.refresh_from_db()
    assert (failed.status, failed.exception_class_path, failed.traceback) == ("READY", "", "")


@pytest.mark.parametrize("sent", [{}, {"task": "khong"}, {"job": "nothing"}, {"task": "0" * 32}])
def test_what_does_not_exist_is_refused_in_words(sent):
    assert "tải lại trang" in client_of("admin").post(URL, sent, follow=True).content.decode()


def test_a_job_at_once_and_one_that_failed():
    periodic.make_rows(lists.jobs())
    JobRun.objects.filter(name="forget-keys").update(failures=2, error="OperationalError")
    shown = text_of(client_of("admin"))
    assert "lỗi 2 lần: OperationalError" in shown
    client_of("admin").post(URL, {"job": "forget-keys"})
    assert JobRun.objects.get(name="forget-keys").next_at <= timezone.now()


def test_without_a_folder_for_backups_the_page_says_so(settings, tmp_path):
    assert "BACKUP_DIR" in text_of(client_of("admin"))
    settings.ENVIRONMENT = read_environment({"BACKUP_DIR": str(tmp_path)}, tmp_path)
    assert "BACKUP_DIR" not in text_of(client_of("admin"))
