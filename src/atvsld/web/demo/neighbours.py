"""The accounts of the other provinces of the demonstration: the same names with the province behind a dot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from ...base.scope import Scope
from ...org.agencies.find import agency_for
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.people.models import User
from ...org.people.services import add_membership, create_user
from ...org.places.models import Place
from .people import FULL_NAMES, SINCE
from .provinces import province
from .seedfiles import rows


def make_neighbours(
    scope: Scope, like: User, offices: Mapping[str, Establishment], zones: Mapping[str, IndustrialZone], done: str
) -> None:
    """Labour and zone officer, leader, commune officer and employer of each province but `done`.

    `offices` holds the establishment of each province whose employer and commune have an account; all accounts share
    the password of `like`.
    """
    for row in rows("provinces.csv"):
        code = row["code"]
        if code == done or code not in offices:
            continue
        for role, unit in _units(province(code), offices[code], zones.get(code)):
            name, full_name = f"{role}.{row['short']}", f"{FULL_NAMES[role]} {province(code).name_vi}"
            user = create_user(
                scope, name, full_name, settings.ATVSLD_DEMO_PASSWORD, is_demo=True, same_as=like, via="demo"
            )  # fmt: skip
            add_membership(scope, user, role, SINCE, via="demo", **unit)


def _units(place: Place, office: Establishment, zone: IndustrialZone | None) -> Iterable[tuple[str, dict[str, Any]]]:
    yield "labour", {"place": place, "agency": agency_for("department_home_affairs", place)}
    yield "leader", {"place": place, "agency": agency_for("peoples_committee_province", place)}
    yield "employer", {"establishment": office}
    if office.commune:
        yield "commune", {"place": office.commune, "agency": agency_for("peoples_committee_commune", office.commune)}
    if zone:
        yield "zone", {"zone": zone, "agency": zone.authority}
