"""Phụ lục XIV: the province's report to the ministry and the statistics office (NĐ 39/2016/NĐ-CP Điều 24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...org.places.models import Place
from ..lake import Snapshot
from ..tables.columns import Column, is_fatal, is_severe
from ..tables.placing import PlaceMap, Sharing, last_day_of, on_map_of_office, on_map_of_site
from ..tables.population import offices_of, victims_of
from ..tables.rows import TOTAL, Block, Row, at_work, total_block
from .layouts import Table, count_columns, sections, sector_layout, type_layout
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

_ON_ALL = _("trên mọi lao động đã biết")


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """Victims by the province of the head office, the head offices of the province, and their head-counts."""
    if request.place is None:
        victims = victims_of(snapshot, request.period, has_contract=True)
        offices, headcounts = offices_of(snapshot, request.period, victims)
        return {"victims": victims, "offices": offices, "headcounts": headcounts}
    ids, place_map = request.place_ids, PlaceMap.of(request.basis, request.period)
    ends = list(Place.objects.filter(pk__in=ids).values_list("valid_to", flat=True))
    site_map = place_map.at(last_day_of(ends, request.period))
    told, lying = Sharing.of(place_map, ids), Sharing.of(site_map, ids)
    victims = victims_of(
        snapshot, request.period, has_contract=True, column="reporting_province_id",
        ids=told.ids if told.is_certain else ids,
        placing=None if told.is_certain else lambda rows: on_map_of_office(snapshot, rows, place_map, told.ids),
    )  # fmt: skip
    offices, headcounts = offices_of(
        snapshot, request.period, victims, lying.ids if lying.is_certain else ids,
        placing=None if lying.is_certain else lambda rows: on_map_of_site(snapshot, rows, site_map, lying.ids),
    )  # fmt: skip
    return {"victims": victims, "offices": offices, "headcounts": headcounts}


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    types = type_layout(lists, top=TOTAL, level=0)
    by_type = Row("type", _("Phân theo loại hình cơ sở"), "", 1, "1"), type_layout(lists, top="type", level=2)
    by_sector = (
        Row("sector", _("Phân theo ngành kinh tế (VSIC 2025, cấp 1)"), "", 1, "1"),
        sector_layout(lists, top="sector", level=2),
    )
    rows, blocks = sections(lists, (by_type, by_sector))
    return (
        Table(
            "I",
            _("Tình hình chung theo loại hình cơ sở"),
            general_columns(lists.labels("plxiv_columns", "I")),
            (*types.rows, Row(TOTAL, _("Tổng số"))),
            (types.block, total_at_work()),
        ),
        Table(
            "II",
            _("Tình hình tai nạn lao động và thiệt hại"),
            count_columns(lists.labels("plxiv_columns", "II")),
            rows,
            blocks,
        ),
    )


def total_at_work() -> Block:
    return total_block(TOTAL, within=at_work)


def general_columns(labels: dict[str, tuple[Words, str]]) -> tuple[Column, ...]:
    """Columns 3 to 13 of table I. K is per 1000 workers of reporting establishments; 11b, 12b on all known workers."""

    def column(key: str, unit: Words, **kept: Any) -> Column:
        return Column(key=key, label=labels[key][0], unit=unit, **kept)

    def workers(key: str, adds: str, where: Any = None) -> Column:
        return column(key, _("người"), source="headcounts", over="headcount_id", adds=(adds,), where=where)

    def rate(key: str, over: str, under: str) -> Column:
        return Column(
            key=key if under == "6" else f"{key}b",
            label=labels[key][0] if under == "6" else format_lazy("{} ({})", labels[key][0], _ON_ALL),
            unit=_("trên 1.000 lao động"),
            rate_of=(over, under),
            is_extra=under != "6",
        )

    return (
        column("3", _("cơ sở"), source="offices", over="establishment_id"),
        column("4", _("cơ sở"), source="offices", over="establishment_id", where=is_reporting),
        workers("5", "workers"),
        workers("6", "workers", is_reporting),
        workers("7", "women"),
        column("8", _("người")),
        column("9", _("người"), where=is_fatal),
        column("10", _("người"), where=is_severe),
        rate("11", "8", "6"),
        rate("11", "8", "5"),
        rate("12", "9", "6"),
        rate("12", "9", "5"),
        column("13", "", is_text=True),
        Column(
            key="unknown",
            label="",
            unit="",
            source="offices",
            over="establishment_id",
            where=is_unknown,
            is_hidden=True,
        ),
        Column(
            key="older", label="", unit="", source="offices", over="establishment_id", where=is_older, is_hidden=True
        ),
    )


def is_reporting(t: Any) -> Any:
    return t.is_reporting


def is_unknown(t: Any) -> Any:
    """No head-count of any year up to this one is known."""
    return ~t.has_headcount


def is_older(t: Any) -> Any:
    """At least one head-count taken is of an earlier year."""
    return t.has_older
