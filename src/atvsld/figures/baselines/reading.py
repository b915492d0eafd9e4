"""Which entered figures speak for a unit in a year, by the map that counts: never mixed with cases, never estimated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...org.places.areas import Area
from ...org.places.basis import NOW, as_it_was, ids_asked
from ...org.places.lineage import same_unit_ids
from ...org.places.models import Place
from .models import YearlyFigure


@dataclass(frozen=True)
class Entered:
    """What documents say of a unit in a year: {line: value}, the documents, and what is lacking for the whole ground.

    `parts` are the names of the units of that time whose figures were added up; empty for a figure of the unit itself.
    """

    lines: Mapping[str, int]
    sources: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def entered_figures(area: Area, years: Iterable[int], lines: Collection[str], basis: str = NOW) -> dict[int, Entered]:
    """{year: what was entered}. As now the figures of all units that became the unit are added, if none is missing.

    The caller answers for the right to see the unit; of the nation nothing is entered here.
    """
    if area.unit is None:
        return {}
    wanted = sorted(set(years))
    rows = YearlyFigure.objects.standing().filter(year__in=wanted, line__in=lines).select_related("unit")
    by_year: dict[int, dict[str, dict[int, YearlyFigure]]] = defaultdict(lambda: defaultdict(dict))
    ways = {year: _known_ways(area, year, basis) for year in wanted}
    everywhere = {place for own, parts in ways.values() for place in (*own, *(i for part in parts for i in part))}
    for row in rows.filter(unit_id__in=everywhere):
        by_year[row.year][row.line][row.unit_id] = row
    found = {year: _entered(*ways[year], by_year[year]) for year in wanted}
    lacking = _names({place for _, missing in found.values() for place in missing})
    return {
        year: replace(entered, missing=tuple(sorted(lacking[place] for place in missing)))
        for year, (entered, missing) in found.items() if entered.lines or missing
    }  # fmt: skip


def _names(units: Collection[int]) -> dict[int, str]:
    if not units:
        return {}
    return {place.pk: place.label for place in Place.objects.filter(pk__in=units).select_related("province", "parent")}


def _entered(
    own: Collection[int], parts: Collection[Collection[int]], rows: Mapping[str, Mapping[int, YearlyFigure]]
) -> tuple[Entered, set[int]]:
    """What was entered, and the units of which something is lacking."""
    values: dict[str, int] = {}
    sources: dict[str, None] = {}
    added: dict[str, None] = {}
    missing: set[int] = set()
    for line, by_unit in rows.items():
        whole = next((by_unit[place] for place in own if place in by_unit), None)
        chosen = [whole] if whole else [next((by_unit[i] for i in part if i in by_unit), None) for part in parts]
        if not chosen or None in chosen:
            missing |= {min(part) for part, row in zip(parts, chosen, strict=False) if row is None}
            continue
        kept = [row for row in chosen if row is not None]
        values[line] = sum(row.value for row in kept)
        sources |= dict.fromkeys(row.source for row in kept)
        if not whole:
            added |= dict.fromkeys(row.unit.label for row in kept)
    return Entered(values, tuple(sources), tuple(added)), missing


def _known_ways(area: Area, year: int, basis: str) -> tuple[list[int], list[list[int]]]:
    assert area.unit is not None
    question = ("entered", area.unit.pk, year, basis, area.graph.era(area.today))
    return area.graph.once(question, lambda: _ways(area, year, basis))


def _ways(area: Area, year: int, basis: str) -> tuple[list[int], list[list[int]]]:
    """(rows that are the unit itself in that year, the units of that year that together are its ground)."""
    unit = area.unit
    assert unit is not None
    if area.is_union:
        return sorted(same_unit_ids(unit)), []
    if basis != NOW:
        then = as_it_was(unit, date(year, 1, 1), date(year, 12, 31))
        return sorted(same_unit_ids(then)) if then else [], []
    own = sorted(ids_asked(unit, basis, area.today) | same_unit_ids(unit))
    return own, _made_of(area, own, date(year, 12, 31))


def _made_of(area: Area, own: Collection[int], day: date) -> list[list[int]]:
    """The units of the day of which this one was made whole; none when one of them went to another unit too."""
    assert area.unit is not None
    graph = area.graph
    found, is_complete = graph.units_on(area.unit.pk, day)
    level = area.unit.level
    if not is_complete or not found or found & set(own):
        return []
    whole = all(graph.units[i].level == level and graph.units_on(i, area.today)[0] <= set(own) for i in found)
    return [sorted(same_unit_ids(Place.objects.get(pk=i))) for i in sorted(found)] if whole else []
