"""The only code that writes what was published: notices entered as versions, and struck out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from .models import PublishedFigure, PublishedNotice
from .record import Notice, key_of
from .standing import newest, standing_of

RIGHTS, REGISTER = "published", "published_notices"
LONGEST_REASON = 500


class Change(StrEnum):
    """What entering a notice does: it is new, it corrects the version that stands, or it says the same."""

    NEW = "new"
    CORRECTION = "correction"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Planned:
    """A notice that was read, the version that stands now, the number that it would have."""

    notice: Notice
    change: Change
    standing: PublishedNotice | None
    version: int


def may(scope: Scope, verb: str) -> bool:
    """The figures are the nation's: only who holds the right everywhere may write them."""
    return any(part.everywhere for part in scope.parts_for(RIGHTS, verb))


def plan(notices: Iterable[Notice]) -> list[Planned]:
    """What entering these would do, in their order. Reads only."""
    return [_planned(notice) for notice in notices]


def _planned(notice: Notice) -> Planned:
    standing, last = standing_of(notice.key), newest(notice.key)
    change = Change.CORRECTION if last else Change.NEW
    if standing is not None and standing.fingerprint == notice.fingerprint():
        change = Change.SAME
    return Planned(notice, change, standing, last.version + 1 if last else 1)


def enter(scope: Scope, notices: Sequence[Notice], *, reason: str = "", via: str = "page") -> list[Planned]:
    """Enters all or none; what stands already is left. Raises OutOfScope; Refused with published.reason or .raced."""
    if not may(scope, "enter"):
        raise OutOfScope()
    try:
        with transaction.atomic():
            list(PublishedNotice.objects.select_for_update().values_list("pk"))
            planned = plan(notices)
            reason = _reason(reason, is_needed=any(p.change == Change.CORRECTION for p in planned))
            written = [p for p in planned if p.change != Change.SAME]
            record_writes(scope, via, [_write(scope, p, reason, via) for p in written])
    except IntegrityError as error:
        said = _("Cùng lúc có người khác ghi thông báo của kỳ này. Hãy gửi lại.")
        raise Refused([RuleViolation("published.raced", said)]) from error
    return planned


def _reason(given: str, *, is_needed: bool) -> str:
    text = " ".join(given.split())
    if (is_needed and not text) or len(text) > LONGEST_REASON:
        said = _("Hãy ghi lý do (tối đa {most} ký tự): kỳ này đã có thông báo được ghi, bản cũ được giữ lại.")
        raise Refused([RuleViolation("published.reason", said, "reason", most=LONGEST_REASON)])
    return text


def _write(scope: Scope, planned: Planned, reason: str, via: str) -> Act:
    notice, is_new = planned.notice, planned.version == 1
    row = PublishedNotice.objects.create(
        kind=notice.kind, year=notice.period.year, half=notice.period.half or 0, version=planned.version,
        number=notice.number, issued_on=notice.issued_on, signed_by=notice.signed_by,
        provinces_reporting=notice.provinces_reporting, sources=list(notice.sources), details=dict(notice.details),
        compared_with=key_of(notice.compared_with) if notice.compared_with else "",
        fingerprint=notice.fingerprint(), reason="" if is_new else reason, via=via, entered_by=scope.user_label[:200],
    )  # fmt: skip
    PublishedFigure.objects.bulk_create(
        PublishedFigure(
            notice=row, sector=f.sector, line=f.line, value=f.value, change_abs=f.change_abs, change_pct=f.change_pct,
            pct_raw=f.pct_raw, text=f.text,
        )
        for f in notice.figures
    )  # fmt: skip
    said = {"period": [None, key_of(notice.period)], "version": [None, planned.version], **differences(planned)}
    return Act("create", REGISTER, row, said, row.reason)


def differences(planned: Planned) -> dict[str, list[object]]:
    """{part: [before, after]} of what a correction says otherwise than the version that stands."""
    if planned.standing is None:
        return {}
    before, after = dict(planned.standing.as_record().facts()), dict(planned.notice.facts())
    return {name: [before.get(name), after.get(name)] for name in (*after, *(n for n in before if n not in after))
            if before.get(name) != after.get(name)}  # fmt: skip


def void(scope: Scope, row: PublishedNotice, reason: str, *, via: str = "page") -> None:
    """Strikes one version out; the one before it counts again. Raises OutOfScope, Refused (published.void_reason)."""
    if not may(scope, "void"):
        raise OutOfScope()
    text = " ".join(reason.split())
    if not text or len(text) > LONGEST_REASON:
        said = _("Hãy ghi lý do hủy, tối đa {most} ký tự.")
        raise Refused([RuleViolation("published.void_reason", said, "reason", most=LONGEST_REASON)])
    with transaction.atomic():
        current = PublishedNotice.objects.select_for_update().get(pk=row.pk)
        if current.voided_at is not None:
            return
        current.voided_at, current.voided_by, current.void_reason = timezone.now(), scope.user_label[:200], text
        current.save(update_fields=["voided_at", "voided_by", "void_reason"])
        said_of = {"period": [key_of(current.period), None], "version": [current.version, None]}
        record_writes(scope, via, [Act("void", REGISTER, current, said_of, text)])
