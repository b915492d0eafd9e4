"""What the Ministry published of the nation, for everybody with a key: series, and the notices they stand in."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...figures.published.record import NOTICE, period_of_key
from ...figures.published.series import published_series
from ...figures.published.standing import records, standing_book, standing_notices
from ...figures.published.told import notice_told, point_told
from ...figures.published.words import LINES, SECTORS
from .listing import Page, Paged, paged, require_known

published = Router(tags=["Số liệu quốc gia đã công bố"])

VERDICT = (
    "rounded: khớp; truncated: bị cắt bớt, không làm tròn; wrong: không theo số của chính nó; "
    "unverifiable: không kiểm tra được; not_printed: không công bố tỷ lệ."
)


class FigureGiven(Schema):
    """One number as printed, and what follows from it. Percentages are texts with a decimal point: nothing is lost."""

    sector: str
    line: str
    value: int | None = Described(description="Trống khi thông báo chỉ ghi bằng chữ.")
    text: str
    change_abs: int | None
    change_pct: str | None = Described(description="Tỷ lệ công bố, có dấu.")
    pct_raw: str = Described(description="Tỷ lệ đúng như in.")
    base: int | None = Described(description="Số kỳ trước suy ra: giá trị trừ số tăng, giảm.")
    computed_pct: str | None = Described(description="Tỷ lệ tính lại, 4 số lẻ.")
    verdict: str = Described(description=VERDICT)
    expected_pct: str | None = Described(description="Tỷ lệ đúng ra phải in, khi không khớp.")
    missing: str = Described(description="Thiếu gì để kiểm tra: value, change_abs, base.")


class PointGiven(FigureGiven):
    """A period of a series."""

    period: str = Described(description="2022, 2022H1 hoặc 2022H2.")
    computed_from: str = Described(description="own: số của chính thông báo; before: thông báo của kỳ trước.")
    is_implied: bool = Described(description="Kỳ chưa có thông báo; số suy ra từ thông báo sau.")
    notice: str
    issued_on: date | None


class SeriesPage(Page):
    results: list[PointGiven]


class SeriesQuery(Paged):
    line: Literal[tuple(LINES)] = Described("deaths", description="Chỉ tiêu.")  # type: ignore[valid-type]
    sector: Literal[tuple(SECTORS)] = Described("total", description="Khu vực.")  # type: ignore[valid-type]
    half: Literal["1", "2"] | None = Described(None, description="Nửa năm; không có thì cả năm.")


class FindingGiven(Schema):
    """Something in a notice that contradicts itself or the notice before."""

    field: str
    code: str
    message: str


class NoticeGiven(Schema):
    """One notice in the version that counts. `details` keeps every other fact as it was entered."""

    kind: str = Described(description="notice: thông báo; reporting: tỷ lệ doanh nghiệp báo cáo.")
    period: str
    version: int
    notice: str
    issued_on: date | None
    signed_by: str
    provinces_reporting: str
    compared_with: str | None
    sources: list[str]
    figures: list[FigureGiven]
    details: dict[str, Any]
    findings: list[FindingGiven]


class NoticesPage(Page):
    results: list[NoticeGiven]


@published.get("/series", response=SeriesPage, operation_id="published_series", summary="Một dãy số đã công bố")
def list_series(request: HttpRequest, params: Query[SeriesQuery]) -> Any:
    """Một chỉ tiêu của một khu vực qua các năm, cũ trước. Số không khớp vẫn giữ như in và được đánh dấu."""
    require_known(request, SeriesQuery)
    half = int(params.half) if params.half else None
    points = published_series(params.line, params.sector, half=half, with_implied=True)
    found, said = paged(request, list(points), params)
    return {**said, "results": [point_told(point) for point in found]}


@published.get("/notices", response=NoticesPage, operation_id="published_notices", summary="Các thông báo đang dùng")
def list_notices(request: HttpRequest, params: Query[Paged]) -> Any:
    """Mỗi kỳ một thông báo, bản mới nhất không bị hủy."""
    require_known(request, Paged)
    found, said = paged(request, _told(), params)
    return {**said, "results": found}


@published.get(
    "/notices/{str:period}", response=NoticeGiven, operation_id="published_notice", summary="Thông báo của một kỳ"
)
def read_notice(request: HttpRequest, period: str) -> Any:
    """Kỳ ghi dạng 2022, 2022H1."""
    try:
        period_of_key(period)
    except ValueError:
        raise Http404 from None
    for told in _told():
        if (told["kind"], told["period"]) == (NOTICE, period):
            return told
    raise Http404


def _told() -> list[dict[str, Any]]:
    book, rows = standing_book(), standing_notices()
    return [notice_told(n, row.version, book.findings(n)) for row, n in zip(rows, records(rows), strict=True)]
