"""The targets of a unit on its leader's screen: how the last full year was judged, and where this one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ...base.language import Words
from ...base.numbers import vietnamese_number
from ...directives.assessment import Assessed
from ...directives.overview import Judged, Overview
from ...figures.indicators import INDICATORS, Evaluation
from ...figures.indicators.declared import COUNT, RATE, SHARE
from ...figures.indicators.evaluation import evaluate
from ..charts import Chart
from ..pages.targets import told
from ..pages.unit_indicators import told_alone
from .asked import code_of

PLACES = {RATE: 3, SHARE: 1}
# What is watched of a unit that no programme sets a target for.
WATCHED = ("fatal_accident_rate", "accident_rate", "reporting_share")


@dataclass(frozen=True)
class TargetCard:
    """A target: what is wanted, what the judged year shows, whether that is enough, and where the running year stands.

    `year` is the one that was judged. Without `wanted` it is an indicator that is only watched.
    """

    label: Words
    year: int
    wanted: str
    value: str
    unit: str
    change: str
    status: Words
    badge: str
    sentence: str
    small: str
    now: str
    url: str
    picture: Chart | None = None


@dataclass(frozen=True)
class ProgrammeTargets:
    """A programme with its targets, and those of which nothing is known with what they wait for."""

    title: Words
    url: str
    cards: tuple[TargetCard, ...]
    waiting: tuple[tuple[Words, Words], ...]
    has_targets: bool
    due_on: Any = None


def programmes_of(seen: Overview) -> list[ProgrammeTargets]:
    return [_programme(judged, seen) for judged in seen.programmes]


def watched(seen: Overview) -> list[TargetCard]:
    """What every unit is watched by, where no programme with targets is its own."""
    if any(judged.now.targets for judged in seen.programmes):
        return []
    year = seen.year - 1 if seen.is_running else seen.year
    cards = []
    for name in WATCHED:
        found = evaluate(INDICATORS[name], seen.counted, year, year - 1, None, seen.today)
        if found.series.known():
            cards.append(_watched(found, seen))
    return cards


def _programme(judged: Judged, seen: Overview) -> ProgrammeTargets:
    main = judged.now
    if judged.last is not None and judged.last.base_year < judged.last.year:
        main = judged.last
    running = {t.target: t.evaluation for t in judged.now.targets} if main is not judged.now else {}
    url = f"{reverse('programme', args=[judged.programme.id])}?year={main.year}"
    known = [one for one in main.targets if one.status != "no_data"]
    return ProgrammeTargets(
        gettext(judged.programme.title), url,
        tuple(_card(one, running.get(one.target), url) for one in known),
        tuple((gettext(one.target.summary), gettext(one.waits_for)) for one in main.targets if one.status == "no_data"),
        bool(main.targets), judged.programme.due_on(seen.today.year),
    )  # fmt: skip


def _card(one: Assessed, running: Evaluation | None, url: str) -> TargetCard:
    said = told(one, "")
    return TargetCard(
        gettext(one.target.summary), one.evaluation.year, said["wanted"], said["value"],
        gettext(one.evaluation.indicator.unit), said["mean"] or said["change"], said["status"], said["badge"],
        said["sentence"], said["small"], _now(running), url, said["picture"],
    )  # fmt: skip


def _watched(found: Evaluation, seen: Overview) -> TargetCard:
    said = told_alone(found)
    running = None
    if seen.is_running:
        running = evaluate(found.indicator, seen.counted, seen.year, seen.year - 1, None, seen.today)
    query = urlencode({"unit": code_of(seen.area.unit), "year": found.year})
    return TargetCard(
        gettext(found.indicator.label), found.year, "", said["value"], gettext(found.indicator.unit), said["change"],
        "", "", said["sentence"], "", _now(running), f"{reverse('unit-indicators')}?{query}",
        said["picture"],
    )  # fmt: skip


def _now(running: Evaluation | None) -> str:
    """Where the running year stands beside the whole-year path; "" where nothing is known of it."""
    if running is None or running.this.count is None:
        return ""
    indicator, year = running.indicator, running.year
    count = vietnamese_number(running.this.count)
    said = gettext("{year} đến nay: {count}").format(year=year, count=count)
    if indicator.kind != COUNT and running.value is not None:
        value = vietnamese_number(running.value, PLACES[indicator.kind])
        said = gettext("{year} đến nay: {count} ({value})").format(year=year, count=count, value=value)
    wanted = running.path.get(year)
    if wanted is None:
        return said
    return gettext("{said}; lộ trình cả năm {wanted}").format(
        said=said, wanted=vietnamese_number(wanted, PLACES.get(indicator.kind, 0))
    )
