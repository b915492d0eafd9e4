"""The cross-checks of the forms: what must add up, said in a sentence where it does not.

They look at the finished numbers only, so that they hold a form to account whoever or whatever filled it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..base.language import Words, in_vietnamese
from .tables.columns import Column

if TYPE_CHECKING:
    from .forms.result import FilledRow, FilledTable

PEOPLE, CASES, UNITS = "người", "vụ", "cơ sở"
# Lines that divide the victims: a case with victims of several lines stands in each of them.
_SPLIT_CASES = frozenset({"1.3", "sex", "age", "contract"})


@dataclass(frozen=True)
class Check:
    """One check: its stable code, whether it holds, and where and what does not add up (or what it looked at)."""

    code: str
    is_ok: bool
    message: Words

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "ok": self.is_ok, "message": in_vietnamese(self.message)}


@dataclass(frozen=True)
class Limit:
    """In each row, column `smaller` (or the sum of these columns) is at most column `larger`."""

    code: str
    about: Words
    smaller: tuple[str, ...]
    larger: str


def check_form(tables: Sequence[FilledTable], other_cost_vnd: int = 0) -> tuple[Check, ...]:
    """All checks of a form, in the order of its tables."""
    found: list[Check] = []
    for table in tables:
        found += [_limit(table, limit) for limit in _limits(table)]
        found += list(_parts(table))
        found += list(_money(table))
    found.append(_other_costs(other_cost_vnd))
    return tuple(found)


def _limits(table: FilledTable) -> Iterator[Limit]:
    """Which columns bound which, found by what the columns count."""
    named = {
        c.key: (in_vietnamese(c.unit), c.source, in_vietnamese(c.label).lower())
        for c in table.columns
        if c.is_measured and not c.adds
    }
    cases = [k for k, (unit, _, _) in named.items() if unit == CASES]
    people = [k for k, (unit, source, _) in named.items() if unit == PEOPLE and source not in ("offices", "headcounts")]
    if cases:
        whole, fatal, multiple = cases[:3]
        yield Limit("fatal_cases", _("số vụ có người chết không quá số vụ"), (fatal,), whole)
        yield Limit("multiple_cases", _("số vụ có từ 2 người bị nạn không quá số vụ"), (multiple,), whole)
        yield Limit("cases_victims", _("số vụ không quá số người bị nạn"), (whole,), people[0])
    units = [k for k, (unit, _, _) in named.items() if unit == UNITS]
    if units:
        yield Limit("reporting", _("số cơ sở tham gia báo cáo không quá số cơ sở"), (units[1],), units[0])
        yield Limit("workers_reporting", _("lao động của cơ sở tham gia báo cáo không quá tổng số"), ("6",), "5")
        yield Limit("women_workers", _("số lao động nữ không quá tổng số lao động"), ("7",), "5")
    if people:
        outsiders = [k for k in people if "không thuộc" in named[k][2]]
        main = [k for k in people if k not in outsiders]
        dead = next(k for k in main if "chết" in named[k][2])
        severe = next(k for k in main if "nặng" in named[k][2])
        yield Limit("deaths", _("số người chết không quá số người bị nạn"), (dead,), main[0])
        yield Limit(
            "deaths_severe",
            _("số người chết và bị thương nặng không quá số người bị nạn"),
            (dead, severe),
            main[0],
        )
        for women in (k for k in main if "nữ" in named[k][2]):
            yield Limit("women", _("số lao động nữ không quá số người bị nạn"), (women,), main[0])
        for outside in outsiders:
            inside = main[main.index(str(int(outside) - 1))]
            yield Limit(
                "outsiders",
                format_lazy(
                    _("cột {outside} (không thuộc quyền quản lý) không quá cột {inside}"),
                    outside=outside,
                    inside=inside,
                ),
                (outside,),
                inside,
            )


def _limit(table: FilledTable, limit: Limit) -> Check:
    for filled in table.rows:
        smaller = sum(_number(filled, key) for key in limit.smaller)
        larger = _number(filled, limit.larger)
        if smaller > larger:
            columns = " + ".join(limit.smaller)
            message = format_lazy(
                _("Biểu {id}, dòng «{label}»: cột {column} là {smaller}, lớn hơn cột {larger} là {more}; {about}."),
                id=table.id,
                label=filled.row.label,
                column=columns,
                smaller=smaller,
                larger=limit.larger,
                more=larger,
                about=limit.about,
            )
            return Check(f"{table.id}.{limit.code}", False, message)
    return Check(
        f"{table.id}.{limit.code}", True, format_lazy(_("Biểu {id}: {about}: đúng."), id=table.id, about=limit.about)
    )


def _parts(table: FilledTable) -> Iterator[Check]:
    """Lines add up to the line that they are parts of; a breakdown of row 1 adds up to row 1 itself.

    Below a code of a list no sum is due: a case may be coded with the heading itself.
    """
    by_key = {filled.row.key: filled for filled in table.rows}
    for key, whole in by_key.items():
        parts = [f for f in table.rows if f.row.parent == key]
        if key != "1" and ":" not in key and parts:
            yield _sum_check(table, by_key["1"] if whole.row.parent == "1" else whole, whole, parts)


def _sum_check(table: FilledTable, expected: FilledRow, whole: FilledRow, parts: Sequence[FilledRow]) -> Check:
    code, name = f"{table.id}.sum.{whole.row.key}", whole.row.label
    repeated = []
    for column in (c for c in table.columns if c.is_measured):
        total, due = sum(_number(f, column.key) for f in parts), _number(expected, column.key)
        if total == due:
            continue
        if whole.row.key in _SPLIT_CASES and _is_by_case(column) and total > due:
            repeated.append(column.key)
            continue
        message = format_lazy(
            _("Biểu {id}, cột {key} «{label}»: các dòng của «{name}» cộng lại là {total}, dòng «{line}» là {due}."),
            id=table.id,
            key=column.key,
            label=column.label,
            name=name,
            total=total,
            line=expected.row.label,
            due=due,
        )
        return Check(code, False, message)
    if repeated:
        message = format_lazy(
            _(
                "Biểu {id}: «{name}» cộng lại lớn hơn dòng 1 ở cột {column}, và như vậy là đúng: "
                "một vụ có người bị nạn của nhiều nhóm nghề, nhóm lao động được đếm ở từng nhóm."
            ),
            id=table.id,
            name=name,
            column=", ".join(repeated),
        )
        return Check(code, True, message)
    return Check(code, True, format_lazy(_("Biểu {id}: các dòng của «{name}» cộng lại đúng."), id=table.id, name=name))


def _is_by_case(column: Column) -> bool:
    return column.over == "accident_id" or bool(column.once_per)


def _money(table: FilledTable) -> Iterator[Check]:
    """Money in all is medical, wage and compensation (Phụ lục XII table II)."""
    single = {c.adds[0]: c.key for c in table.columns if len(c.adds) == 1}
    for column in (c for c in table.columns if len(c.adds) > 1):
        keys = [single[amount] for amount in column.adds]
        about = format_lazy(_("cột {key} = {sum}"), key=column.key, sum=" + ".join(keys))
        wrong = next(
            (f for f in table.rows if _number(f, column.key) != sum(_number(f, key) for key in keys)), None
        )  # fmt: skip
        if wrong is None:
            yield Check(
                f"{table.id}.money", True, format_lazy(_("Biểu {id}: {about}: đúng."), id=table.id, about=about)
            )
        else:
            message = format_lazy(
                _("Biểu {id}, dòng «{label}»: chi phí không cộng đúng ({about})."),
                id=table.id,
                label=wrong.row.label,
                about=about,
            )
            yield Check(f"{table.id}.money", False, message)


def _other_costs(other_cost_vnd: int) -> Check:
    """Costs that the form has no column for are not lost silently. Not an error of the form: it holds."""
    if not other_cost_vnd:
        return Check("other_costs", True, _("Không có chi phí nào nằm ngoài các cột của biểu."))
    amount = f"{other_cost_vnd:,}".replace(",", ".")
    message = format_lazy(
        _("Còn {amount} đồng chi phí khác không nằm trong biểu, vì biểu không có cột cho khoản này."), amount=amount
    )
    return Check("other_costs", True, message)


def _number(filled: FilledRow, key: str) -> Any:
    value = filled.values.get(key)
    return value if isinstance(value, int | Decimal) else 0
