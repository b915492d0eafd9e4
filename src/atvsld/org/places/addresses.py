"""An address of before 1/7/2025 as people type it, read from the right: province, district, commune.

"P. Hoàng Văn Thụ, tp. Thái Nguyên", "xa tan cuong tp thai nguyen", "thị trấn Chùa Hang huyện Đồng Hỷ": with accents or
without, kinds written out or short, the province of then or of today. What does not answer exactly is not guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from weakref import WeakKeyDictionary

from django.utils import timezone

from atvsld.base.search import fold
from atvsld.base.sortkey import vietnamese_sort_key
from atvsld.org.places.graph import COMMUNE, DISTRICT, PROVINCE, PlaceGraph
from atvsld.org.places.mapped import place_graph
from atvsld.org.places.models import Place

_SHORT = {"p": "phuong", "x": "xa", "tt": "thi tran", "h": "huyen", "q": "quan", "tx": "thi xa", "tp": "thanh pho",
          "t": "tinh"}  # fmt: skip
_LEVELS_OF = {"phuong": {COMMUNE}, "xa": {COMMUNE}, "thi tran": {COMMUNE}, "dac khu": {COMMUNE}, "huyen": {DISTRICT},
              "quan": {DISTRICT}, "thi xa": {DISTRICT}, "thanh pho": {DISTRICT, PROVINCE},
              "tinh": {PROVINCE}}  # fmt: skip
_BREAKS = re.compile(r"[,;/\n()]")
_GLUED = re.compile(r"^(p|q|x|h)(\d+)$")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its name folded; `kind` is the folded kind."""

    id: int
    level: str
    kind: str
    parent: int | None
    province: int | None
    accented: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of an address: the kind that was typed ("" for none), the rest of it, folded and with its accents."""

    kind: str
    name: str
    accented: str


_held: WeakKeyDictionary[PlaceGraph, dict[tuple[str, str], list[Named]]] = WeakKeyDictionary()


def units_meant(text: str) -> list[int]:
    """The units before 1/7/2025 that the address names: a commune, else a district; several when it does not decide."""
    graph = place_graph()
    for segments in _readings(text[:_LONGEST]):
        found = _best(graph, segments)
        if found:
            return found
    return []


def names_a_district(text: str) -> bool:
    """Whether a kind that only districts had, or a city under a province, is written in the address."""
    return any(segment.kind in ("huyen", "quan", "thi xa", "thanh pho") for s in _readings(text) for segment in s)


def carried_to(unit_ids: Sequence[int], on: date | None) -> list[int]:
    """The communes (or districts, while there were any) of the day that stand where these units lie."""
    graph, day = place_graph(), on or timezone.localdate()
    return sorted({found for unit_id in unit_ids for found in graph.units_on(unit_id, day)[0]})


def _readings(text: str) -> Iterator[list[Segment]]:
    """The address parted at its commas; then also before each kind that stands inside a part."""
    parts = [part for part in _BREAKS.split(text) if fold(part)]
    yield [_segment(part) for part in parts]
    finer = [piece for part in parts for piece in _before_kinds(part)]
    if len(finer) > len(parts):
        yield [_segment(piece) for piece in finer]


def _before_kinds(part: str) -> list[str]:
    words = part.split()
    folded = [fold(word) for word in words]
    starts = [0]
    for number in range(1, len(words)):
        here, pair = folded[number], " ".join(folded[number : number + 2])
        is_second = starts[-1] == number - 1 and f"{folded[number - 1]} {here}" in _LEVELS_OF
        if not is_second and (here in _LEVELS_OF or here in ("tt", "tx", "tp", "h", "q", "p") or pair in _LEVELS_OF):
            starts.append(number)
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _segment(part: str) -> Segment:
    words = part.replace(".", " ").split()
    folded = [word for written in words for word in fold(written).split()]
    glued = _GLUED.match(folded[0]) if folded else None
    if glued:
        return Segment(_SHORT[glued[1]], glued[2].lstrip("0") or "0", "")
    for kind in sorted(_LEVELS_OF, key=len, reverse=True):
        count = len(kind.split())
        if folded[:count] == kind.split() and len(folded) > count:
            return Segment(kind, _number(folded[count:]), vietnamese_sort_key(" ".join(words[count:])))
    if folded and folded[0] in _SHORT and len(folded) > 1:
        return Segment(_SHORT[folded[0]], _number(folded[1:]), vietnamese_sort_key(" ".join(words[1:])))
    return Segment("", _number(folded), vietnamese_sort_key(part))


def _number(folded: Sequence[str]) -> str:
    """A ward of a number is written 1 and 01."""
    return (folded[0].lstrip("0") or "0") if len(folded) == 1 and folded[0].isdecimal() else " ".join(folded)


def _best(graph: PlaceGraph, segments: Sequence[Segment]) -> list[int]:
    """The units of the longest chain from the right: commune–district–province, commune–district, commune–province."""
    names = _names(graph)
    for levels in ((COMMUNE, DISTRICT, PROVINCE), (COMMUNE, DISTRICT), (COMMUNE, PROVINCE), (DISTRICT, PROVINCE),
                   (PROVINCE,), (DISTRICT,), (COMMUNE,)):  # fmt: skip
        if len(segments) < len(levels):
            continue
        tail = segments[-len(levels) :]
        # What stands before a commune may be a street; before anything else it would be a commune that is not known.
        if len(segments) > len(levels) and (levels[0] != COMMUNE or not tail[0].kind):
            continue
        chains = [
            chain for chain in product(*(_named(names, s, level) for s, level in zip(tail, levels, strict=True)))
            if _belong(graph, chain)
        ]  # fmt: skip
        if chains:
            costs = {chain: _cost(chain, tail) for chain in chains}
            return sorted({chain[0].id for chain in chains if costs[chain] == min(costs.values())})
    return []


def _named(names: dict[tuple[str, str], list[Named]], segment: Segment, level: str) -> list[Named]:
    if segment.kind and level not in _LEVELS_OF[segment.kind]:
        return []
    found = names.get((level, segment.name), [])
    # A city is a district of its name, or a province that is one.
    return [unit for unit in found if segment.kind != "thanh pho" or unit.kind == "thanh pho"]


def _belong(graph: PlaceGraph, chain: Sequence[Named]) -> bool:
    """Whether each unit lies in the next: the district of then, the province of then or what stands there today."""
    first = chain[0]
    for above in chain[1:]:
        if above.level == DISTRICT and first.parent != above.id:
            return False
        if above.level == PROVINCE and first.province != above.id:
            today = graph.on(first.province, timezone.localdate()).province if first.province else None
            if today != above.id:
                return False
    return True


def _cost(chain: Sequence[Named], tail: Sequence[Segment]) -> int:
    """Kinds written otherwise, and accents that were typed and are not those of the name."""
    cost = 0
    for unit, segment in zip(chain, tail, strict=True):
        cost += 2 * (bool(segment.kind) and segment.kind != unit.kind)
        cost += segment.accented not in ("", unit.accented)
    return cost


def _names(graph: PlaceGraph) -> dict[tuple[str, str], list[Named]]:
    if graph not in _held:
        names: dict[tuple[str, str], list[Named]] = defaultdict(list)
        rows = Place.objects.values_list(
            "pk", "level", "kind", "name_vi", "other_name", "parent_id", "province_id", "valid_to"
        )
        labels = {kind.value: fold(kind.label) for kind in Place.Kind}
        for pk, level, kind, name_vi, other_name, parent, province, valid_to in rows.iterator(chunk_size=5000):
            if valid_to is None and level != PROVINCE:
                continue
            unit = Named(pk, level, labels[kind], parent, province, vietnamese_sort_key(name_vi))
            for name in {_number(fold(name_vi).split()), _segment(other_name).name if other_name else ""} - {""}:
                names[level, name].append(unit)
        _held[graph] = names
    return _held[graph]
