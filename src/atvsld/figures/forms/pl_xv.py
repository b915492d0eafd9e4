"""Phụ lục XV: accidents of people who work without labour contract, of a commune, a province or the nation.

The columns of the form were not seen: those of table II of Phụ lục XIV stand in, and the form says «mẫu tạm».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ...org.places.lineage import same_units
from ...org.places.models import Place
from ..lake import Snapshot
from ..tables.placing import PlaceMap, Sharing, on_map_of_event
from ..tables.population import victims_of
from ..tables.rows import TOTAL, Row, total_block
from .by_place import by_commune, by_province
from .layouts import Table, count_columns, sections
from .lists import FormLists
from .request import FormRequest

if TYPE_CHECKING:
    import ibis

_ABROAD = _("Chưa xác định tỉnh, hoặc ở nước ngoài")


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
    whole = Table("I", _("Tình hình chung và thiệt hại"), columns, *sections(lists))
    if request.place is None:
        (rows, block), title = (
            by_province(request, "event_province_id", _ABROAD),
            _("Phân theo tỉnh, thành phố nơi xảy ra"),
        )
    elif request.place.level == Place.Level.PROVINCE:
        title = _("Phân theo xã, phường, đặc khu nơi xảy ra")
        rows, block = by_commune(request)
    else:
        return (whole,)
    total = Row(TOTAL, _("Tổng số"))
    return whole, Table("II", title, columns, (*rows, total), (block, total_block(TOTAL)))
