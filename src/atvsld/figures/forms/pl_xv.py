"""Phụ lục XV: accidents of people who work without labour contract, of a commune, a province or the nation.

The columns of the form were not seen: those of table II of Phụ lục XIV stand in, and the form says «mẫu tạm».
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...org.places.lineage import lineage_ids
from ...org.places.models import Place, PlaceSuccession
from ..lake import Snapshot
from ..tables.population import victims_of
from ..tables.rows import TOTAL, Block, Row, total_block
from .layouts import Table, count_columns, sections
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

UNPLACED = "commune:chua_xac_dinh"


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """Victims by the place of the event. A commune has the cases of units that went into it whole, never of a part:
    those are of the province until an officer has placed them."""
    place, column, ids = request.place, "", None
    if place is not None:
        is_commune = place.level == Place.Level.COMMUNE
        column = "event_commune_id" if is_commune else "event_province_id"
        ids = lineage_ids([place.pk], whole_only=is_commune)
    return {"victims": victims_of(snapshot, request.period, has_contract=False, column=column, ids=ids)}


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    columns = count_columns(lists.labels("plxiv_columns", "II"))
    rows, blocks = sections(lists)
    whole = Table("I", "Tình hình chung và thiệt hại", columns, rows, blocks)
    if request.place is None or request.place.level != Place.Level.PROVINCE:
        return (whole,)
    rows, block = by_commune(request.place)
    total = Row(TOTAL, "Tổng số")
    by_place = Table(
        "II", "Phân theo xã, phường, đặc khu nơi xảy ra", columns, (*rows, total), (block, total_block(TOTAL))
    )
    return whole, by_place


def by_commune(province: Place) -> tuple[tuple[Row, ...], Block]:
    """One row a commune in force today, with the cases of units that went into it whole; then «chưa xác định xã»."""
    older: dict[int, set[int]] = defaultdict(set)
    for old, new in PlaceSuccession.objects.filter(kind=PlaceSuccession.Kind.WHOLE).values_list("old_id", "new_id"):
        older[new].add(old)
    rows = []
    places: dict[str, tuple[str, ...]] = {}
    for commune in Place.objects.communes_of(province).in_force().in_vietnamese_order():
        key = f"commune:{commune.code}"
        rows.append(Row(key, commune.full_name, commune.code, 0, TOTAL))
        places |= {str(place_id): (key,) for place_id in _reached(commune.pk, older)}
    rows.append(Row(UNPLACED, "Chưa xác định xã", "", 0, TOTAL))
    return tuple(rows), Block("event_commune_id", places, UNPLACED)


def _reached(start: int, older: dict[int, set[int]]) -> set[int]:
    known: set[int] = set()
    frontier = {start}
    while frontier:
        known |= frontier
        frontier = {old for new in frontier for old in older[new]} - known
    return known
