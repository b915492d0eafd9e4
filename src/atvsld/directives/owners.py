"""Whose a programme is, and who owns its ground today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from ..base.asking import once_a_file
from ..org.places.anytime import label_of_unit
from ..org.places.areas import Area
from ..org.places.models import NATION, Place
from .programmes.declared import Owner


@once_a_file
def unit_of(owner: Owner) -> Place | None:
    """The row of the unit on the day of the document; None for the nation. Raises LookupError when there is none."""
    if owner.code == NATION:
        return None
    units = Place.objects.filter(level=owner.level, code=owner.code).in_force(owner.on)
    found = units.select_related("province", "parent").first()
    if found is None:
        raise LookupError(f"no {owner.level} {owner.code} on {owner.on}")
    return found


def ask_units(owners: Iterable[Owner]) -> None:
    """Ask for many together, where answers are kept (`asking_once`)."""
    wanted = [owner for owner in owners if owner.code != NATION]
    named = Place.objects.filter(level__in={o.level for o in wanted}, code__in={o.code for o in wanted})
    rows = list(named.select_related("province", "parent"))
    today = timezone.localdate()
    standing = {
        (owner,): place for owner in wanted for place in rows
        if (place.level, place.code) == (owner.level, owner.code) and place.is_in_force(owner.on or today)
    }  # fmt: skip
    unit_of.knows(standing)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Owned:
    """The unit of a programme and its ground today: itself, or the union of the communes that succeeded it."""

    area: Area

    @staticmethod
    def of(owner: Owner, today: date | None = None) -> Owned:
        return Owned(Area.of(unit_of(owner), today))

    @property
    def unit(self) -> Place | None:
        return self.area.unit

    @property
    def label(self) -> str:
        return gettext("Cả nước") if self.unit is None else label_of_unit(self.unit, self.area.today)

    @cached_property
    def communes(self) -> list[Place]:
        """The communes of today that own the ground together, in Vietnamese order; none of a unit that still stands."""
        if not self.area.is_union:
            return []
        found = Place.objects.filter(pk__in=self.area.owners).select_related("province", "parent")
        return list(found.in_vietnamese_order())

    def is_partial(self, commune: Place) -> bool:
        """Whether the commune holds ground of other units too."""
        return commune.pk in self.area.partial_owners

    def as_json(self) -> dict[str, Any]:
        unit = self.unit
        return {
            "code": NATION if unit is None else unit.code,
            "level": "nation" if unit is None else unit.level,
            "name": self.label,
            "is_union": self.area.is_union,
            "ended_on": unit.valid_to.isoformat() if self.area.is_union and unit and unit.valid_to else None,
            "communes": [{"code": c.code, "name": c.label, "is_whole": not self.is_partial(c)} for c in self.communes],
        }
