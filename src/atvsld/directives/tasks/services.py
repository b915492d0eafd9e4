"""The verbs on a task that was handed out. Nothing but these (and `handing`) writes tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...org.agencies.lineage import heir
from ...org.agencies.models import Agency
from .acting import Acting, decides, leads_for, takes_part_for
from .handing import charge
from .history import ACCEPTED, NOTED, REOPENED, SENT_BACK, SPLIT, WITHDRAWN
from .models import Charge, Task
from .rules import MOST_REASON, Wanted, of_reason
from .status import Stage
from .writing import Verb, doing


def accept(scope: Scope, task_id: int, *, via: str = "page", today: date | None = None) -> Task:
    """The lead agency takes the task on. Raises OutOfScope; Refused with task.ended or task.accepted."""
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_lead(verb)
        require(_not_ended(verb.task), _not_accepted(verb.task))
        for row in verb.occurrences:
            if row.stage == Stage.WAITING:
                row.stage, row.accepted_on = Stage.ACCEPTED, verb.today
        verb.set_end(verb.today)
        verb.happened(ACCEPTED, acting)
    return verb.task


def send_back(scope: Scope, task_id: int, reason: str, *, via: str = "page", today: date | None = None) -> Task:
    """The lead agency says that it is not for it, before it has accepted. The giver withdraws or hands out again.

    Raises OutOfScope; Refused with task.ended, task.accepted or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_lead(verb)
        require(_not_ended(verb.task), _not_accepted(verb.task), *of_reason(reason))
        _end(verb, Stage.SENT_BACK)
        verb.set_end(None, "sent_back")
        verb.happened(SENT_BACK, acting, reason)
    return verb.task


def withdraw(scope: Scope, task_id: int, reason: str, *, via: str = "page", today: date | None = None) -> Task:
    """The giver takes back what is not done yet. Raises OutOfScope; Refused with task.withdrawn or task.reason."""
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_giver(verb)
        gone = RuleViolation("task.withdrawn", _("Việc này đã rút rồi.")) if verb.task.end == "withdrawn" else None
        require(gone, *of_reason(reason))
        _end(verb, Stage.WITHDRAWN)
        verb.set_end(verb.task.accepted_on, "withdrawn")
        verb.happened(WITHDRAWN, acting, reason)
    return verb.task


def reopen(scope: Scope, task_id: int, reason: str, *, via: str = "page", today: date | None = None) -> Task:
    """The giver hands out again what was sent back or withdrawn; it has to be accepted anew.

    Raises OutOfScope; Refused with task.not_ended or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_giver(verb)
        standing = None if verb.task.end else RuleViolation("task.not_ended", _("Việc này vẫn đang giao."))
        require(standing, *of_reason(reason))
        for row in verb.occurrences:
            if row.stage in (Stage.SENT_BACK, Stage.WITHDRAWN):
                row.stage, row.accepted_on, row.ended_on, row.is_tangled = Stage.WAITING, None, None, True
        verb.set_end(None)
        verb.happened(REOPENED, acting, reason)
    return verb.task


def split(
    scope: Scope, task_id: int, wanted: Wanted, agencies: Iterable[Agency], *, via: str = "page",
    today: date | None = None,
) -> Charge:  # fmt: skip
    """The lead agency hands parts of its task further down, each part a task of its own; its progress is then theirs.

    Raises OutOfScope; Refused as `handing.hand_out`, and with task.ended or task.not_accepted.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_lead(verb)
        require(_not_ended(verb.task), accepted(verb.task))
        of = verb.task
        giver = heir(of.agency, verb.today)
        made = charge(scope, of.charge.cause, giver, wanted, agencies, (), acting, parent=of, via=via, today=verb.today)
        verb.changes = {"charge": [None, made.pk], "agencies": [0, made.agencies]}
        verb.happened(SPLIT, acting)
    return made


def note(scope: Scope, task_id: int, text: str, *, via: str = "page", today: date | None = None) -> Task:
    """A body that takes part says what it did; the lead alone answers for the task, so nothing else changes.

    Raises OutOfScope; Refused with task.ended or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        found = takes_part_for(scope, verb.task, verb.today)
        if found is None:
            raise OutOfScope()
        agency, acting = found
        require(_not_ended(verb.task), *of_reason(text))
        verb.changes = {"agency": [None, agency.name_vi]}
        verb.happened(NOTED, acting, f"{agency.name_vi}: {text.strip()}"[:MOST_REASON])
    return verb.task


def as_lead(verb: Verb) -> Acting:
    acting = leads_for(verb.scope, verb.task, verb.today)
    if acting is None:
        raise OutOfScope()
    return acting


def as_giver(verb: Verb) -> Acting:
    acting = decides(verb.scope, verb.task.charge)
    if acting is None:
        raise OutOfScope()
    return acting


def accepted(task: Task) -> RuleViolation | None:
    if task.accepted_on is None:
        return RuleViolation("task.not_accepted", _("Cơ quan chủ trì chưa nhận việc. Hãy bấm «Nhận việc» trước."))
    return None


def _not_ended(task: Task) -> RuleViolation | None:
    return RuleViolation("task.ended", _("Việc này đã trả lại hoặc đã rút.")) if task.end else None


def _not_accepted(task: Task) -> RuleViolation | None:
    if task.accepted_on is None or task.end:
        return None
    return RuleViolation("task.accepted", _("Việc này đã nhận rồi. Nếu không làm được, hãy đề nghị bên giao rút."))


def _end(verb: Verb, stage: Stage) -> None:
    for row in verb.occurrences:
        if row.stage in (Stage.DONE_IN_TIME, Stage.DONE_LATE, Stage.WITHDRAWN):
            continue
        # Of two ends the column keeps the later; the days between them are told by the events.
        row.is_tangled = row.is_tangled or row.ended_on is not None
        row.stage, row.ended_on, row.asked_due = stage, verb.today, None


def require(*found: RuleViolation | None) -> None:
    if violations := [violation for violation in found if violation]:
        raise Refused(violations)
