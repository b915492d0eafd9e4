"""Small administrative maps for tests, written without the national catalogue."""

from __future__ import annotations

from datetime import date, timedelta

from atvsld.org.places.models import Place, PlaceSuccession

TODAY = date(2026, 11, 22)
START = date(2025, 7, 1)


def make_place(
    code: str,
    name_vi: str,
    *,
    kind: str = Place.Kind.XA,
    province: Place | None = None,
    valid_from: date = START,
    valid_to: date | None = None,
) -> Place:
    """A province when `province` is None, else a commune of it."""
    place = Place.objects.create(
        code=code,
        level=Place.Level.PROVINCE if province is None else Place.Level.COMMUNE,
        kind=kind,
        name_vi=name_vi,
        full_name=f"{Place.Kind(kind).label} {name_vi}",
        valid_from=valid_from,
        valid_to=valid_to,
        province=province,
        parent=province,
        source="test",
    )
    if province is None:
        Place.objects.filter(pk=place.pk).update(province=place)
        place.refresh_from_db()
    return place


def make_province(code: str, name_vi: str, kind: str = Place.Kind.TINH, valid_from: date = START) -> Place:
    return make_place(code, name_vi, kind=kind, valid_from=valid_from)


def make_succession(old: Place, new: Place, kind: str = PlaceSuccession.Kind.WHOLE) -> PlaceSuccession:
    """Joins the units and ends the old one on the day before the new one begins."""
    Place.objects.filter(pk=old.pk).update(valid_to=new.valid_from - timedelta(days=1))
    old.refresh_from_db()
    return PlaceSuccession.objects.create(old=old, new=new, kind=kind, effective_on=new.valid_from, source="test")
