"""Which body took over from which: of units that were merged, and of kinds that were (1/3/2025)."""

from __future__ import annotations

import csv
from collections.abc import Collection
from datetime import date
from functools import cache
from importlib.resources import files

from django.db.models import Q

from atvsld.org.agencies.models import Agency, AgencyQuerySet
from atvsld.org.places.lineage import lineage_ids, same_unit_ids, successor_of


@cache
def kinds_before(kind: str) -> frozenset[str]:
    """The kind and those whose tasks went to it."""
    return frozenset([kind, *(old for old, new in _successions() if new == kind)])


@cache
def kinds_after(kind: str) -> frozenset[str]:
    """The kind and that to which its tasks went."""
    return frozenset([kind, *(new for old, new in _successions() if old == kind)])


@cache
def _successions() -> tuple[tuple[str, str], ...]:
    text = files("atvsld.org.agencies").joinpath("seeds", "successions.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple((row["old_kind"], row["new_kind"]) for row in csv.DictReader(lines))


def predecessor_ids(agency: Agency, on: date, *, places: Collection[int] | None = None) -> set[int]:
    """The bodies that had ended by the day and whose tasks are now this one's: of its kind or one that became it, in
    its unit or one that became part of it whole. `places` are the rows of that unit where they are known already.

    None where several bodies of the kind stand there: nobody can say which of them took over.
    """
    if agency.place_id is None:
        where = Q(place=None)
    else:
        where = Q(place__in=lineage_ids([agency.place_id], whole_only=True) if places is None else places)
    ended = Agency.objects.filter(where, kind__in=kinds_before(agency.kind), valid_to__lt=on).exclude(pk=agency.pk)
    found = set(ended.values_list("pk", flat=True))
    return found if found and _standing(agency.kind, agency.place_id, on).count() == 1 else set()


def successor_ids(agency: Agency, on: date) -> set[int]:
    """The body that has the tasks of this one on the day, if it has ended; no more than one."""
    if agency.valid_to is None or agency.valid_to >= on:
        return set()
    place = successor_of(agency.place, on) if agency.place is not None else None
    if place is None and agency.place_id is not None:
        return set()
    for kind in sorted(kinds_after(agency.kind), key=lambda kind: kind != agency.kind):
        found = set(_standing(kind, place.pk if place else None, on).values_list("pk", flat=True))
        if len(found) == 1:
            return found
    return set()


def going_on_as(agency: Agency, on: date) -> Agency:
    """The row of the same body on the day: of a province that became a city its bodies are other rows, and the people
    in them need no new role."""
    if agency.valid_to is None or agency.valid_to >= on or agency.place is None:
        return agency
    rows = Agency.objects.in_force(on).filter(kind=agency.kind, place__in=same_unit_ids(agency.place))
    found = list(rows.select_related("place")[:2])
    return found[0] if len(found) == 1 else agency


def heir(agency: Agency, on: date) -> Agency:
    """The body that acts on the day where this one acted: itself while it stands."""
    found = successor_ids(agency, on)
    return Agency.objects.select_related("place").get(pk=found.pop()) if found else agency


def _standing(kind: str, place_id: int | None, on: date) -> AgencyQuerySet:
    found: AgencyQuerySet = Agency.objects.in_force(on).filter(kind=kind, place=place_id)
    return found
