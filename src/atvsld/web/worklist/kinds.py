"""The kinds of work there are, in the order of the page."""

from __future__ import annotations

from .cases import ACCEPT, COMPLETE, DIVIDED, NO_COMMUNE, RETURNED
from .establishments import IN_DIVIDED, UNREPORTED, WITHOUT_HEADCOUNT
from .house import FAILED_TASKS, FILES, FINDINGS
from .kind import WorkKind
from .people import REQUESTS, WITHOUT_ROLE
from .reminders import ESCALATIONS, WRITTEN
from .returns import RESULTS, RETURNS, WITHOUT_DATA
from .tasks import EXTENSIONS, SENT_BACK, TASKS_DUE, TASKS_OVERDUE, TASKS_TO_ACCEPT

KINDS: tuple[WorkKind, ...] = (
    WRITTEN, ESCALATIONS, TASKS_OVERDUE, TASKS_DUE, TASKS_TO_ACCEPT, EXTENSIONS, SENT_BACK, RETURNS, RESULTS, ACCEPT,
    COMPLETE, RETURNED, UNREPORTED, NO_COMMUNE, DIVIDED, WITHOUT_HEADCOUNT, IN_DIVIDED, WITHOUT_DATA, REQUESTS,
    WITHOUT_ROLE, FILES, FAILED_TASKS, FINDINGS,
)  # fmt: skip
