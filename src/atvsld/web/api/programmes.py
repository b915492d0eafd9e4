"""Programmes with their targets and every declared indicator of a unit, for programs: the values of the page."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...base.errors import Refused, RuleViolation
from ...directives.assessment import assess, may_see
from ...directives.owners import Owned
from ...directives.programmes import PROGRAMMES
from ...figures.indicators import INDICATORS, evaluate_indicator
from ...figures.indicators.by_group import by_group
from ...figures.indicators.years import Years
from ...org.places.anytime import find_unit
from ...org.places.models import NATION, Place
from ..scope import scope
from .listing import Page, Paged, paged, require_known

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_YEARS_BACK = 20
programmes = Router(tags=["Chương trình, chỉ tiêu"])
indicators = Router(tags=["Chỉ số"])


class ProgrammeGiven(Schema):
    """A document that carries out Directive 31-CT/TW."""

    id: str
    title: str
    number: str
    issued_on: str | None
    owner: dict[str, Any] = Described(description="Đơn vị, và các xã nay giữ địa bàn nếu đơn vị không còn.")
    targets: int = Described(description="Số chỉ tiêu bằng số.")


class ProgrammesPage(Page):
    results: list[ProgrammeGiven]


class OfYear(Schema):
    """Which year, by which boundaries."""

    year: int | None = Described(None, ge=FIRST_YEAR, le=LAST_YEAR, description="Năm xem xét; không có thì năm trước.")
    basis: Literal["now", "then"] = Described("now", description="now: địa giới hiện nay; then: địa giới của năm ấy.")


class AssessmentGiven(Schema):
    """A programme in a year; each target with its series, path, breaks and how sure it is."""

    programme: dict[str, Any]
    year: int
    report_before: str | None
    targets: list[dict[str, Any]]


class IndicatorGiven(Schema):
    """An indicator as it is declared."""

    id: str
    label: str
    kind: str = Described(description="rate: tần suất; share: tỷ lệ phần trăm; count: số đếm.")
    numerator: str
    denominator: str
    unit: str
    direction: int = Described(description="-1: ít hơn là tốt; 1: nhiều hơn là tốt.")
    legal_basis: str
    levels: list[str]
    waits_for: str = Described(description="Sổ chưa có mà chỉ số chờ; trống khi đã đếm được.")


class IndicatorsPage(Page):
    results: list[IndicatorGiven]


class OfUnit(OfYear):
    """Of which unit."""

    unit: str = Described(NATION, max_length=200, description="Mã hoặc tên đơn vị; VN: cả nước.")
    base_year: int | None = Described(None, ge=FIRST_YEAR, le=LAST_YEAR, description="Năm gốc; không có thì năm trước.")


class ByDimension(OfUnit):
    """Divided by what."""

    dimension: Literal["sex", "age", "workers"] = Described(
        "sex", description="sex: giới tính; age: nhóm tuổi; workers: nhóm lao động đặc thù."
    )


@programmes.get("", response=ProgrammesPage, operation_id="programmes", summary="Các chương trình được xem")
def list_programmes(request: HttpRequest, params: Query[Paged]) -> Any:
    """Chương trình của đơn vị khác không có trong danh sách."""
    require_known(request, Paged)
    held = scope(request)
    held.require("programmes", "view")
    seen = [p for p in PROGRAMMES.values() if may_see(held, p)]
    found, said = paged(request, seen, params)
    return {**said, "results": [_programme(p) for p in found]}


def _programme(programme: Any) -> dict[str, Any]:
    return {
        "id": programme.id, "title": programme.title, "number": programme.number,
        "issued_on": programme.issued_on.isoformat() if programme.issued_on else None,
        "owner": Owned.of(programme.owner).as_json(), "targets": len(programme.targets),
    }  # fmt: skip


@programmes.get(
    "/{str:programme}", response=AssessmentGiven, operation_id="programme", summary="Chỉ tiêu của một chương trình"
)
def read_programme(request: HttpRequest, programme: str, params: Query[OfYear]) -> Any:
    """Như lệnh atvsld indicators --programme."""
    require_known(request, OfYear)
    found = PROGRAMMES.get(programme)
    if found is None:
        raise Http404
    return assess(found, scope(request), _year(params.year), boundaries=params.basis).as_json()


@indicators.get("", response=IndicatorsPage, operation_id="indicators", summary="Các chỉ số đã khai báo")
def list_indicators(request: HttpRequest, params: Query[Paged]) -> Any:
    """Tử số, mẫu số, đơn vị, căn cứ, và sổ mà chỉ số còn chờ."""
    require_known(request, Paged)
    found, said = paged(request, list(INDICATORS.values()), params)
    names = IndicatorGiven.model_fields
    return {**said, "results": [{name: getattr(one, name) for name in names} for one in found]}


@indicators.get(
    "/{str:indicator}", response=dict[str, Any], operation_id="indicator", summary="Một chỉ số của một đơn vị"
)
def read_indicator(request: HttpRequest, indicator: str, params: Query[OfUnit]) -> Any:
    """Giá trị, thay đổi, các năm từ năm gốc, chỗ gãy của chuỗi và độ chắc chắn."""
    require_known(request, OfUnit)
    declared = INDICATORS.get(indicator)
    if declared is None:
        raise Http404
    year = _year(params.year)
    base = _base(params, year)
    held = scope(request)
    return evaluate_indicator(
        declared, held, _unit(params.unit), year, boundaries=params.basis, base_year=base
    ).as_json()


@indicators.get(
    "/{str:indicator}/groups",
    response=dict[str, Any],
    operation_id="indicator_by_group",
    summary="Một chỉ số theo nhóm lao động",
)
def read_indicator_groups(request: HttpRequest, indicator: str, params: Query[ByDimension]) -> Any:
    """Từng nhóm của một cách chia, theo năm; số được che với người không được xem dữ liệu cá nhân của đơn vị."""
    require_known(request, ByDimension)
    declared = INDICATORS.get(indicator)
    if declared is None:
        raise Http404
    year = _year(params.year)
    years = Years(_base(params, year), year)
    return by_group(
        declared, scope(request), _unit(params.unit), years, params.dimension, basis=params.basis
    ).as_json()  # fmt: skip


def _base(params: OfUnit, year: int) -> int:
    base = params.base_year if params.base_year is not None else year - 1
    if not year - MOST_YEARS_BACK <= base <= year:
        message = _("Năm gốc phải từ {first} đến {last}.")
        first = year - MOST_YEARS_BACK
        raise Refused([RuleViolation("indicator.base_year", message, "base_year", first=first, last=year)])
    return base


def _year(given: int | None) -> int:
    return given if given is not None else timezone.localdate().year - 1


def _unit(text: str) -> Place | None:
    if text.strip().upper() == NATION:
        return None
    found = find_unit(text)
    if found is None:
        message = _("Không xác định được duy nhất một đơn vị cho «{text}». Hãy ghi mã hoặc tên đầy đủ.")
        raise Refused([RuleViolation("indicator.unit", message, "unit", text=text)])
    return Place.objects.select_related("province", "parent").get(pk=found)
