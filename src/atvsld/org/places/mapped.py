"""The graph of the units in the database, read once and read again when they change."""

from __future__ import annotations

from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Sum

from atvsld.base.asking import once_a_file
from atvsld.org.places.graph import Edge, PlaceGraph, Unit
from atvsld.org.places.models import Place, PlaceSuccession

_lock = Lock()
_held: dict[str, tuple[Any, PlaceGraph]] = {}


@once_a_file
def place_graph() -> PlaceGraph:
    """All units and successions as they stand: two small queries tell whether what is held is still so.

    A file of many rows asks that once, or it would be asked for every row.
    """
    alias = str(connection.settings_dict["NAME"])
    stamp = _stamp()
    with _lock:
        held = _held.get(alias)
        if held is None or held[0] != stamp:
            held = _held[alias] = (stamp, _read())
    return held[1]


def _read() -> PlaceGraph:
    units = Place.objects.values_list("pk", "level", "valid_from", "valid_to", "parent_id", "province_id")
    edges = PlaceSuccession.objects.values_list("old_id", "new_id", "kind")
    whole = PlaceSuccession.Kind.WHOLE
    return PlaceGraph(
        (Unit(*row) for row in units.iterator(chunk_size=5000)),
        (Edge(old, new, kind == whole) for old, new, kind in edges.iterator(chunk_size=5000)),
    )


def _stamp() -> tuple[Any, ...]:
    """What changes with any unit or succession: counts, last ids, and sums over what the graph reads."""
    units = Place.objects.aggregate(
        n=Count("pk"),
        last=Max("pk"),
        started=Count("valid_from"),
        latest_start=Max("valid_from"),
        ended=Count("valid_to"),
        latest_end=Max("valid_to"),
        above=Sum(F("parent_id") + 3 * F("province_id")),
    )
    edges = PlaceSuccession.objects.aggregate(
        n=Count("pk"), last=Max("pk"), ends=Sum(F("old_id") + 5 * F("new_id")), first_kind=Max("kind")
    )
    return *units.values(), *edges.values()
