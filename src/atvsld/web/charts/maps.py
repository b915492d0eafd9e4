"""A map as a plain value: the units of an area, each with its number, in classes of lightness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from .boundaries import drawn_units
from .classes import Class, classes_of
from .values import Number, Point, check_id

NATION = "VN"
Spread = Literal["quantile", "equal"]


@dataclass(frozen=True)
class MapUnit:
    """A province or a commune of today by its code, and its number; None: nobody knows it. `url`, `note`, `is_small` as
    of a `Point`."""

    code: str
    label: str
    value: Number | None
    url: str = ""
    note: Words = ""
    is_small: bool = False

    @property
    def point(self) -> Point:
        return Point(self.value, self.url, self.note, self.is_small)


@dataclass(frozen=True)
class PlaceMap:
    """A map of the nation by province (`area` "VN") or of a province by commune (`area` its code), with its table.

    Units that the area has and `units` leaves out are unknown, in the drawing as in the table. `spread` says how
    numbers fall into classes: as many units in each (quantile), or equal steps; `bounds` gives the inner borders
    themselves. Zero is a class of its own. `small` says in words what `is_small` means: «dưới 5 vụ».
    """

    id: str
    title: Words
    area: str
    units: Sequence[MapUnit]
    unit: Words = ""
    spread: Spread = "quantile"
    bounds: Sequence[Number] = ()
    small: Words = ""
    note: Words = ""
    summary: Words = ""
    value_label: Words = ""
    places: int | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        if self.area != NATION and not (len(self.area) == 2 and self.area.isdecimal()):
            raise ValueError(f"no map of {self.area!r}")
        codes = [u.code for u in self.units]
        if len(set(codes)) != len(codes):
            raise ValueError(f"{self.id}: a unit stands twice")
        for unit in self.units:
            unit.point  # noqa: B018 - each number is checked
        if any(u.value is not None and u.value < 0 for u in self.units):
            raise ValueError(f"{self.id}: a map of counts or rates has no negative number")
        if any(u.is_small for u in self.units) and not self.small:
            raise ValueError(f"{self.id}: say in `small` what a small number is")

    @property
    def is_nation(self) -> bool:
        return self.area == NATION

    @property
    def category_label(self) -> Words:
        return _("Tỉnh, thành phố") if self.is_nation else _("Xã, phường, đặc khu")

    @property
    def file(self) -> str:
        """The boundaries, among the static files."""
        return f"geo/{self._name}.json"

    @property
    def _name(self) -> str:
        return "vn" if self.is_nation else self.area

    @cached_property
    def shown(self) -> tuple[MapUnit, ...]:
        """The units with whatever else the map draws; a unit without boundaries says that it is not drawn."""
        drawn = drawn_units(self._name)
        given = [u if u.code in drawn else replace(u, note=_undrawn(u.note)) for u in self.units]
        known = {u.code for u in self.units}
        return (*given, *(MapUnit(code, name, None) for code, name in drawn.items() if code not in known))

    @cached_property
    def classes(self) -> tuple[Class, ...]:
        return classes_of([u.value for u in self.units], self.spread, self.bounds, self.places)


def _undrawn(note: Words) -> str:
    return "; ".join(str(text) for text in (note, gettext("chưa có trên bản đồ")) if text)
