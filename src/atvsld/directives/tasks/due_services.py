"""The verbs on one time that a task is due: extension, evidence, done, opened again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.errors import OutOfScope, RuleViolation
from ...base.scope import Scope
from .evidence import Shown, row_of
from .history import ASKED, DECIDED, DONE, EVIDENCE, REOPENED, STRUCK
from .models import Task
from .occurrences import BY_EVIDENCE, BY_REGISTER, BY_WORD, Evidence, Occurrence, TaskTally
from .proofs.known import MET, MISSED, Known, known
from .rules import of_extension, of_reason
from .services import accepted, as_giver, as_lead, require
from .status import Facts, Stage
from .writing import Verb, doing

DONE_STAGES = (Stage.DONE_IN_TIME, Stage.DONE_LATE)


def ask_extension(
    scope: Scope, task_id: int, number: int, wanted: date | None, reason: str, *, via: str = "page",
    today: date | None = None,
) -> Occurrence:  # fmt: skip
    """The lead agency asks for a later day; the day that counts stays until the giver decides.

    Raises OutOfScope; Refused with task.not_open, task.asked, task.no_due, task.extension_day or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting, row = as_lead(verb), _one(verb, number)
        waiting = RuleViolation("task.asked", _("Đã xin gia hạn, đang chờ bên giao.")) if row.asked_due else None
        require(_open(row), waiting, *of_extension(row.due_now, wanted, verb.today), *of_reason(reason))
        row.asked_due = wanted
        verb.happened(ASKED, acting, reason, row, (row.due_now, wanted))
    return row


def decide_extension(
    scope: Scope, task_id: int, number: int, day: date | None, reason: str, *, via: str = "page",
    today: date | None = None,
) -> Occurrence:  # fmt: skip
    """The giver grants the day asked for or another (`day`), or none: then the day that counted goes on counting.

    Raises OutOfScope; Refused with task.not_asked, task.extension_day or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting, row = as_giver(verb), _one(verb, number)
        unasked = (
            None if row.asked_due else RuleViolation("task.not_asked", _("Không có đề nghị gia hạn nào đang chờ."))
        )
        require(unasked, *(of_extension(row.due_now, day, row.due_now or verb.today) if day else of_reason(reason)))
        before = row.due_now
        row.asked_due = None
        if day is not None:
            row.due_now, row.is_tangled = day, True
        verb.happened(DECIDED, acting, reason, row, (before, day))
    return row


def attach_evidence(
    scope: Scope, task_id: int, number: int, shown: Shown, *, via: str = "page", today: date | None = None
) -> Evidence:
    """A deliverable, by the lead agency, also after it said that it is done.

    Raises OutOfScope; Refused with task.ended, or the codes of `evidence.row_of`.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting, row = as_lead(verb), _one(verb, number)
        ended = row.stage in (Stage.SENT_BACK, Stage.WITHDRAWN)
        require(RuleViolation("task.ended", _("Việc này đã trả lại hoặc đã rút.")) if ended else None)
        made = row_of(shown)
        verb.changes = {"title": [None, made.title], "sha256": [None, made.sha256]}
        made.occurrence, made.event = row, verb.happened(EVIDENCE, acting, shown.title, row)
        made.save()
        if row.proved_by == BY_WORD:
            row.proved_by = BY_EVIDENCE
    return made


def strike_evidence(
    scope: Scope, task_id: int, evidence_id: int, reason: str, *, via: str = "page", today: date | None = None
) -> Evidence:
    """The lead agency takes back what it showed (the wrong file, a paper since withdrawn); it stays, struck through.

    Raises OutOfScope; Refused with evidence.struck or task.reason.
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting = as_lead(verb)
        found = Evidence.objects.filter(pk=evidence_id, occurrence__task=verb.task).defer("content").first()
        if found is None:
            raise OutOfScope()
        again = RuleViolation("evidence.struck", _("Minh chứng này đã hủy rồi.")) if found.struck_by_id else None
        require(again, *of_reason(reason))
        row = _one(verb, found.occurrence.number)
        verb.changes = {"title": [found.title, None], "sha256": [found.sha256, None]}
        found.struck_by = verb.happened(STRUCK, acting, reason, row)
        found.save(update_fields=["struck_by"])
        if row.proved_by == BY_EVIDENCE and not standing_evidence(row).exists():
            row.proved_by = BY_WORD
    return found


def standing_evidence(row: Occurrence) -> QuerySet[Evidence]:
    """What shows it and was not taken back."""
    return row.evidence.filter(struck_by=None)


def close(
    scope: Scope, task_id: int, number: int, reason: str = "", *, via: str = "page", today: date | None = None
) -> Occurrence:
    """The lead agency says that it is done. What proves it is kept: the house's own figures, evidence, or its word.

    Raises OutOfScope; Refused with task.not_accepted, task.not_open, and without a reason with task.target_missed (the
    figures say otherwise) or task.parts_open (parts handed further down are not done).
    """
    with doing(scope, task_id, via=via, today=today) as verb:
        acting, row = as_lead(verb), _one(verb, number)
        require(accepted(verb.task), _open(row))
        found = known(verb.task, row, verb.today)
        require(*(_unless_said(reason, found, verb.task, verb.today)))
        row.done_on, row.asked_due = verb.today, None
        row.stage = Facts(row.opens_on, row.due_now, row.accepted_on, row.done_on).stage
        row.proved_by = _proved_by(row, found)
        verb.changes = {"proved_by": [None, row.proved_by], "found": [None, found.said if found else ""]}
        verb.happened(DONE, acting, reason, row)
    return row


def reopen_due(
    scope: Scope, task_id: int, number: int, reason: str, *, via: str = "page", today: date | None = None
) -> Occurrence:
    """The giver does not take it as done. Raises OutOfScope; Refused with task.not_done, task.ended or task.reason."""
    with doing(scope, task_id, via=via, today=today) as verb:
        acting, row = as_giver(verb), _one(verb, number)
        undone = None if row.stage in DONE_STAGES else RuleViolation("task.not_done", _("Kỳ này chưa báo xong."))
        ended = RuleViolation("task.ended", _("Việc này đã rút; hãy giao lại việc trước.")) if verb.task.end else None
        require(undone, ended, *of_reason(reason))
        row.done_on, row.proved_by, row.is_tangled = None, "", True
        row.stage = Stage.ACCEPTED
        verb.happened(REOPENED, acting, reason, row)
    return row


def open_parts(task: Task, today: date | None = None) -> int:
    """How many occurrences at hand of the parts handed further down are not done."""
    undone = (Stage.WAITING, Stage.ACCEPTED, Stage.SENT_BACK)
    day = today or timezone.localdate()
    found = TaskTally.objects.filter(charge__parent=task, stage__in=undone, opens_on__lte=day)
    return sum(found.values_list("n", flat=True))


def _unless_said(reason: str, found: Known | None, task: Task, today: date) -> Iterator[RuleViolation]:
    if not list(of_reason(reason)):
        return
    if found is not None and found.verdict == MISSED:
        message = _("{figures} Chưa đạt yêu cầu, nên phải ghi lý do mới đóng được.")
        yield RuleViolation("task.target_missed", message, "reason", figures=found.said)
    if left := open_parts(task, today):
        message = _("Còn {n} phần việc giao xuống chưa xong; muốn đóng thì ghi lý do.")
        yield RuleViolation("task.parts_open", message, "reason", n=left)


def _proved_by(row: Occurrence, found: Known | None) -> str:
    if found is not None and found.verdict == MET:
        return BY_REGISTER
    return BY_EVIDENCE if standing_evidence(row).exists() else BY_WORD


def _one(verb: Verb, number: int) -> Occurrence:
    for row in verb.occurrences:
        if row.number == number:
            return row
    raise OutOfScope()


def _open(row: Occurrence) -> RuleViolation | None:
    if row.stage in (Stage.WAITING, Stage.ACCEPTED):
        return None
    return RuleViolation("task.not_open", _("Kỳ này đã xong, đã trả lại hoặc đã rút."))
