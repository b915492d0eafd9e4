"""The page of pictures: one of each kind, with invented figures, so that a new page is built from what exists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .charts import Band, Break, Chart, MapUnit, PlaceMap, Point, Series
from .charts.boundaries import drawn_units

INVENTED = "Ví dụ: mọi con số đều là bịa."
MONTHS = [f"Th. {month}" for month in range(1, 13)]


def yearly() -> Chart:
    """A rate with its path, its interval, a gap and a break."""
    years = [str(year) for year in range(2018, 2028)]
    rate = [3.12, 3.02, None, 2.81, 2.9, 2.64, 2.71, 2.45, 2.31, None]
    rates = [Point(v, f"?year={y}" if v else "") for y, v in zip(years, rate, strict=True)]
    low = [None if v is None else round(v * 0.86, 2) for v in rate]
    high = [None if v is None else round(v * 1.16, 2) for v in rate]
    path = [None] * 5 + [round(2.64 * 0.96**n, 2) for n in range(5)]
    return Chart(
        id="mau-nam", title="Tần suất tai nạn chết người", kind="yearly", categories=years,
        unit="người chết trên 100.000 lao động",
        series=(Series("Tần suất", rates), Series("Chỉ tiêu: giảm 4 % mỗi năm", path, "target")),
        bands=(Band("Khoảng tin cậy 95 %", low, high),),
        breaks=(Break("2023", "Từ 2024 đếm từng vụ, trước đó là số tổng hợp"),), note=INVENTED, places=2,
    )  # fmt: skip


def months() -> Chart:
    """This year before five earlier ones; two months are still to come."""
    counts: list[int | None] = [31, 18, 35, 40, 38, 52, 29, 33, 0, 41, None, None]
    values = [Point(v, f"?month={at}" if v else "", "chưa đến" if v is None else "") for at, v in enumerate(counts, 1)]
    mean = [30.2, 22.4, 33.8, 36.0, 35.2, 38.6, 37.0, 34.4, 31.2, 33.0, 34.6, 36.2]
    low, high = [round(m * 0.7) for m in mean], [round(m * 1.3) for m in mean]
    return Chart(
        id="mau-thang", title="Vụ tai nạn theo tháng, năm nay và 5 năm trước", kind="months", categories=MONTHS,
        unit="vụ",
        series=(Series("Năm nay", values), Series("Trung bình 5 năm trước", mean, "mean")),
        bands=(Band("Khoảng của 5 năm trước", low, high),),
        note=INVENTED, category_label="Tháng",
    )  # fmt: skip


def control() -> Chart:
    """Counts by month, two of them outside the limits."""
    names = [f"{month:02}/{year}" for year in (2024, 2025) for month in range(1, 13)]
    counts = [14, 9, 12, 15, 11, 17, 13, 10, 12, 14, 16, 12, 13, 11, 25, 14, 12, 15, 10, 13, 2, 12, 14, 11]
    return Chart(
        id="mau-kiem-soat", title="Số vụ mỗi tháng so với dao động thường thấy", kind="control", categories=names,
        unit="vụ",
        series=(
            Series("Số vụ", [Point(c, f"?month={n}") for n, c in zip(names, counts, strict=True)]),
            Series("Trung bình", [12.6] * 24, "centre"),
            Series("Giới hạn trên", [23.3] * 24, "upper"), Series("Giới hạn dưới", [2.4] * 24, "lower"),
        ),
        note=INVENTED, category_label="Tháng",
    )  # fmt: skip


def ranking() -> Chart:
    """Units from the best to the worst, beside their targets."""
    units = [
        "Xã Ví Dụ Một",
        "Phường Ví Dụ Hai",
        "Đặc khu Ví Dụ Có Tên Dài Ba",
        "Xã Ví Dụ Bốn",
        "Xã Ví Dụ Năm",
        "Xã Ví Dụ Sáu",
    ]
    values = [Point(96.4, "?unit=1"), Point(91, "?unit=2"), Point(88.2, "?unit=3"), Point(64.5, "?unit=4"),
              Point(40, "?unit=5", "mới có 5 cơ sở phải báo cáo", is_small=True), None]  # fmt: skip
    return Chart(
        id="mau-xep-hang", title="Cơ sở đã báo cáo, xã cao nhất và thấp nhất", kind="ranking", categories=units,
        unit="% số cơ sở phải báo cáo",
        series=(Series("Đã báo cáo", values), Series("Chỉ tiêu", [90] * 6, "target")),
        note=INVENTED, category_label="Xã, phường, đặc khu", places=1,
    )  # fmt: skip


def nation() -> PlaceMap:
    """Rates by province: one unknown, two of few cases."""
    units = []
    for at, (code, name) in enumerate(_units("vn")):
        value = None if at == 9 else round(0.6 + int(code) * 37 % 53 / 16, 2)
        units.append(MapUnit(code, name, value, f"?unit={code}", is_small=at in (3, 21)))
    return PlaceMap(
        "mau-ban-do-nuoc", "Tần suất tai nạn chết người theo tỉnh, thành phố", "VN", units,
        "người chết trên 100.000 lao động",
        small="dưới 5 người chết: con số dao động nhiều", note=INVENTED, value_label="Tần suất", places=2,
    )  # fmt: skip


def province(code: str = "48") -> PlaceMap:
    """Counts by commune, many of them zero, some unknown."""
    units = []
    for at, (unit, name) in enumerate(_units(code)):
        value = None if at % 17 == 5 else max(0, int(unit) * 31 % 29 - 8)
        units.append(MapUnit(unit, name, value, f"?unit={unit}" if value else ""))
    return PlaceMap(f"mau-ban-do-{code}", "Vụ tai nạn theo xã, phường, đặc khu", code, units, "vụ", note=INVENTED)


def _units(file: str) -> list[tuple[str, str]]:
    return list(drawn_units(file).items())


def pictures() -> list[Chart | PlaceMap]:
    return [yearly(), months(), control(), ranking(), nation(), province("48"), province("19"), province("56")]


def charts_page(request: HttpRequest) -> HttpResponse:
    """The page of pictures; for those who build pages."""
    return render(request, "styleguide_charts.html", {"pictures": pictures()})
