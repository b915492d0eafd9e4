"""Which ladder counts for which charges on a day, and setting another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...org.places.lineage import lineage_ids
from ...org.places.models import Place
from ..tasks.rules import of_reason
from .ladder import ABOVE, AUDIENCES, DECLARED, DUE, SUBJECTS, TOP, Ladder, Step, ladder_of
from .models import LadderVersion

REGISTER = "reminder_ladders"
MOST_STEPS, MOST_DAYS, LONGEST_AHEAD = 40, 366, timedelta(days=366)


@dataclass(frozen=True)
class InForce:
    """A ladder and the charges for which it counts, as a condition with the path to the charge before its columns."""

    ladder: Ladder
    provinces: frozenset[int] = frozenset()
    but: frozenset[int] = frozenset()
    is_of_nation: bool | None = None

    def clause(self, charge: str = "charge__") -> Q:
        """`is_of_nation`: True for charges of the nation's bodies, False for all others, None for both."""
        column = f"{charge}province"
        if self.provinces:
            return Q(**{f"{column}__in": sorted(self.provinces)})
        if self.is_of_nation:
            return Q(**{column: None})
        outside = Q()
        if self.but:
            # NOT IN says nothing of a row without a province.
            outside = Q(**{column: None}) | ~Q(**{f"{column}__in": sorted(self.but)})
        return outside & Q(**{f"{column}__isnull": False}) if self.is_of_nation is False else outside


def ladders_on(day: date) -> list[InForce]:
    """Every charge falls under exactly one of these."""
    newest = _newest(day)
    if not newest:
        return [InForce(DECLARED)]
    own = {pk: frozenset(lineage_ids([pk], whole_only=True)) for pk in newest if pk is not None}
    found = [InForce(ladder, own[pk]) for pk, ladder in newest.items() if pk is not None]
    if None in newest:
        found.append(InForce(newest[None], is_of_nation=True))
    but = frozenset(pk for ids in own.values() for pk in ids)
    return [*found, InForce(DECLARED, but=but, is_of_nation=False if None in newest else None)]


def ladder_for(province: int | None, day: date) -> Ladder:
    """The ladder for what bodies of the province (None: of the nation) hand out."""
    return _newest(day).get(province, DECLARED)


def _newest(day: date) -> dict[int | None, Ladder]:
    rows = LadderVersion.objects.filter(valid_from__lte=day).order_by("valid_from", "pk")
    return {row.province_id: ladder_of(row.steps) for row in rows}


def sets_for(scope: Scope) -> tuple[bool, frozenset[int]]:
    """(for the nation, for these provinces): where the person keeps the records of who hands out."""
    parts = [part for part in scope.parts_for("tasks", "hand_out") if "tasks.record" in part.grants]
    ids = {pk for part in parts for pk in part.place_ids}
    provinces = Place.objects.in_force().filter(pk__in=sorted(ids), level=Place.Level.PROVINCE) if ids else ()
    return any(part.everywhere for part in parts), frozenset(place.pk for place in provinces)


def set_ladder(
    scope: Scope, province: int | None, steps: Sequence[Step], valid_from: date | None, reason: str, *,
    via: str = "page", today: date | None = None,
) -> LadderVersion:  # fmt: skip
    """Another ladder from a day to come on.

    Raises OutOfScope; Refused with ladder.steps, ladder.step, ladder.day, ladder.exists or task.reason.
    """
    nation, provinces = sets_for(scope)
    if not (nation if province is None else province in provinces):
        raise OutOfScope()
    violations = [*_of_steps(steps), *_of_day(valid_from, today or timezone.localdate()), *of_reason(reason)]
    if violations or valid_from is None:
        raise Refused(violations)
    row = LadderVersion(
        province_id=province, valid_from=valid_from, steps=Ladder(tuple(sorted(steps))).plain(),
        reason=reason.strip()[:500], set_by_id=scope.user_id, set_by_label=scope.user_label[:200],
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
            said = {"valid_from": [None, str(valid_from)], "steps": [None, str(row.steps)]}
            record_writes(scope, via, [Act("create", REGISTER, row, said, row.reason)])
    except IntegrityError as error:
        message = _("Từ ngày này đã có một thang khác; hãy chọn ngày khác.")
        raise Refused([RuleViolation("ladder.exists", message, "valid_from")]) from error
    return row


def _of_day(valid_from: date | None, today: date) -> Iterator[RuleViolation]:
    """What was sent until today was sent under the ladder of before."""
    if valid_from is None or not today < valid_from <= today + LONGEST_AHEAD:
        message = _("Thang mới có hiệu lực từ ngày mai trở đi, trong vòng một năm.")
        yield RuleViolation("ladder.day", message, "valid_from")


def _of_steps(steps: Sequence[Step]) -> Iterator[RuleViolation]:
    if not 1 <= len(steps) <= MOST_STEPS or len({(step.subject, step.days) for step in steps}) < len(steps):
        message = _("Hãy ghi từ 1 đến {most} bậc, mỗi bậc một ngày khác nhau.")
        yield RuleViolation("ladder.steps", message, "steps", most=MOST_STEPS)
    for step in steps:
        late = {ABOVE, TOP} & {*step.to}
        wrong = (
            step.subject not in SUBJECTS or not step.to or not {*step.to} <= AUDIENCES.keys()
            or not -MOST_DAYS <= step.days <= MOST_DAYS or (step.subject != DUE and step.days < 0)
            or (late and (step.subject != DUE or step.days < 1))
        )  # fmt: skip
        if wrong:
            message = _(
                "Bậc «{days}»: từ -{most} đến {most} ngày và phải có người nhận; chỉ bậc quanh hạn mới có ngày trước; "
                "cấp trên chỉ được nhắc khi đã quá hạn."
            )
            yield RuleViolation("ladder.step", message, "steps", days=step.days, most=MOST_DAYS)
