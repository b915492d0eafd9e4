"""Victims condensed: by the head office that reports, by the place of the event, and the dead by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .lake.condensed import Condensation
from .tables.columns import is_fatal, is_severe
from .tables.rows import at_work

if TYPE_CHECKING:
    import ibis

OFFICE = ("reporting_office_id", "reporting_commune_id", "reporting_province_id")
PLACES = ("event_commune_id", "event_province_id", "placed_commune_id")
OF_VICTIMS = ("victims", "deaths", "severe")


def by_office(victims: Any, *, more: tuple[str, ...] = ()) -> ibis.Table:
    """With a labour contract, of an office in a month (and of the same `more`): how many were `declared`, and of those
    at work how many in all, dead, severely injured."""
    victims = victims.filter(victims.has_labour_contract)
    told = at_work(victims)
    return victims.group_by("year", "month", *OFFICE, *more).aggregate(
        declared=victims.count(),
        victims=victims.count(where=told),
        deaths=victims.count(where=told & is_fatal(victims)),
        severe=victims.count(where=told & is_severe(victims)),
    )


def by_place(victims: Any) -> ibis.Table:
    """Of a month at a place as it is recorded, with and without contract, on the way too."""
    return victims.group_by("year", "month", *PLACES).aggregate(
        victims=victims.count(),
        deaths=victims.count(where=is_fatal(victims)),
        severe=victims.count(where=is_severe(victims)),
    )


def killed_by_day(victims: Any) -> ibis.Table:
    dead = victims.filter(is_fatal(victims))
    return dead.group_by("year", "month", *PLACES, day=dead.occurred_on.day()).aggregate(deaths=dead.count())


_READ = (
    "victim_id", "year", "month", "occurred_on", "severity", "is_commuting", "has_labour_contract", *OFFICE, *PLACES,
)  # fmt: skip
BY_OFFICE = Condensation("offices", "victims", _READ, by_office, ("declared", *OF_VICTIMS))
BY_PLACE = Condensation("places", "victims", _READ, by_place, OF_VICTIMS)
KILLED_BY_DAY = Condensation("killed", "victims", _READ, killed_by_day, ("deaths",))
