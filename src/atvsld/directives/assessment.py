"""A programme in a year: each target judged, with what its document promised to start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..base.language import in_vietnamese
from ..base.scope import Scope
from ..figures.access import may_see_unit, require_unit
from ..figures.indicators import INDICATORS, Evaluation
from ..figures.indicators.evaluation import evaluate
from ..figures.indicators.path import LEVEL
from ..figures.indicators.series import Counted, count
from ..figures.indicators.years import Years
from ..org.places.basis import NOW
from .base_years import base_year_of
from .owners import Owned
from .programmes import Programme, Target

STATUS_LABELS = {
    "met": _("đạt"),
    "not_met": _("chưa đạt"),
    "unknown": _("chưa kết luận được"),
    "no_data": _("chưa có dữ liệu"),
}


@dataclass(frozen=True)
class Assessed:
    """A target in a year and its status: "met", "not_met", "unknown", or "no_data" while nothing is known of it."""

    target: Target
    evaluation: Evaluation
    status: str

    @property
    def waits_for(self) -> str:
        """The register whose absence leaves the target without data; "" where there is data."""
        return self.evaluation.indicator.waits_for if self.status == "no_data" else ""

    def as_json(self) -> dict[str, Any]:
        target, aim = self.target, self.target.aim
        wanted = {"value_percent": aim.level} if aim.kind == LEVEL else {"value_percent": round(100 * aim.change, 2)}
        return {
            "target": {
                "indicator": target.indicator_id, "summary": target.summary, "kind": aim.kind, **wanted,
                "is_strict": aim.is_strict, "period": target.period, "source": target.source, "note": target.note,
            },
            "status": self.status,
            "status_label": in_vietnamese(STATUS_LABELS[self.status]),
            "waits_for": self.waits_for or None,
            "evaluation": self.evaluation.as_json(),
        }  # fmt: skip


@dataclass(frozen=True)
class Assessment:
    """A programme in a year, its base year, and why that is not the year before the document."""

    programme: Programme
    owned: Owned
    year: int
    base_year: int
    base_reason: str
    targets: tuple[Assessed, ...]

    def as_json(self) -> dict[str, Any]:
        programme, due_on = self.programme, self.programme.due_on(self.year)
        year, month = programme.issued_month
        return {
            "programme": {
                "id": programme.id, "title": programme.title, "number": programme.number,
                "issued_on": programme.issued_on.isoformat() if programme.issued_on else None,
                "issued_month": f"{year}-{month:02d}" if month else str(year),
                "issuing_body": programme.issuing_body, "owner": self.owned.as_json(),
                "base_year": self.base_year, "base_year_reason": self.base_reason or None,
                "implements": list(programme.implements), "source": programme.source,
                "stated_results": [
                    {"indicator": s.indicator_id, "first_year": s.first_year, "last_year": s.last_year,
                     "change_percent": round(100 * s.change, 2)} for s in programme.stated
                ],
            },
            "year": self.year,
            "report_before": due_on.isoformat() if due_on else None,
            "targets": [assessed.as_json() for assessed in self.targets],
        }  # fmt: skip


def may_see(scope: Scope, programme: Programme) -> bool:
    """Whether the person sees programmes, and the unit whose programme it is."""
    owned = Owned.of(programme.owner)
    return scope.may("programmes", "view") and may_see_unit(scope, owned.unit, owned.area)


def assess(
    programme: Programme, scope: Scope, year: int, *, today: date | None = None, boundaries: str = NOW
) -> Assessment:
    """Each target of the programme in that year. Raises OutOfScope.

    The base year itself is not judged: the programme did not yet run; its figures are shown.
    """
    scope.require("programmes", "view")
    day = today or timezone.localdate()
    owned = Owned.of(programme.owner, day)
    require_unit(scope, owned.unit, owned.area)
    counted = None
    if programme.targets:
        counted = count(owned.area, years_of(programme, year), boundaries)
    return assess_counted(programme, owned, year, counted, day)


def years_of(programme: Programme, year: int) -> Years:
    """The years that must be counted to judge the year: from the base year, and the year before at least."""
    return Years(min(base_year_of(programme)[0], year - 1), year)


def assess_counted(programme: Programme, owned: Owned, year: int, counted: Counted | None, today: date) -> Assessment:
    """Each target in that year from what was counted, which must hold `years_of` it (None: it has no target)."""
    base_year, reason = base_year_of(programme)
    assessed: list[Assessed] = []
    for target in programme.targets if counted else ():
        assert counted is not None
        found = evaluate(INDICATORS[target.indicator_id], counted, year, base_year, target.aim, today)
        assessed.append(Assessed(target, found, found.status if found.series.known() else "no_data"))
    return Assessment(programme, owned, year, base_year, reason, tuple(assessed))
