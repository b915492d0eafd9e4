"""Code lists and places, so that another house can map its codes: lists, versions, rows of a day; units of a day."""

from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...base.codelists.models import CodeListVersion, CodeRow
from ...base.codelists.reading import version_on
from ...base.search import fold
from ...org.places.models import Place, PlaceSuccession
from .listing import Page, Paged, paged, require_known

code_lists, places = Router(tags=["Danh mục"]), Router(tags=["Địa bàn"])


class Version(Schema):
    """One list as it stood from one day on. `status` says how far its source was seen; provisional lists may change."""

    name: str
    title: str
    valid_from: date | None
    valid_to: date | None
    instrument: str
    status: str


class CodeGiven(Schema):
    """One code."""

    code: str
    name_vi: str
    parent_code: str
    status: str
    attrs: dict[str, Any] = Described(description="Các cột khác của nguồn, giữ nguyên.")


class CodesPage(Page):
    version: Version
    results: list[CodeGiven]


class CodesQuery(Paged):
    on: date | None = Described(None, description="Ngày áp dụng (mặc định hôm nay).")
    q: str | None = Described(None, max_length=100, description="Mã, hoặc các chữ trong tên (không cần dấu).")


@code_lists.get("", response=list[Version], operation_id="code_lists", summary="Mọi danh mục và các phiên bản")
def list_versions(request: HttpRequest) -> Any:
    return CodeListVersion.objects.order_by("name", "valid_from")


@code_lists.get("/{str:name}", response=CodesPage, operation_id="code_list", summary="Các mã của một danh mục")
def list_codes(request: HttpRequest, name: str, params: Query[CodesQuery]) -> Any:
    """Các mã áp dụng vào một ngày. Hồ sơ cũ giữ mã của ngày xảy ra."""
    require_known(request, CodesQuery)
    version = version_on(name, params.on or timezone.localdate())
    if version is None:
        raise Http404
    rows: Any = CodeRow.objects.filter(version=version).order_by("position")
    words = fold(params.q or "").split()
    if words:
        rows = [row for row in rows if all(word in fold(f"{row.code} {row.name_vi}") for word in words)]
    found, said = paged(request, rows, params)
    return {**said, "version": version, "results": found}


class PlaceGiven(Schema):
    """One unit with one name between two days. Codes were used again: only the id names a unit."""

    id: int
    code: str
    level: str
    kind: str
    name_vi: str
    full_name: str
    label: str = Described(description="Tên đầy đủ có tỉnh: ghi được vào các mục địa bàn của sổ.")
    province_id: int | None
    valid_from: date | None = Described(description="Trống: từ trước khi danh mục bắt đầu.")
    valid_to: date | None
    status: str


class Succession(Schema):
    """From one day on, a unit stands where another stood."""

    old_id: int
    new_id: int
    kind: str = Described(description="whole: toàn bộ; part: một phần.")
    effective_on: date


class PlaceWithSuccessions(PlaceGiven):
    origins: list[Succession] = Described(description="Các đơn vị mà đơn vị này kế tiếp.")
    successions: list[Succession] = Described(description="Các đơn vị kế tiếp đơn vị này.")


class PlacesPage(Page):
    results: list[PlaceGiven]


class PlacesQuery(Paged):
    on: date | None = Described(None, description="Các đơn vị có hiệu lực vào ngày này (mặc định hôm nay).")
    level: Literal["province", "district", "commune"] | None = Described(None, description="Cấp.")
    province: int | None = Described(None, description="Số dòng của tỉnh, thành phố.")
    code: str | None = Described(None, max_length=5, description="Mã đơn vị hành chính.")
    q: str | None = Described(None, max_length=100, description="Các chữ trong tên, không cần dấu.")


@places.get("", response=PlacesPage, operation_id="places", summary="Tỉnh, huyện (trước 1/7/2025), xã")
def list_places(request: HttpRequest, params: Query[PlacesQuery]) -> Any:
    """Các đơn vị hành chính của một ngày, theo thứ tự tiếng Việt."""
    require_known(request, PlacesQuery)
    units: QuerySet[Place] = Place.objects.in_force(params.on).select_related("province", "parent")
    if params.level:
        units = units.filter(level=params.level)
    if params.code:
        units = units.filter(code=params.code)
    if params.province is not None:
        units = units.filter(province_id=params.province)
    for word in fold(params.q or "").split():
        units = units.filter(Q(search_text__startswith=word) | Q(search_text__contains=f" {word}"))
    found, said = paged(request, units.order_by("sort_key", "code", "pk"), params)
    return {**said, "results": found}


@places.get(
    "/{int:unit}", response=PlaceWithSuccessions, operation_id="place", summary="Một đơn vị, và nối tiếp của nó"
)
def read_place(request: HttpRequest, unit: int) -> Any:
    """Đơn vị với các đơn vị trước và sau nó, để chuyển mã cũ sang mới."""
    place = Place.objects.select_related("province", "parent").filter(pk=unit).first() if unit < 2**63 else None
    if place is None:
        raise Http404
    told = PlaceGiven.from_orm(place).dict()
    edges = PlaceSuccession.objects.order_by("effective_on", "pk")
    return {**told, "origins": edges.filter(new=place), "successions": edges.filter(old=place)}
