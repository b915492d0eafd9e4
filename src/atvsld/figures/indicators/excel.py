"""Indicators as a workbook: each in its year, and every year behind them with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext

from ...base.demonstration import mark_lines, mark_workbook
from ...base.surfaces.excel_export import SAFE
from .evaluation import Evaluation
from .points import AGGREGATES, CASES

Row = Sequence[Any]


@dataclass(frozen=True)
class Entry:
    """An indicator in the workbook; of a target also what is `wanted` (in percent) and its `status`."""

    label: str
    found: Evaluation
    wanted: float | None = None
    status: str = ""

    @property
    def said(self) -> str:
        waits_for = self.found.indicator.waits_for
        if waits_for and not self.found.series.known():
            return gettext("chờ {register}").format(register=gettext(waits_for))
        return self.found.chosen.sentence


def workbook_of(title: str, head: Sequence[str], entries: Sequence[Entry], *, has_targets: bool) -> bytes:
    """An .xlsx of two sheets, one named `title` and the years; numbers are numbers, unknown ones empty cells."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        bold = book.add_format({"bold": True})
        lines = [[line] for line in (*mark_lines(), *head)]
        for name, heads, rows in (
            (title, _heads(title, has_targets), _rows(entries, has_targets)),
            (gettext("Các năm"), _year_heads(title, has_targets), _years(entries, has_targets)),
        ):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 60)
            sheet.set_column(1, len(heads), 18)
            for at, row in enumerate([*lines, [], heads, *rows]):
                sheet.write_row(at, 0, row, bold if row is heads else None)
        mark_workbook(book)
    return content.getvalue()


def _heads(title: str, has_targets: bool) -> list[str]:
    of_target = [gettext("Cần đạt (%)"), gettext("Kết luận")] if has_targets else []
    since_base = [gettext("Bình quân mỗi năm từ năm gốc (%)")] if has_targets else []
    return [
        title, *of_target, gettext("Giá trị"), gettext("Đơn vị tính"), gettext("Thay đổi so với năm trước (%)"),
        *since_base, gettext("Nhận xét"),
    ]  # fmt: skip


def _rows(entries: Sequence[Entry], has_targets: bool) -> Iterator[Row]:
    for entry in entries:
        found = entry.found
        of_target = [entry.wanted, entry.status] if has_targets else []
        since_base = [_percent(found.since_base)] if has_targets else []
        yield (
            entry.label, *of_target, found.own_value, gettext(found.indicator.unit), _percent(found.chosen.change),
            *since_base, entry.said,
        )  # fmt: skip


def _year_heads(title: str, has_targets: bool) -> list[str]:
    path = [gettext("Lộ trình chỉ tiêu")] if has_targets else []
    return [
        title, gettext("Năm"), gettext("Số đếm"), gettext("Trên"), gettext("Chỉ số"), *path, gettext("Nguồn"),
        gettext("Văn bản nguồn"), gettext("Số cơ sở tham gia báo cáo"), gettext("Số cơ sở đã biết phải báo cáo"),
    ]  # fmt: skip


def _years(entries: Sequence[Entry], has_targets: bool) -> Iterator[Row]:
    origins = {CASES: gettext("vụ trong hệ thống"), AGGREGATES: gettext("số theo văn bản")}
    for entry in entries:
        found = entry.found
        for point in found.series.points:
            path = [found.path.get(point.year)] if has_targets else []
            yield (
                entry.label, point.year, point.count, point.over.get(found.basis),
                point.value(found.indicator, found.basis), *path, origins.get(point.origin, ""),
                "; ".join(point.sources), point.reporting, point.owed,
            )  # fmt: skip


def _percent(change: float | None) -> float | None:
    return None if change is None else round(100 * change, 2)
