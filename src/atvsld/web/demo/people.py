"""One account a role, each with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from ...base.scope import Scope
from ...org.agencies.find import agency_for
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.people.models import Membership, User
from ...org.people.scoping import scope_of
from ...org.people.services import add_membership, create_user
from ...org.places.models import Place

SINCE = date(2023, 1, 1)
FULL_NAMES = {
    "ministry": "Bộ Trình Diễn",
    "labour": "Sở Nội Vụ Trình Diễn",
    "health": "Sở Y Tế Trình Diễn",
    "zone": "Khu Công Nghiệp Trình Diễn",
    "commune": "Xã Trình Diễn",
    "employer": "Cơ Sở Trình Diễn",
    "inspector": "Điều Tra Trình Diễn",
    "leader": "Lãnh Đạo Trình Diễn",
    "department": "Sở Xây Dựng Trình Diễn",
    "provider": "Dịch Vụ Trình Diễn",
    "invited": "Khách Mời Trình Diễn",
    "admin": "Quản Trị Trình Diễn",
    "auditor": "Kiểm Toán Trình Diễn",
}


@dataclass(frozen=True)
class People:
    """The accounts of the demonstration with their memberships, by user name."""

    memberships: dict[str, Membership]

    def scope(self, name: str) -> Scope:
        """What that person may do today."""
        return scope_of(self.memberships[name].user)

    def user(self, name: str) -> User:
        return self.memberships[name].user


def make_people(
    scope: Scope, province: Place, commune: Place, office: Establishment, provider: Establishment, zone: IndustrialZone
) -> People:
    """One account a role, with the password of the settings."""
    units: dict[str, dict[str, Any]] = {
        "ministry": {"agency": agency_for("ministry_home_affairs", None)},
        "labour": {"place": province, "agency": agency_for("department_home_affairs", province)},
        "health": {"place": province, "agency": agency_for("department_health", province)},
        "zone": {"zone": zone, "agency": zone.authority},
        "commune": {"place": commune, "agency": agency_for("peoples_committee_commune", commune)},
        "employer": {"establishment": office},
        "inspector": {"agency": agency_for("department_home_affairs", province)},
        "leader": {"place": province, "agency": agency_for("peoples_committee_province", province)},
        "department": {"agency": agency_for("department_construction", province)},
        "provider": {"establishment": provider},
        "invited": {"agency": agency_for("police_province", province)},
        "admin": {},
        "auditor": {},
    }
    memberships: dict[str, Membership] = {}
    user = None
    for name, unit in units.items():
        user = create_user(
            scope, name, FULL_NAMES[name], settings.ATVSLD_DEMO_PASSWORD, is_demo=True, same_as=user, via="demo"
        )  # fmt: skip
        memberships[name] = add_membership(scope, user, name, SINCE, via="demo", **unit)
    return People(memberships)
