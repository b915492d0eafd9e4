"""From which year a programme's changes are taken, and who chose that."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..base.audit.record import Act, record_writes
from ..base.errors import OutOfScope, Refused, RuleViolation
from ..base.scope import Scope
from ..figures.access import may_see_unit
from .models import BaseYearChoice
from .owners import Owned
from .programmes import Programme

LEAST_REASON, MOST_REASON = 10, 500
MOST_YEARS_BACK = 10


def base_year_of(programme: Programme) -> tuple[int, str]:
    """(base year, the reason where somebody chose another than the document's)."""
    chosen = newest_choice(programme)
    return (chosen.year, chosen.reason) if chosen else (programme.base_year, "")


def newest_choice(programme: Programme) -> BaseYearChoice | None:
    return BaseYearChoice.objects.filter(programme=programme.id).order_by("-id").first()


def may_choose(scope: Scope, programme: Programme) -> bool:
    """One and the same membership changes programmes and covers the unit whose programme it is."""
    owned = Owned.of(programme.owner)
    holding = Scope(scope.user_id, scope.user_label, scope.parts_for("programmes", "edit"))
    return bool(holding.parts) and may_see_unit(holding, owned.unit, owned.area if owned.area.is_union else None)


def choose_base_year(scope: Scope, programme: Programme, year: int, reason: str, via: str = "page") -> BaseYearChoice:
    """Take changes from that year on. Raises OutOfScope; Refused with base_year.year or base_year.reason."""
    if not may_choose(scope, programme):
        raise OutOfScope()
    said = " ".join(reason.split())
    violations = [*_violations(programme, year, said)]
    if violations:
        raise Refused(violations)
    with transaction.atomic():
        before = base_year_of(programme)[0]
        row = BaseYearChoice.objects.create(
            programme=programme.id, year=year, reason=said, chosen_by_id=scope.user_id, chosen_by_label=scope.user_label
        )
        changes = {"programme": [None, programme.id], "year": [before, year]}
        record_writes(scope, via, [Act("create", "base_years", row, changes, said)])
    return row


def first_and_last(programme: Programme) -> tuple[int, int]:
    """The years that may be chosen: up to the year of the document."""
    return programme.base_year - MOST_YEARS_BACK, max(programme.base_year, programme.issued_month[0])


def _violations(programme: Programme, year: int, reason: str) -> Iterator[RuleViolation]:
    first, last = first_and_last(programme)
    if not first <= year <= last:
        message = _("Năm gốc {year} phải từ {first} đến {last}, năm ban hành của chương trình.")
        yield RuleViolation("base_year.year", message, "year", year=year, first=first, last=last)
    if year == base_year_of(programme)[0]:
        yield RuleViolation("base_year.same", _("Năm gốc đang là {year}. Không có gì để đổi."), "year", year=year)
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        message = _("Hãy ghi lý do đổi năm gốc, từ {least} đến {most} ký tự.")
        yield RuleViolation("base_year.reason", message, "reason", least=LEAST_REASON, most=MOST_REASON)
