"""Where a commune of today lay before 1/7/2025: accidents of that time belong to units of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...org.places.models import Place, PlaceSuccession

REFORM = date(2025, 7, 1)
# Row ids of a commune and of its province.
Where = tuple[int | None, int | None]


class PlacesThen:
    """The units that communes of today succeed, those that went over whole before those that went over in part."""

    def __init__(self, communes: Iterable[Place]) -> None:
        today = {place.pk for place in communes}
        edges = PlaceSuccession.objects.filter(new_id__in=today, effective_on=REFORM, old__level=Place.Level.COMMUNE)
        found: dict[int, list[Where]] = defaultdict(list)
        ordered = edges.order_by("-kind", "old__code", "old_id")
        for new, old, province in ordered.values_list("new_id", "old_id", "old__province_id"):
            found[new].append((old, province))
        self._before: Mapping[int, Sequence[Where]] = found

    def on(self, commune: int, province: int | None, day: date, chance: float = 0.0) -> Where:
        """Commune and province of that day; `chance` (0 to below 1) chooses among several that became it."""
        before = self._before.get(commune, ()) if day < REFORM else ()
        return before[int(chance * len(before))] if before else (commune, province)
