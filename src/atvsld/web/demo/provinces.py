"""The four provinces of the demonstration: their communes in force and their industrial zones."""

from __future__ import annotations

from datetime import date

from ...org.establishments.models import IndustrialZone
from ...org.places.models import Place
from ...org.places.resolve import resolve_place
from .companies import make_zone
from .seedfiles import rows


def province(code: str) -> Place:
    """The province of this code that is in force. Raises LookupError when there is none."""
    found = resolve_place(code)
    if found is None:
        raise LookupError(f"Mã {code} không phải một tỉnh, thành phố.")
    return found


def make_zones() -> dict[str, IndustrialZone]:
    """The zone of each province that has one in the demonstration, by code."""
    return {row["code"]: make_zone(province(row["code"]), row["zone"]) for row in rows("provinces.csv") if row["zone"]}


def communes_by_province(today: date) -> dict[str, list[Place]]:
    """The communes of the four provinces in force today, in the order of their codes."""
    return {
        row["code"]: list(Place.objects.communes_of(province(row["code"])).in_force(today).order_by("code"))
        for row in rows("provinces.csv")
    }
