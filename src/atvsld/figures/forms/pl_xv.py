"""Phụ lục XV: accidents of people who work without labour contract, of a commune, a province or the nation.

The columns of the form were not seen: those of table II of Phụ lục XIV stand in, and the form says «mẫu tạm».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...org.places.basis import NOW
from ...org.places.lineage import same_units
from ...org.places.models import Place, PlaceQuerySet
from ..lake import Snapshot
from ..tables.placing import PlaceMap, Sharing, on_map_of_event
from ..tables.population import victims_of
from ..tables.rows import TOTAL, Block, Row, total_block
from .layouts import Table, count_columns, sections
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

UNPLACED = "commune:chua_xac_dinh"
NO_PROVINCE = "province:chua_xac_dinh"


def sources(snapshot: Snapshot, request: FormRequest) -> dict[str, ibis.Table]:
    """Victims by the place of the event on the map that counts. Cases of a divided commune that no officer has placed
    are the province's and no commune's."""
    place_map = PlaceMap.of(request.basis, request.period)
    column, ids, provinces = "", None, None
    if request.place is not None:
        column, ids = f"event_{request.place.level}_id", request.place_ids
        above = Place.objects.filter(pk__in=ids).values_list("province_id", flat=True)
        provinces = Sharing.of(place_map, same_units(above)).ids
    victims = victims_of(
        snapshot, request.period, has_contract=False, column=column, ids=ids,
        placing=lambda rows: on_map_of_event(snapshot, rows, place_map, provinces),
    )  # fmt: skip
    return {"victims": victims}


def tables(lists: FormLists, request: FormRequest) -> tuple[Table, ...]:
    columns = count_columns(lists.labels("plxiv_columns", "II"))
    rows, blocks = sections(lists)
    whole = Table("I", _("Tình hình chung và thiệt hại"), columns, rows, blocks)
    if request.place is None:
        (rows, block), title = by_province(request), _("Phân theo tỉnh, thành phố nơi xảy ra")
    elif request.place.level == Place.Level.PROVINCE:
        (rows, block), title = by_commune(request), _("Phân theo xã, phường, đặc khu nơi xảy ra")
    else:
        return (whole,)
    total = Row(TOTAL, _("Tổng số"))
    return whole, Table("II", title, columns, (*rows, total), (block, total_block(TOTAL)))


def by_commune(request: FormRequest) -> tuple[tuple[Row, ...], Block]:
    """One row a commune of the province on the maps that count; then «chưa xác định xã»."""
    assert request.place is not None
    communes = _counted(Place.objects.communes_of(request.place), request).select_related("parent")
    return _laid_out("commune", communes, "event_commune_id", Row(UNPLACED, _("Chưa xác định xã"), "", 0, TOTAL))


def by_province(request: FormRequest) -> tuple[tuple[Row, ...], Block]:
    """One row a province on the maps that count; then those that lay in no one province, or abroad."""
    provinces = _counted(Place.objects.provinces(), request)
    last = Row(NO_PROVINCE, _("Chưa xác định tỉnh, hoặc ở nước ngoài"), "", 0, TOTAL)
    return _laid_out("province", provinces, "event_province_id", last)


def _counted(places: PlaceQuerySet, request: FormRequest) -> PlaceQuerySet:
    """Units of today, or those that stood on any day of the period."""
    if request.basis == NOW:
        return places.in_force().in_vietnamese_order()
    first, last = request.period.start_on, request.period.end_on
    stood = (Q(valid_from=None) | Q(valid_from__lte=last)) & (Q(valid_to=None) | Q(valid_to__gte=first))
    return places.filter(stood).in_vietnamese_order()


def _laid_out(level: str, units: PlaceQuerySet, column: str, otherwise: Row) -> tuple[tuple[Row, ...], Block]:
    rows: list[Row] = []
    known: set[str] = set()
    places: dict[str, tuple[str, ...]] = {}
    for unit in units:
        key = f"{level}:{unit.code}"
        if key in known:
            key += f":{unit.pk}"
        known.add(key)
        rows.append(Row(key, _label(unit), unit.code, 0, TOTAL))
        places[str(unit.pk)] = (key,)
    return (*rows, otherwise), Block(column, places, otherwise.key)


def _label(unit: Place) -> str:
    """The name; of a unit that has ended with its district and its last day."""
    if unit.valid_to is None or unit.valid_to >= timezone.localdate():
        return unit.full_name
    between = f", {unit.parent.in_text}" if unit.parent and unit.parent.level == Place.Level.DISTRICT else ""
    return gettext("{full_name}{between} (đến {valid_to:%d/%m/%Y})").format(
        full_name=unit.full_name, between=between, valid_to=unit.valid_to
    )
