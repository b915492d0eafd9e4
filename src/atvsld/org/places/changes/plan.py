"""What a file of changes would do to the map, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from atvsld.org.dated import Certainty
from atvsld.org.places.changes.change import Change
from atvsld.org.places.models import Place, PlaceSuccession


@dataclass(frozen=True, slots=True)
class Join:
    """From the day on which `new` begins it stands where `old` stood. `change` is the line that says so.

    `is_carried`: the line speaks of the province, and this commune of it goes along unchanged.
    """

    old: Place
    new: Place
    change: Change
    is_carried: bool = False


@dataclass(slots=True)
class Plan:
    """New units in the order in which they must be written, who joins whom, and what of stored rows changes.

    `ended`: units with their last day. `moved`: communes that stand on under the next row of the same province.
    `confirmed`: successions that the file says again with another certainty, document or share.
    """

    created: list[Place] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    ended: dict[int, tuple[Place, Change]] = field(default_factory=dict)
    moved: list[tuple[Place, Place]] = field(default_factory=list)
    confirmed: list[tuple[PlaceSuccession, Change]] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)

    @property
    def new_rows(self) -> int:
        return sum(not join.is_carried for join in self.joins)

    def touched(self) -> set[int]:
        """The ids of all units whose days or province are others than before, once they are written."""
        units = (*self.created, *(old for old, _ in self.ended.values()), *(commune for commune, _ in self.moved))
        return {unit.pk for unit in units}

    def gone(self) -> Iterator[tuple[Place, Change]]:
        """The stored units that do not go on under another name, kind or province: merged or divided."""
        leaving = Counter(id(join.old) for join in self.joins)
        coming = Counter(id(join.new) for join in self.joins)
        goes_on = {id(j.old) for j in self.joins if leaving[id(j.old)] == coming[id(j.new)] == 1}
        for key, (place, change) in self.ended.items():
            if key not in goes_on and place.pk:
                yield place, change


def unit_of(change: Change, province: Place | None) -> Place:
    """The unit as it begins, not yet saved."""
    unit = Place(
        code=change.new_code, level=change.level, kind=change.kind, name_vi=change.name_vi,
        full_name=change.full_name, valid_from=change.effective_on, source=change.instrument, status=change.status,
    )  # fmt: skip
    unit.province = unit.parent = province
    return unit


def carried(commune: Place, province: Place, change: Change) -> Place:
    """The same commune under another province, from the day of the change of its province."""
    unit = Place(
        code=commune.code, level=commune.level, kind=commune.kind, name_vi=commune.name_vi,
        full_name=commune.full_name, other_name=commune.other_name, other_code=commune.other_code,
        valid_from=change.effective_on, source=change.instrument, status=less_certain(commune.status, change.status),
    )  # fmt: skip
    unit.province = unit.parent = province
    return unit


def less_certain(one: str, other: str) -> str:
    """A row of which anything is provisional is provisional."""
    return Certainty.PROVISIONAL.value if Certainty.PROVISIONAL in (one, other) else Certainty.VERIFIED.value
