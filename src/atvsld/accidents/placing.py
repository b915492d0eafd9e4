"""Cases that lie in no certain commune of today, and the verb by which an officer places one of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from ..base import writing
from ..base.errors import Refused, RuleViolation
from ..base.lists import register
from ..base.scope import Scope
from ..org.places.graph import PlaceGraph
from ..org.places.mapped import place_graph
from ..org.places.models import Place, PlaceQuerySet
from .models import Accident


def unplaced(scope: Scope) -> QuerySet[Accident]:
    """Standing cases that this person may place: their commune was divided, or was never known. Not those abroad."""
    rows = Accident.objects.visible_to(scope, "place").standing().filter(placed_commune=None, is_abroad=False)
    return rows.filter(Q(event_commune=None) | Q(event_commune_id__in=divided_communes()))


def of_no_commune(scope: Scope, verb: str = "place") -> QuerySet[Accident]:
    """Those of `unplaced` of which no commune was ever recorded."""
    rows = Accident.objects.visible_to(scope, verb).standing()
    return rows.filter(event_commune=None, placed_commune=None, is_abroad=False)


def of_divided_commune(scope: Scope, verb: str = "place") -> QuerySet[Accident]:
    """Those of `unplaced` whose commune went on in several."""
    rows = Accident.objects.visible_among(divided_communes(), scope, verb, column="event_commune_id").standing()
    # Within CASE, so that the few communes are followed and not the million rows that nobody had to place.
    return rows.filter(Case(When(placed_commune=None, is_abroad=False, then=True), default=False))


def divided_communes() -> tuple[int, ...]:
    """Communes that have ended and of which nobody can say in which one of today their ground lies."""
    return _divided_on(place_graph(), timezone.localdate())


@lru_cache(maxsize=2)
def _divided_on(graph: PlaceGraph, day: date) -> tuple[int, ...]:
    return tuple(
        unit.id for unit in graph.units.values()
        if unit.level == Place.Level.COMMUNE and unit.valid_to and unit.valid_to < day
        and graph.on(unit.id, day).commune is None
    )  # fmt: skip


def candidates(accident: Accident) -> PlaceQuerySet:
    """The communes of today in which the case may lie: parts of its divided commune, else all of its province."""
    graph, today = place_graph(), timezone.localdate()
    communes = Place.objects.communes().in_force(today)
    if accident.event_commune_id is not None:
        found, _is_complete = graph.units_on(accident.event_commune_id, today)
        if found:
            return communes.filter(pk__in=found).in_vietnamese_order()
    if accident.event_province_id is None:
        return communes.none()
    provinces, _is_complete = graph.units_on(accident.event_province_id, today)
    return communes.filter(province_id__in=provinces).in_vietnamese_order()


def place_event(scope: Scope, row: Accident, commune_id: int, *, via: str = "page") -> Accident:
    """Say in which commune of today the event lies. The recorded commune stays as it was written.

    Raises OutOfScope; Refused with place.certain when the record already tells, place.candidate for another commune.
    """
    scope.require("accidents", "place")
    if row.event_commune_id and place_graph().on(row.event_commune_id, timezone.localdate()).commune is not None:
        message = _("Xã đã ghi có đúng một xã kế tiếp, nên không cần xếp.")
        raise Refused([RuleViolation("place.certain", message, "commune")])
    if not candidates(row).filter(pk=commune_id).exists():
        message = _("Xã này không phải một phần của nơi đã ghi. Hãy chọn trong danh sách của dòng này.")
        raise Refused([RuleViolation("place.candidate", message, "commune")])
    placed: Accident = writing.update(
        register("accidents"), scope, row, {}, verb="place", via=via, extra={"placed_commune_id": commune_id}
    )
    return placed
