"""What tests of every package make their rows with: people, establishments, accidents, all through the services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import models

from .accidents.models import Accident, Victim
from .accidents.services import create_accident, create_victim
from .base.codelists.loading import load_seeds
from .base.codelists.models import CodeListVersion
from .base.fields.scalar import HERE
from .base.lists import register
from .base.scope import Scope, system_scope
from .figures.published.models import PublishedNotice
from .figures.published.seeding import load_published
from .org.agencies.find import agency_for
from .org.agencies.loader import load_agencies
from .org.agencies.models import Agency
from .org.establishments.models import Establishment, Headcount, IndustrialZone
from .org.establishments.rules import WEIGHTS
from .org.people.models import User
from .org.people.roles import ROLES
from .org.people.scoping import scope_of
from .org.people.services import add_membership, create_user
from .org.places.loader import load_places
from .org.places.models import Place
from .org.places.resolve import resolve_place

PASSWORD = "mật khẩu của kiểm thử 2026"  # noqa: S105
PROVINCE = "Thái Nguyên"
COMMUNE = "Xã Tân Cương, Tỉnh Thái Nguyên"
SINCE = date(2025, 7, 1)
OCCURRED_AT = datetime(2026, 3, 10, 9, 30, tzinfo=HERE)

# May do everything everywhere, so that a test's own rows never hang on the table of rights.
EVERYTHING = system_scope("kiểm thử", *sorted({grant for role in ROLES.values() for grant in role.grants}))

_numbers = count(1)
_found: dict[str, tuple[int, str, str]] = {}


def load_reference_data() -> None:
    """Code lists, places, agencies and the published notices, where they are not there yet."""
    if not CodeListVersion.objects.exists():
        load_seeds()
    if not Place.objects.exists():
        load_places()
    if not Agency.objects.exists():
        load_agencies()
    if not PublishedNotice.objects.exists():
        load_published()


def place(text: str) -> Place:
    """The unit in force of that name or code: "Thái Nguyên", "Xã Tân Cương, Tỉnh Thái Nguyên".

    The names of the nation are searched once a process; then the same unit is read by its key.
    """
    if text in _found:
        key, code, name = _found[text]
        again = Place.objects.select_related("province", "parent").filter(pk=key, code=code, full_name=name)
        if again:
            return again[0]
    found = resolve_place(text)
    assert found is not None, f"{text} is the nation"
    _found[text] = found.pk, found.code, found.full_name
    return found


def tax_codes(start: int = 460_000_000) -> Iterator[str]:
    """Tax codes of 10 digits whose check digit is right, one after the other."""
    for number in count(start):
        digits = f"{number:09d}"
        check = 10 - sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            yield f"{digits}{check}"


_tax_codes = tax_codes()


def make_user(role: str | None = None, *, username: str = "", **unit: Any) -> User:
    """A person with one role in one unit: `make_user("labour", place="Thái Nguyên")`; a stranger without a role.

    Who is of a body that only gets tasks is of the department of construction unless told otherwise.
    """
    name = username or f"{role or 'stranger'}{next(_numbers)}"
    user = create_user(EVERYTHING, name, f"Người {name}", PASSWORD, is_demo=True, via="test")
    if role:
        units = {k: place(v) if isinstance(v, str) else v for k, v in unit.items()}
        if role == "department":
            units.setdefault("agency", agency_for("department_construction", place(PROVINCE)))
        add_membership(EVERYTHING, user, role, SINCE, via="test", **units)
    return user


def make_scope(role: str | None = None, **unit: Any) -> Scope:
    """The scope of a new person with that role."""
    return scope_of(make_user(role, **unit))


def make_zone(name: str = "", province: str | Place = PROVINCE) -> IndustrialZone:
    return IndustrialZone.objects.create(
        name=name or f"KCN thử {next(_numbers)}", province=place(province) if isinstance(province, str) else province
    )


def make_establishment(**values: Any) -> Establishment:
    """An establishment of Xã Tân Cương unless told otherwise; `province`, `commune` as text, row or id."""
    where = {"province": PROVINCE, "commune": COMMUNE if "province" not in values else None}
    whole = {"tax_code": next(_tax_codes), "name": f"Công ty thử {next(_numbers)}"} | where | values
    return register("establishments").services.create(EVERYTHING, _values(whole), via="test")


def make_headcount(establishment: Establishment, year: int = 2026, workers: int = 100, **values: Any) -> Headcount:
    whole = {"establishment": establishment, "year": year, "average_workers": workers} | values
    return register("headcounts").services.create(EVERYTHING, _values(whole), via="test")


def make_accident(establishment: Establishment | None = None, **values: Any) -> Accident:
    """An accident in Xã Tân Cương on 10/3/2026, declared by the employer when there is an establishment."""
    whole = {
        "declared_by": "employer" if establishment else "commune",
        "establishment": establishment,
        "occurred_at": OCCURRED_AT,
        "event_province": PROVINCE,
        "event_commune": COMMUNE if "event_province" not in values else None,
    } | values
    return create_accident(EVERYTHING, _values(whole), via="test")


def make_victim(accident: Accident, **values: Any) -> Victim:
    """A victim with a minor injury unless told otherwise. The accident given is brought up to date."""
    whole = {"accident": accident, "full_name": f"Nguyễn Văn Thử {next(_numbers)}", "reported_condition": "minor",
             "has_labour_contract": True, "is_under_management": True}  # fmt: skip
    victim = create_victim(EVERYTHING, _values(whole | values), via="test")
    accident.refresh_from_db()
    return victim


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    places = ("province", "commune", "event_province", "event_commune")
    return {name: _id(value) if name in places or isinstance(value, models.Model) else value
            for name, value in values.items()}  # fmt: skip


def _id(value: Any) -> int | None:
    if isinstance(value, str):
        value = place(value)
    return value.pk if isinstance(value, models.Model) else value
