"""What is done every night for tasks: all of them against their events, their sums and their entries."""

from __future__ import annotations

from datetime import time
from itertools import islice

from django.utils.translation import gettext_lazy as _

from ...base.jobs.job import Job
from .checking import check_tasks
from .monday import tell_yesterday

MOST_TOLD = 5


class TasksMismatchError(Exception):
    """Tasks are not what their events say: somebody or something wrote past the program."""


def check_every_task() -> int:
    """0 findings. Raises TasksMismatchError naming the first of them: the night's job is then seen to have failed."""
    found = list(islice(check_tasks(), MOST_TOLD))
    if found:
        told = "; ".join(f"{finding.code} {finding.row}: {finding.said}" for finding in found)
        raise TasksMismatchError(f"{told} (atvsld check-tasks)")
    return 0


JOBS = (
    Job("check-tasks", _("Kiểm tra việc giao"), check_every_task, at=time(3, 30), is_long=True),
    Job("tell-tasks-of-yesterday", _("Chốt số việc giao của cả nước ngày hôm trước"), tell_yesterday, at=time(1, 30),
        is_long=True),
)  # fmt: skip
