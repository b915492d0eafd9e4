"""Rows of a form that divide its cases by commune or province."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...org.places.basis import NOW
from ...org.places.models import Place, PlaceQuerySet
from ..tables.rows import TOTAL, Block, Row
from .request import FormRequest

UNPLACED = "commune:chua_xac_dinh"
NO_PROVINCE = "province:chua_xac_dinh"


def by_commune(request: FormRequest) -> tuple[tuple[Row, ...], Block]:
    """One row a commune of the province on the maps that count; then «chưa xác định xã»."""
    assert request.place is not None
    communes = _counted(Place.objects.communes_of(request.place), request).select_related("parent")
    return _laid_out("commune", communes, "event_commune_id", Row(UNPLACED, _("Chưa xác định xã"), "", 0, TOTAL))


def by_province(request: FormRequest, column: str, otherwise: Words) -> tuple[tuple[Row, ...], Block]:
    """One row a province on the maps that count, by the column of facts; then those that lay in no one province."""
    provinces = _counted(Place.objects.provinces(), request)
    return _laid_out("province", provinces, column, Row(NO_PROVINCE, otherwise, "", 0, TOTAL))


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
