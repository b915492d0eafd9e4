"""Indicators: numerator over denominator of a unit in a year, where both come from, and how sure a change is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..base.language import in_vietnamese
from ..base.scope import Scope
from ..org.places.basis import BASES as BOUNDARIES
from ..org.places.basis import NOW, as_it_was
from ..org.places.models import Place
from ..statutes.period import Period
from ..statutes.words import noop
from .access import require_unit
from .comparison import BASES, Comparison, Counted, compare
from .forms import pl_xiv
from .forms.coverage import coverage_of
from .forms.request import FormRequest
from .lake import Snapshot, snapshot
from .tables.columns import Column, is_fatal
from .tables.evaluate import evaluate
from .tables.population import FACTS
from .tables.rows import TOTAL

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Indicator:
    """What is watched. `direction` -1: fewer is better. `per`: the rate is for so many workers."""

    id: str
    label: str
    numerator: str
    denominator: str
    unit: str
    direction: int
    per: int
    legal_basis: str


FATAL_ACCIDENT_RATE = Indicator(
    id="fatal_accident_rate",
    label=noop("Tần suất tai nạn lao động chết người"),
    numerator=noop(
        "Số người chết vì tai nạn lao động, có hợp đồng lao động, không kể trên đường đi và về, "
        "đếm theo tỉnh của trụ sở chính (như cột 9 biểu I Phụ lục XIV)"
    ),
    denominator=noop("Số lao động bình quân của các cơ sở tham gia báo cáo (cột 6), và của mọi cơ sở đã biết (cột 5)"),
    unit=noop("người chết trên 1.000 lao động"),
    direction=-1,
    per=1000,
    legal_basis=noop("NĐ 39/2016/NĐ-CP Phụ lục XIV (K chết); Chỉ thị 31-CT/TW"),
)

INDICATORS: Mapping[str, Indicator] = {i.id: i for i in (FATAL_ACCIDENT_RATE,)}


@dataclass(frozen=True)
class Evaluation:
    """An indicator of one unit in one year beside the year before."""

    indicator: Indicator
    unit: Mapping[str, str]
    year: int
    this: Counted
    before: Counted
    comparisons: Mapping[str, Comparison]
    basis: str
    is_complete: bool
    boundaries: str = NOW
    coverage: Mapping[str, Any] = field(default_factory=dict)

    @property
    def chosen(self) -> Comparison:
        """The comparison on the denominator that could be used in both years."""
        return self.comparisons[self.basis]

    def as_json(self) -> dict[str, Any]:
        indicator = self.indicator
        return {
            "indicator": {
                "id": indicator.id, "label": indicator.label, "unit": indicator.unit, "per": indicator.per,
                "direction": indicator.direction, "legal_basis": indicator.legal_basis,
            },
            "unit": dict(self.unit),
            "year": self.year,
            "is_complete": self.is_complete,
            "places": {"basis": self.boundaries, "label": str(BOUNDARIES[self.boundaries])},
            "numerator": {"label": indicator.numerator, "value": self.this.deaths, "before": self.before.deaths},
            "denominator": {
                "label": indicator.denominator,
                "basis": self.basis,
                "basis_label": in_vietnamese(BASES[self.basis]),
                "value": self.this.workers(self.basis),
                "before": self.before.workers(self.basis),
                "coverage": dict(self.coverage),
            },
            **self.chosen.as_json(),
            "comparisons": {basis: c.as_json() for basis, c in self.comparisons.items()},
        }  # fmt: skip


def evaluate_indicator(
    indicator: Indicator,
    scope: Scope,
    place: Place | None,
    year: int,
    *,
    today: date | None = None,
    boundaries: str = NOW,
) -> Evaluation:
    """The indicator of a province (None: the nation) in a year. Raises OutOfScope; Refused for a commune.

    As now both years are of the ground of today's province; as then each is of that province as it was.
    """
    require_unit(scope, place)
    requests = [_request(place, Period(y), boundaries) for y in (year, year - 1)]
    with snapshot(*FACTS) as taken:
        sources = [pl_xiv.sources(taken, request) for request in requests]
        counted = [_counted(taken, of_year) for of_year in sources]
        coverage = {
            str(request.period.year): coverage_of(taken, of_year).denominator
            for request, of_year in zip(requests, sources, strict=True)
        }
    this, before = counted
    is_complete = Period(year).end_on < (today or timezone.localdate())
    comparisons = {basis: compare(indicator.per, before, this, year, basis, is_complete) for basis in BASES}
    basis = next((b for b in BASES if before.workers(b) and this.workers(b)), "counts")
    return Evaluation(
        indicator, requests[0].subject(), year, this, before, comparisons, basis, is_complete, boundaries, coverage
    )  # fmt: skip


def _request(place: Place | None, period: Period, boundaries: str) -> FormRequest:
    unit = place if boundaries == NOW else as_it_was(place, period.start_on, period.end_on)
    return FormRequest("pl-xiv", period, unit, basis=boundaries)


_COLUMNS = (
    Column(key="deaths", label="", unit=_("người"), where=is_fatal),
    Column(key="all_known", label="", unit=_("người"), source="headcounts", over="headcount_id", adds=("workers",)),
    Column(
        key="reporting", label="", unit=_("người"), source="headcounts", over="headcount_id", adds=("workers",),
        where=pl_xiv.is_reporting,
    ),
)  # fmt: skip


def _counted(taken: Snapshot, sources: Mapping[str, ibis.Table]) -> Counted:
    found: Any = evaluate(taken, sources, [pl_xiv.total_at_work()], _COLUMNS)[TOTAL]
    return Counted(found["deaths"], found["reporting"], found["all_known"])
