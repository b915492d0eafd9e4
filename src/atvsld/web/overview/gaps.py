"""What is missing: who is silent, what nobody has counted yet, what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ...base.numbers import vietnamese_number
from ...base.scope import Scope
from ...directives.overview import YEARS_BEFORE, Overview
from .asked import Asked, code_of
from .lines import Line
from .targets import ProgrammeTargets
from .units import Units

NAMED = 3


def gaps(
    seen: Overview, units: Units, programmes: list[ProgrammeTargets], asked: Asked, scope: Scope
) -> list[Line]:  # fmt: skip
    """In the order of what they cost the reader's trust in the figures."""
    found = [*_silent_offices(seen), *_silent_units(units, asked), *_headcounts(seen), *_unplaced(seen, scope)]
    return [*found, *_targets(programmes), *_years(seen)]


def _silent_offices(seen: Overview) -> Iterator[Line]:
    owed, told = seen.lines["establishments_known"], seen.lines["establishments_reporting"]
    if owed > told:
        query = urlencode({"unit": code_of(seen.area.unit)})
        text = gettext("Cơ sở chưa báo cáo, cũng chưa xác nhận không có tai nạn năm {year}").format(year=seen.year)
        note = gettext("trên {owed} cơ sở phải báo cáo").format(owed=vietnamese_number(owed))
        url = f"{reverse('establishments-list')}?{query}"
        yield Line(text, vietnamese_number(owed - told), note, url, "waiting")


def _silent_units(units: Units, asked: Asked) -> Iterator[Line]:
    silent = units.silent()
    if not silent:
        return
    said = ngettext("Xã, phường chưa có cơ sở nào báo cáo", "Xã, phường chưa có cơ sở nào báo cáo", len(silent))
    if asked.place is None:
        said = ngettext("Tỉnh chưa có cơ sở nào báo cáo", "Tỉnh chưa có cơ sở nào báo cáo", len(silent))
    names = ", ".join(place.full_name for place in silent[:NAMED])
    more = gettext("{names} và {n} nơi khác").format(names=names, n=len(silent) - NAMED)
    yield Line(said, vietnamese_number(len(silent)), more if len(silent) > NAMED else names, tone="waiting")


def _headcounts(seen: Overview) -> Iterator[Line]:
    unknown = seen.counted.cases[seen.year].quality.get("unknown", 0)
    if unknown:
        query = urlencode({"unit": code_of(seen.area.unit), "year": seen.year})
        yield Line(
            gettext("Cơ sở chưa biết số lao động"), vietnamese_number(unknown),
            gettext("không có trong mẫu số của tần suất"), f"{reverse('headcounts-list')}?{query}", "waiting",
        )  # fmt: skip


def _unplaced(seen: Overview, scope: Scope) -> Iterator[Line]:
    happened = seen.events.units.get(None)
    if happened and happened.victims:
        url = reverse("placing") if scope.may("accidents", "place") else ""
        yield Line(
            gettext("Người bị nạn ở vụ chưa xác định được nơi xảy ra"), vietnamese_number(happened.victims),
            gettext("trong năm {year}").format(year=seen.year), url, "waiting",
        )  # fmt: skip


def _targets(programmes: list[ProgrammeTargets]) -> Iterator[Line]:
    for programme in programmes:
        registers = list(dict.fromkeys(str(register) for _label, register in programme.waiting if register))
        if programme.waiting:
            said = gettext("chờ {registers}").format(registers="; ".join(registers)) if registers else ""
            text = gettext("Chỉ tiêu chưa có dữ liệu")
            yield Line(text, vietnamese_number(len(programme.waiting)), said, programme.url, "waiting")


def _years(seen: Overview) -> Iterator[Line]:
    known = seen.years_with_word()
    if len(known) < YEARS_BEFORE:
        missing = [y for y in range(seen.year - YEARS_BEFORE, seen.year) if y not in known]
        text = gettext("Năm trước chưa có số liệu để so theo tháng")
        yield Line(text, vietnamese_number(len(missing)), ", ".join(map(str, missing)), tone="waiting")
