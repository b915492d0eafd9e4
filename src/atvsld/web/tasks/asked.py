"""What an address of these pages asks for: of which unit, on which day, which tasks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ...base.errors import Refused
from ...base.scope import Scope
from ...directives.tasks.counting import Ground, counts, ground_for
from ...directives.tasks.lists import narrowed
from ...directives.tasks.models import Charge
from ...directives.tasks.occurrences import Occurrence
from ...directives.tasks.status import LABELS, WITHDRAWN
from ...org.places.anytime import find_unit, label_of_unit
from ...org.places.models import NATION, Place
from ..scope import scope
from .verbs import day_of

OWN = "own"


@dataclass(frozen=True)
class Asked:
    """`unit` as it stands in the address: VN, the key of a place, or "own" for what one sees oneself."""

    ground: Ground
    unit: str
    day: date
    today: date
    status: str = ""
    cause: int | None = None
    charge: int | None = None
    agency: int | None = None
    # Of the nation: the bodies that belong to no province.
    is_central: bool = False

    @staticmethod
    def of(request: HttpRequest) -> Asked:
        """Raises PermissionDenied for a unit that no membership covers, Http404 for one that there is not."""
        today, held = timezone.localdate(), scope(request)
        ground, unit = _ground(held, request.GET.get("unit", "").strip()[:200])
        status = request.GET.get("status", "")
        return Asked(
            ground, unit, _day(request.GET.get("day", ""), today), today, status if status in LABELS else "",
            _key(request, "cause"), _key(request, "charge"), _key(request, "agency"),
            request.GET.get("central") == "1",
        )  # fmt: skip

    @property
    def is_past(self) -> bool:
        return self.day < self.today

    @property
    def label(self) -> str:
        """The unit in words, in its own language."""
        if self.ground.is_own:
            return gettext("Việc của cơ quan bạn")
        return label_of_unit(self.ground.place) if self.ground.place else gettext("Cả nước")

    @property
    def query(self) -> dict[str, Any]:
        said: dict[str, Any] = {"unit": self.unit}
        if self.is_past:
            said["day"] = self.day.isoformat()
        return said

    def url(self, **more: Any) -> str:
        """The list of exactly these tasks."""
        return f"{reverse('task-list')}?{urlencode({**self.query, **more})}"

    def url_of_unit(self, place: int | None) -> str:
        """The same page of a province; of the nation's own bodies their list."""
        if place is None:
            return self.url(central=1)
        return f"{reverse('tasks')}?{urlencode({**self.query, 'unit': place})}"

    def rows(self) -> QuerySet[Occurrence]:
        """The occurrences asked for, in the order of the list."""
        rows = narrowed(self.ground.rows(), self.status, self.day, self.today)
        if self.charge is not None:
            rows = rows.filter(charge_id=self.charge)
        elif self.cause is not None:
            rows = rows.filter(charge_id__in=list(self._charges()))
        if self.agency is not None:
            rows = rows.filter(agency_id=self.agency)
        return rows.filter(province_id=None) if self.is_central else rows

    def count(self) -> int:
        """How many these are: of whole provinces and the nation from the sums, not from millions of rows."""
        if self.agency is not None or self.is_central or self.is_past:
            return self.rows().count()
        wanted = {self.charge} if self.charge else set(self._charges()) if self.cause else None
        found = counts(self.ground, "charge", self.day, self.today)
        total: Counter[str] = sum((c for charge, c in found.items() if wanted is None or charge in wanted), Counter())
        return total[self.status] if self.status else sum(total.values())

    def with_status(self, status: str) -> Asked:
        return replace(self, status=status)

    def _charges(self) -> QuerySet[Charge, int]:
        return Charge.objects.filter(cause_id=self.cause or 0).values_list("pk", flat=True)


class Found:
    """The occurrences asked for as a paginator wants them, counted in the way that costs least."""

    def __init__(self, asked: Asked) -> None:
        self._asked, self._count = asked, asked.count()

    def count(self) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: Any) -> list[Occurrence]:
        return list(self._asked.rows().select_related("charge", "agency")[wanted])


def _ground(held: Scope, unit: str) -> tuple[Ground, str]:
    if not unit:
        unit = own_unit(held)
    place = None
    if unit not in (NATION, OWN):
        place = _place(unit)
        unit = str(place.pk)
    found = ground_for(held, place, is_own=unit == OWN)
    if found is None:
        raise PermissionDenied
    return found, unit


def own_unit(held: Scope) -> str:
    """What the person looks at first: the nation, the largest unit of a membership, or what the own agency has."""
    parts = held.parts_for("tasks", "view")
    if any(part.everywhere for part in parts):
        return NATION
    ids = {pk for part in parts for pk in part.place_ids}
    places = Place.objects.in_force().filter(pk__in=ids).order_by("-level", "sort_key", "pk")
    # "province" stands behind "commune" in the alphabet.
    first = places.first() if ids else None
    return str(first.pk) if first else OWN


def _place(text: str) -> Place:
    """A key, or a name as people type it."""
    rows = Place.objects.select_related("province", "parent")
    found = rows.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 12 else None
    if found is None and (pk := find_unit(text)):
        found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(gettext("Không có đơn vị «{text}».").format(text=text))
    return found


def _day(text: str, today: date) -> date:
    """The day asked for, today where it is none or still to come."""
    try:
        return min(day_of(text, "day") or today, today)
    except Refused:
        return today


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else None


SHOWN_STATUSES = [key for key in LABELS if key != WITHDRAWN]
