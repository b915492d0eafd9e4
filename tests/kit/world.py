"""One small country: a factory with an accident in a zone of Thái Nguyên, and the same in Cà Mau."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from atvsld.base.scope import Scope
from atvsld.directives.reporting.models import TaskReport
from atvsld.directives.reporting.tests.make import made, sent
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.evidence import Shown
from atvsld.directives.tasks.tests.make import agency, make_task
from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import grant_case
from atvsld.testing import (
    EVERYTHING,
    make_accident,
    make_establishment,
    make_headcount,
    make_user,
    make_victim,
    make_zone,
    place,
)
from tests.kit.examples import example

AWAY_COMMUNE = "Xã Đất Mũi, Tỉnh Cà Mau"
ROLES = (
    "ministry", "labour", "health", "zone", "commune", "employer", "inspector", "leader", "department", "provider",
    "invited", "admin", "auditor",
)  # fmt: skip


@dataclass
class World:
    """Rows by register, at home (Thái Nguyên) and away (Cà Mau), and the people of the home rows."""

    home: dict[str, Any] = field(default_factory=dict)
    away: dict[str, Any] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def scope(self, who: str) -> Scope:
        return scope_of(self.users[who])


def make_world() -> World:
    """All rows, and one person a role whose unit is that of the home rows; and people who have nothing to do there."""
    world = World()
    world.home, home_zone = _side("Thái Nguyên", "Xã Tân Cương, Tỉnh Thái Nguyên")
    world.away, _ = _side("Cà Mau", AWAY_COMMUNE)
    factory = world.home["establishments"]
    units: dict[str, dict[str, Any]] = {
        "labour": {"place": "Thái Nguyên"}, "health": {"place": "Thái Nguyên"}, "leader": {"place": "Thái Nguyên"},
        "commune": {"place": "Xã Tân Cương, Tỉnh Thái Nguyên"}, "zone": {"zone": home_zone},
        "employer": {"establishment": factory}, "provider": {"establishment": factory},
        "department": {"agency": agency("police_province", "Thái Nguyên")},
    }  # fmt: skip
    for role in ROLES:
        world.users[role] = make_user(role, **units.get(role, {}))
    for role in ("inspector", "invited"):
        membership = world.users[role].memberships.get()
        grant_case(EVERYTHING, membership, "accidents", world.home["accidents"].pk, "Quyết định 12/QĐ-SNV", via="test")
    world.home["tasks"], world.home["evidence"] = _charged(world)
    world.home["reports"] = _reported(world)
    return world


def _charged(world: World) -> tuple[Any, Any]:
    """A task of the home commune with a file as evidence."""
    task = make_task(world.scope("labour"))
    services.accept(world.scope("commune"), task.pk, via="test")
    shown = Shown("Báo cáo tập huấn", "9/BC-UBND", file_name="bao-cao.pdf", content=b"%PDF-1.7")
    return task, due_services.attach_evidence(world.scope("commune"), task.pk, 1, shown, via="test")


def _reported(world: World) -> TaskReport:
    """A report of the home commune that was sent to the department of its province."""
    commune = world.scope("commune")
    row = made(commune)
    sent(commune, row)
    return row


def strangers() -> dict[str, User]:
    """People who have an account and nothing to do with the home rows."""
    outsider = make_establishment(province="Cà Mau", commune=AWAY_COMMUNE)
    idle = make_user("inspector")
    closed = make_user("labour", place="Thái Nguyên")
    closed.memberships.update(valid_to="2025-12-31")
    return {
        "nobody": make_user(), "without cases": idle, "left in 2025": closed,
        "labour of another province": make_user("labour", place="Lạng Sơn"),
        "commune of another province": make_user("commune", place=AWAY_COMMUNE),
        "another employer": make_user("employer", establishment=outsider),
    }  # fmt: skip


def _side(province: str, commune: str) -> tuple[dict[str, Any], Any]:
    zone = make_zone(f"KCN {province}", province)
    factory = make_establishment(
        province=province, commune=commune, zone=zone, **example("establishments").private(province)
    )
    # Declared by the commune: what an employer declared is locked for it, whatever its rights.
    accident = make_accident(
        factory, declared_by="commune", event_province=province, event_commune=commune,
        **example("accidents").private(province),
    )  # fmt: skip
    victim = make_victim(accident, **example("victims").private(province))
    quiet = make_establishment(province=province, commune=commune, zone=zone, head_office=factory)
    rows = {
        "establishments": factory,
        "accidents": accident,
        "victims": victim,
        "headcounts": make_headcount(factory, 2025),
        "no_accident_periods": example("no_accident_periods").make(EVERYTHING, {"establishment": quiet.pk}),
        "yearly_figures": example("yearly_figures").make(EVERYTHING, {"unit": place(commune).pk}),
    }
    assert factory.province_id == place(province).pk
    return rows, zone
