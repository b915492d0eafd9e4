"""Every other fact of a notice as small tables: what is known by name has its words, anything else keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.numbers import vietnamese_number
from ...base.sortkey import vietnamese_sort_key
from .words import LINES

NAMES: Mapping[str, Words] = (
    {
        "cause": _("Theo nguyên nhân"),
        "companies_text": _("Số doanh nghiệp cả nước"),
        "cost_bn_vnd": _("Chi phí (tỷ đồng)"),
        "costs": _("Thiệt hại"),
        "coverage": _("Phạm vi báo cáo"),
        "deadliest_provinces": _("Tỉnh, thành phố có nhiều người chết nhất"),
        "enterprises": _("Số doanh nghiệp báo cáo"),
        "enterprises_reported": _("Số doanh nghiệp báo cáo"),
        "files_proposed_for_prosecution": _("Số hồ sơ đề nghị khởi tố"),
        "industry": _("Theo ngành"),
        "inspectors_text": _("Số thanh tra viên"),
        "investigation_reports_received": _("Số biên bản điều tra nhận được"),
        "lost_days": _("Số ngày nghỉ"),
        "lost_days_change": _("Số ngày nghỉ, tăng giảm"),
        "material_bn_vnd": _("Thiệt hại vật chất (tỷ đồng)"),
        "material_change": _("Thiệt hại vật chất, tăng giảm (tỷ đồng)"),
        "pct_accidents": _("% số vụ"),
        "pct_deaths": _("% số người chết"),
        "previous_year": _("Năm trước"),
        "previous_year_pct": _("% năm trước"),
        "property_bn_vnd": _("Thiệt hại tài sản (tỷ đồng)"),
        "property_change": _("Thiệt hại tài sản, tăng giảm (tỷ đồng)"),
        "prosecuted": _("Số vụ bị khởi tố"),
        "prosecution": _("Xử lý"),
        "provinces": _("Tỉnh, thành phố"),
        "provinces_reporting_non_contract": _("Số tỉnh báo cáo khu vực không theo hợp đồng"),
        "reporting": _("Doanh nghiệp báo cáo"),
        "scope": _("Phạm vi"),
        "share_pct": _("Tỷ lệ (%)"),
        "share_text": _("Tỷ lệ, bằng chữ"),
        "text": _("Nguyên văn"),
        "top10": _("Mười tỉnh nhiều người chết nhất"),
        "total": _("Tổng số doanh nghiệp"),
        "total_text": _("Tổng, bằng chữ"),
        "treatment_compensation_bn_vnd": _("Chi phí điều trị, bồi thường (tỷ đồng)"),
        "fatal_accidents_text": _("Số vụ tai nạn chết người, bằng chữ"),
    }
    | dict(LINES)
    | {"approx": _("Số gần đúng")}
)
_ORDER = {name: place for place, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the notice: its name, the heads of its columns (none for name and value), its rows as texts."""

    title: Words
    heads: Sequence[Words]
    rows: Sequence[Sequence[Words]]

    @property
    def labelled(self) -> list[list[tuple[Words, Words]]]:
        """Each row with the head of each cell beside it."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def tables(details: Mapping[str, Any]) -> list[Table]:
    """The parts in one order (`ordered`); single facts of their own come together, first."""
    single = {name: value for name, value in ordered(details) if not isinstance(value, dict | list)}
    found = [_pairs(_("Nội dung khác"), single)] if single else []
    return found + [_table(name_of(key), value) for key, value in ordered(details) if key not in single and value]


def _table(title: Words, value: Any) -> Table:
    if isinstance(value, dict) and all(isinstance(v, dict) for v in value.values()):
        return _lines(title, [{"": name_of(key), **said} for key, said in ordered(value)])
    if isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return _lines(title, value)
    if isinstance(value, list):
        return Table(title, (), [[str(place), in_one_line(v)] for place, v in enumerate(value, 1)])
    return _pairs(title, value)


def _lines(title: Words, lines: Sequence[Mapping[str, Any]]) -> Table:
    """A column for each name that any of the lines has."""
    names = [name for name, _said in ordered(dict.fromkeys(name for line in lines for name in line))]
    rows = [[in_one_line(line.get(name)) for name in names] for line in lines]
    return Table(title, [name_of(name) if name else title for name in names], rows)


def _pairs(title: Words, value: Mapping[str, Any]) -> Table:
    return Table(title, (), [[" · ".join(map(str, path)), text] for path, text in _flat(value)])


def _flat(value: Mapping[str, Any], above: tuple[Words, ...] = ()) -> Iterator[tuple[tuple[Words, ...], str]]:
    for key, said in ordered(value):
        path = (*above, name_of(key))
        if isinstance(said, dict):
            yield from _flat(said, path)
        else:
            yield path, in_one_line(said)


def ordered(parts: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Known names in the order in which they stand above, others after them by the alphabet.

    The order of the notice is not kept: PostgreSQL stores the parts of a JSON value in an order of its own.
    """
    return sorted(
        parts.items(), key=lambda part: (part[0] != "", _ORDER.get(part[0], len(_ORDER)), vietnamese_sort_key(part[0]))
    )


def name_of(key: str) -> Words:
    """What a part is called; its own name where it is not known."""
    return NAMES.get(key, key)


def in_one_line(value: Any) -> str:
    """Any value in words, "–" for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, int | float):
        return vietnamese_number(value)
    if isinstance(value, list):
        return "; ".join(in_one_line(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name_of(key)}: {in_one_line(said)}" for key, said in ordered(value))
    return str(value)
