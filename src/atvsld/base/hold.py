"""Whether the installation is running on this machine: servers and workers share a lock that a restore needs alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .errors import RuleViolation


@contextmanager
def running() -> Iterator[None]:
    """Held by every server and worker as long as it runs. Raises RuleViolation with backup.restoring."""
    with _lock(fcntl.LOCK_SH, "backup.restoring", "Đang khôi phục từ bản sao lưu; hãy đợi xong rồi chạy lại."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Held while the records are replaced. Raises RuleViolation with backup.running."""
    message = "Máy chủ hoặc tiến trình việc nền đang chạy trên máy này; hãy dừng (systemctl stop atvsld) rồi khôi phục."
    with _lock(fcntl.LOCK_EX, "backup.running", message):
        yield


@contextmanager
def _lock(kind: int, code: str, message: str) -> Iterator[None]:
    with (Path(settings.ATVSLD_VAR) / "running.lock").open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RuleViolation(code, message) from error
        yield
