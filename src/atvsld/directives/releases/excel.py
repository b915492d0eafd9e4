"""A published version as a workbook: the figures as numbers, with hash and origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from ...base.demonstration import MARK, SENTENCE, mark_workbook
from ...base.surfaces.excel_export import SAFE
from ..assessment import STATUS_LABELS
from .differences import PARTS
from .models import Release

Row = Sequence[Any]


def workbook_of(release: Release) -> bytes:
    """An .xlsx of three sheets: indicators with their years, targets, coverage and months."""
    import xlsxwriter

    whole = release.whole
    figures, content = whole["figures"], BytesIO()
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        bold = book.add_format({"bold": True})
        for name, heads, rows in (
            (gettext("Chỉ số"), _indicator_heads(), _indicators(figures)),
            (gettext("Chỉ tiêu"), [gettext("Văn bản"), gettext("Chỉ tiêu"), gettext("Kết luận"), gettext("Giá trị"),
                                   gettext("Đơn vị tính")], _targets(figures)),
            (gettext("Cơ sở báo cáo và tháng"), [gettext("Nội dung"), gettext("Số")], _others(figures)),
        ):  # fmt: skip
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 0, 60)
            sheet.set_column(1, len(heads), 18)
            for at, row in enumerate([*_head(release, whole), [], heads, *rows]):
                sheet.write_row(at, 0, row, bold if row is heads else None)
        mark_workbook(book)
    return content.getvalue()


def _head(release: Release, whole: dict[str, Any]) -> Iterator[Row]:
    if whole["data"]:
        yield [f"{gettext(MARK)}: {gettext(SENTENCE)}"]
    yield [whole["unit"]["name"]]
    said = gettext("Năm {year}, bản {version}, công bố ngày {day}, {publisher}")
    day = f"{timezone.localtime(release.published_at):%d/%m/%Y}"
    yield [said.format(year=release.year, version=release.version, day=day, publisher=whole["publisher"])]
    yield [f"SHA-256: {release.sha256}"]


def _indicator_heads() -> list[str]:
    return [gettext("Chỉ số"), gettext("Năm"), gettext("Số đếm"), gettext("Trên"), gettext("Giá trị"),
            gettext("Đơn vị tính"), gettext("Số cơ sở tham gia báo cáo"),
            gettext("Số cơ sở đã biết phải báo cáo")]  # fmt: skip


def _indicators(figures: dict[str, Any]) -> Iterator[Row]:
    for one in figures["indicators"]:
        said = one["indicator"]
        for p in one["series"]:
            yield (gettext(said["label"]), p["year"], p["count"], p["over"], p["value"], gettext(said["unit"]),
                   p["reporting"], p["owed"])  # fmt: skip


def _targets(figures: dict[str, Any]) -> Iterator[Row]:
    for programme in figures["programmes"]:
        for target in programme["targets"]:
            yield (programme["number"] or gettext(programme["title"]), gettext(target["summary"]),
                   str(STATUS_LABELS[target["status"]]), target["value"], gettext(target["unit"]))  # fmt: skip


def _others(figures: dict[str, Any]) -> Iterator[Row]:
    for part, number in figures["coverage"].items():
        yield str(PARTS[part]), number
    for month, number in enumerate(figures["deaths_by_month"] or (), 1):
        yield f"{PARTS['month']} {month:02d}", number
