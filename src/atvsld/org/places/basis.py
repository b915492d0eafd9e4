"""By which boundaries cases are counted: those of today, or those of the day on which each case happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atvsld.org.places.lineage import same_unit_ids
from atvsld.org.places.mapped import place_graph
from atvsld.org.places.models import Place
from atvsld.org.places.resolve import UnknownPlaceError, resolve_place

NOW, THEN = "now", "then"
BASES: Mapping[str, object] = {
    NOW: _("theo địa giới hiện nay"),
    THEN: _("theo địa giới của ngày xảy ra"),
}

NOTES: Mapping[str, object] = {
    NOW: _(
        "Đơn vị hành chính: theo địa giới hiện nay; vụ xảy ra ở đơn vị cũ được đếm ở đơn vị kế tiếp, vụ của xã đã chia "
        "mà chưa xếp được đếm ở dòng «chưa xác định xã»."
    ),
    THEN: _(
        "Đơn vị hành chính: theo địa giới của ngày xảy ra; trước 01/07/2025 là 63 tỉnh, thành phố. Vụ chỉ ghi đơn vị "
        "mới gộp từ nhiều đơn vị cũ được đếm ở dòng chưa xác định."
    ),
}


def unit_asked(text: str, basis: str, first_day: date, last_day: date) -> Place | None:
    """The unit that a person means who asks for figures of these days; None is the nation. Raises UnknownPlaceError.

    As now it is a unit of today, though it be named as before. As then it is the unit of that name or code at the end
    of the days, else at their beginning: Hà Giang in 2025 is the province that ended on 30/6.
    """
    if basis == NOW:
        return resolve_place(text)
    try:
        return resolve_place(text, min(last_day, timezone.localdate()))
    except UnknownPlaceError:
        return resolve_place(text, first_day)


def as_it_was(place: Place | None, first_day: date, last_day: date) -> Place | None:
    """The unit that bore this name in those days, where there was one: Tuyên Quang of 2024 for today's Tuyên Quang."""
    if place is None:
        return None
    try:
        return unit_asked(place.full_name, THEN, first_day, last_day) or place
    except UnknownPlaceError:
        return place


def ids_asked(place: Place, basis: str, today: date | None = None) -> frozenset[int]:
    """The rows of `Place` that are the asked unit on the maps that count; none when today no one unit stands there.

    As now there is one: where the unit stands today. As then every row of the unit, whatever its name or kind was.
    """
    if basis == THEN:
        return frozenset(same_unit_ids(place))
    standing = place_graph().on(place.pk, today or timezone.localdate())
    found = getattr(standing, place.level)
    return frozenset() if found is None else frozenset({found})
