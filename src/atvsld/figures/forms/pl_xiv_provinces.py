"""The columns of Phụ lục XIV with one line a province: which of them has what part in the figure of the nation.

No form of the law: its columns are those of Phụ lục XIV, its total is that of the nation's Phụ lục XIV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..lake import Snapshot
from ..tables.placing import PlaceMap, on_map_of_office, on_map_of_site
from ..tables.population import offices_of, victims_of
from ..tables.rows import TOTAL, Block, Row, at_work, total_block
from . import pl_xiv
from .by_place import by_province
from .layouts import Table, count_columns
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

    from ..tables.columns import Where


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """As those of Phụ lục XIV; for the nation with the province of each office on the map that counts.

    As then an office lies where it lay at the end of the period, lest it count in two provinces.
    """
    if request.place is not None:
        return pl_xiv.sources(snapshot, request)
    period, place_map = request.period, PlaceMap.of(request.basis, request.period)
    site_map = place_map.at(min(period.end_on, timezone.localdate()))
    victims = victims_of(
        snapshot, period, has_contract=True, placing=lambda rows: on_map_of_office(snapshot, rows, place_map, None)
    )
    offices, headcounts = offices_of(
        snapshot, period, victims, placing=lambda rows: on_map_of_site(snapshot, rows, site_map, None)
    )
    return {"victims": victims, "offices": offices, "headcounts": headcounts}


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    """Table I counts accidents at work, as table I of Phụ lục XIV; table II is the last line of its table II."""
    return (
        Table(
            "I", _("Tình hình chung theo tỉnh, thành phố"), pl_xiv.general_columns(lists.labels("plxiv_columns", "I")),
            *_lines(request, at_work),
        ),
        Table(
            "II", _("Tình hình tai nạn lao động và thiệt hại theo tỉnh, thành phố (kể cả tai nạn khi đi và về)"),
            count_columns(lists.labels("plxiv_columns", "II")), *_lines(request, None),
        ),
    )  # fmt: skip


def _lines(request: FormRequest, within: Where | None) -> tuple[tuple[Row, ...], tuple[Block, ...]]:
    total = Row(TOTAL, _("Tổng số"))
    if request.place is not None:
        row = Row(f"province:{request.place.code}", request.place.full_name, request.place.code, 0, TOTAL)
        return (row, total), (total_block(row.key, TOTAL, within=within),)
    rows, block = by_province(request, "reporting_province_id", _("Chưa xác định tỉnh"))
    return (*rows, total), (Block(block.by, block.places, block.otherwise, within), total_block(TOTAL, within=within))
