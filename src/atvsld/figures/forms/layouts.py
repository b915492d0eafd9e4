"""Parts that the forms share: rows by cause, injury factor, occupation, type and sector; columns of cases and costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ..tables.columns import Column, Where, in_fatal_case, in_multiple_case, is_fatal, is_female, is_severe
from ..tables.rows import Block, Group, Layout, Row, at_work, coded_layout, work_and_commuting
from .lists import FormLists

MONEY = _("1.000đ")
_CAUSE_GROUPS = (
    ("a_NSDLD", "1.1.a", _("a. Do người sử dụng lao động")),
    ("b_NLD", "1.1.b", _("b. Do người lao động")),
)


@dataclass(frozen=True)
class Table:
    """One table of a form: its columns, its rows in the order of the form, and the blocks that fill the rows."""

    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]

    def column(self, key: str) -> Column:
        """Raises LookupError."""
        for column in self.columns:
            if column.key == key and not column.is_hidden:
                return column
        raise LookupError(f"Biểu {self.id} không có cột «{key}».")


def section_rows(lists: FormLists) -> dict[str, Row]:
    """Rows 1, 1.1, 1.2, 1.3, 2 and 3 with the words of Phụ lục XII."""
    labels = {code: row.words for code, row in lists.read("plxii_rows").items()}
    parents = {"1.1": "1", "1.2": "1", "1.3": "1", "1": "3", "2": "3"}
    return {
        key: Row(key, labels.get(key, key), "", key.count("."), parents.get(key, ""))
        for key in ("1", "1.1", "1.2", "1.3", "2", "3")
    }


def cause_layout(lists: FormLists) -> Layout:
    codes = {c: row for c, row in lists.read("accident_causes").items() if row.attrs.get("group") != "art39_2"}
    groups = [
        Group(key, label, frozenset(c for c, row in codes.items() if row.attrs.get("group") == name))
        for name, key, label in _CAUSE_GROUPS
    ]
    return coded_layout("1.1", "cause", codes, groups=groups, within=at_work, top="1.1", level=2)


def factor_layout(lists: FormLists) -> Layout:
    return coded_layout("1.2", "injury_factor", lists.read("injury_factors"), within=at_work, top="1.2", level=2)


def occupation_layout(lists: FormLists) -> Layout:
    """The major groups, 1 to 9 and then 0 as the list has them."""
    major = {c: row for c, row in lists.read("occupations").items() if len(c) == 1}
    ordered = {c: major[c] for c in sorted(major, key=lambda c: (c == "0", c))}
    return coded_layout("1.3", "occupation_group", ordered, within=at_work, top="1.3", level=2)


def type_layout(lists: FormLists, *, top: str, level: int) -> Layout:
    return coded_layout(
        "type", "establishment_type", lists.read("establishment_types"), within=at_work, top=top, level=level,
        uncoded_label=_("Chưa phân loại"),
    )  # fmt: skip


def sector_layout(lists: FormLists, *, top: str, level: int) -> Layout:
    """Sections of VSIC 2025. An establishment whose code has no known mapping stands in «chưa chuyển đổi»."""
    sections = {c: row for c, row in lists.read("vsic").items() if not row.parent_code}
    return coded_layout(
        "sector", "sector", sections, within=at_work, top=top, level=level, uncoded_label=_("Chưa chuyển đổi")
    )


def sections(lists: FormLists, extra: Iterable[tuple[Row, Layout]] = ()) -> tuple[tuple[Row, ...], tuple[Block, ...]]:
    """Rows 1 (divided by `extra`, then by cause, factor and occupation), 2 and 3, and the blocks that fill them."""
    head = section_rows(lists)
    parts = [
        *extra,
        (head["1.1"], cause_layout(lists)),
        (head["1.2"], factor_layout(lists)),
        (head["1.3"], occupation_layout(lists)),
    ]
    rows = [head["1"]]
    for heading, layout in parts:
        rows += [heading, *layout.rows]
    headings = tuple(heading.key for heading, _ in parts)
    whole = work_and_commuting(("1", *headings, "3"), ("2", "3"))
    return (*rows, head["2"], head["3"]), (whole, *(layout.block for _, layout in parts))


def count_columns(labels: dict[str, tuple[Words, str]]) -> tuple[Column, ...]:
    """Columns 3 to 15 of table II of Phụ lục XIV, which Phụ lục XV shares."""

    def people(key: str, where: Where | None = None) -> Column:
        is_personal = where is is_female
        return Column(key=key, label=labels[key][0], unit=_("người"), where=where, is_personal=is_personal)

    return (
        Column(key="3", label=labels["3"][0], unit=_("vụ"), over="accident_id"),
        Column(key="4", label=labels["4"][0], unit=_("vụ"), over="accident_id", where=in_fatal_case),
        Column(key="5", label=labels["5"][0], unit=_("vụ"), over="accident_id", where=in_multiple_case),
        people("6"),
        people("7", is_female),
        people("8", is_fatal),
        people("9", is_severe),
        *loss_columns(labels, ("10", "11", "12", "13", "14", "15")),
    )


def loss_columns(labels: dict[str, tuple[Words, str]], keys: tuple[str, ...]) -> tuple[Column, ...]:
    """Days off; money in all (medical, wage and compensation, as the form adds up), each; property, once a case."""
    days, total, medical, wage, compensation, damage = keys
    amounts = {medical: "medical_cost_vnd", wage: "wage_cost_vnd", compensation: "compensation_vnd"}

    def money(key: str, *adds: str, once_per: str = "") -> Column:
        return Column(key=key, label=labels[key][0], unit=MONEY, adds=adds, once_per=once_per, divisor=1000)

    return (
        Column(key=days, label=labels[days][0], unit=_("ngày"), adds=("lost_days",)),
        money(total, *amounts.values()),
        *(money(key, amount) for key, amount in amounts.items()),
        money(damage, "property_damage_vnd", once_per="accident_id"),
    )
