"""A filled form: plain values, ready for a page, a workbook, a machine or a frozen version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...base.demonstration import MARK, is_demonstration
from ...base.language import Words, in_vietnamese
from ...org.places.basis import BASES
from ..checks import Check
from ..tables.columns import Column
from ..tables.evaluate import Number
from ..tables.rows import Row
from .request import FormRequest


@dataclass(frozen=True)
class FilledRow:
    row: Row
    values: Mapping[str, Number]


@dataclass(frozen=True)
class FilledTable:
    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[FilledRow, ...]

    def value(self, row_key: str, column_key: str) -> Number:
        """Raises LookupError."""
        for filled in self.rows:
            if filled.row.key == row_key:
                return filled.values[column_key]
        raise LookupError(f"Biểu {self.id} không có dòng «{row_key}».")


@dataclass(frozen=True)
class FilledForm:
    """`denominator`: establishments and workers, by how well the head-count is known; `reporting`: who has reported.

    `is_blurred`: its figures by group are rounded or not told (`figures.groups`), and open no cases.
    """

    request: FormRequest
    tables: tuple[FilledTable, ...]
    checks: tuple[Check, ...]
    provisional_lists: tuple[str, ...]
    denominator: Mapping[str, Any] = field(default_factory=dict)
    reporting: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()
    is_blurred: bool = False

    @property
    def is_provisional(self) -> bool:
        """The form prints «mẫu tạm»: its own text or a list that lays it out was not seen in full."""
        return self.request.form.is_provisional or bool(self.provisional_lists)

    def table(self, table_id: str) -> FilledTable:
        """Raises LookupError."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise LookupError(f"{self.request.form.number} không có biểu «{table_id}».")

    def as_json(self) -> dict[str, Any]:
        """The form for machines and frozen versions, always in Vietnamese."""
        form, period = self.request.form, self.request.period
        subject = "establishment" if self.request.establishment else "unit"
        return {
            "form": form.id,
            "number": in_vietnamese(form.number),
            "title": in_vietnamese(form.title),
            subject: self.request.subject(),
            "period": {"year": period.year, "half": period.half, "label": period.label_vi},
            "basis": in_vietnamese(form.basis),
            "places": {"basis": self.request.basis, "label": str(BASES[self.request.basis])},
            "group": self._group_json(),
            "status": "provisional" if self.is_provisional else "verified",
            "status_label": "mẫu tạm" if self.is_provisional else "",
            "provisional_lists": list(self.provisional_lists),
            "instrument": in_vietnamese(form.instrument),
            "tables": [_table_json(t) for t in self.tables],
            "checks": [check.as_json() for check in self.checks],
            "denominator": dict(self.denominator),
            "reporting": dict(self.reporting),
            "notes": [in_vietnamese(n) for n in self.notes],
            "data": MARK if is_demonstration() else "",
        }

    def _group_json(self) -> dict[str, Any] | None:
        """The group that the form was narrowed to, None for a form of everybody."""
        group = self.request.narrowed_to
        if group is None:
            return None
        return {"id": group.id, "label": in_vietnamese(group.label), "is_blurred": self.is_blurred}


def _table_json(table: FilledTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": in_vietnamese(table.title),
        "columns": [_column_json(c) for c in table.columns],
        "rows": [dict(_row_json(filled)) for filled in table.rows],
    }


def _column_json(column: Column) -> dict[str, Any]:
    said = {"label": in_vietnamese(column.label), "unit": in_vietnamese(column.unit)}
    return {"key": column.key, **said, "is_extra": column.is_extra}


def _row_json(filled: FilledRow) -> Iterator[tuple[str, Any]]:
    row = filled.row
    yield from {
        "key": row.key,
        "label": in_vietnamese(row.label),
        "code": row.code,
        "level": row.level,
        "parent": row.parent,
    }.items()
    yield "values", {key: json_number(value) for key, value in filled.values.items()}


def json_number(value: Number) -> int | float | str | None:
    """Thousands of đồng with a remainder as 1234.567: three decimals are exact in JSON below 10^12."""
    return float(value) if isinstance(value, Decimal) else value
