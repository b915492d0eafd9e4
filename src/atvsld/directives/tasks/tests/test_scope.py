"""Who may do what to which task, written by hand: every role, every verb, in the own unit, in another, a stranger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.scope import STRANGER, Scope
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.causes import cause_of_programme, visible_causes
from atvsld.directives.tasks.counting import counts, ground_for
from atvsld.directives.tasks.evidence import Shown
from atvsld.directives.tasks.handing import hand_out
from atvsld.directives.tasks.models import Task
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.rules import Wanted
from atvsld.org.people.roles import ROLES
from atvsld.testing import make_establishment, make_scope, make_zone, place

from .make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, department, make_charge

pytestmark = pytest.mark.django_db
WHY = "lý do của kiểm thử"
# Tasks: c of the commune by the department · h of the department of health by that of home affairs · p of the commune's
# police by the commune · n of the province's people's committee by the ministry of home affairs · b of the province's
# police, a body with an account that only gets tasks, by the department of home affairs.
# v sees · a does what the lead does · d does what the giver does · a dot: nothing, not even a count.
TABLE = """
role        c    h    p    n    b
ministry    v    v    v    vad  v
labour      vd   vd   v    va   vd
health      v    va   v    v    v
zone        .    .    .    .    .
commune     va   .    vad  .    .
employer    .    .    .    .    .
inspector   .    .    .    .    .
leader      v    v    v    v    v
department  .    .    .    .    va
provider    .    .    .    .    .
invited     .    .    .    .    .
admin       .    .    .    .    .
auditor     v    v    v    v    v
"""
HANDS_OUT = {"labour": "department_home_affairs", "ministry": "ministry_home_affairs", "health": "department_health",
             "commune": "peoples_committee_commune"}  # fmt: skip
EVERYWHERE = ("ministry", "auditor", "admin")
SHOWN = Shown("Báo cáo kết quả", "5/BC-UBND", DAY)
NEXT = Wanted("Một phần của việc", first_due=date(2026, 4, 30))


def lead_verbs(scope: Scope, task: int) -> dict[str, Callable[[], Any]]:
    how: dict[str, Any] = {"via": "test", "today": DAY}
    return {
        "accept": lambda: services.accept(scope, task, **how),
        "send_back": lambda: services.send_back(scope, task, WHY, **how),
        "split": lambda: services.split(scope, task, NEXT, [commune_committee()], **how),
        "ask": lambda: due_services.ask_extension(scope, task, 1, date(2026, 5, 1), WHY, **how),
        "attach": lambda: due_services.attach_evidence(scope, task, 1, SHOWN, **how),
        "close": lambda: due_services.close(scope, task, 1, WHY, **how),
    }


def giver_verbs(scope: Scope, task: int) -> dict[str, Callable[[], Any]]:
    how: dict[str, Any] = {"via": "test", "today": DAY}
    return {
        "withdraw": lambda: services.withdraw(scope, task, WHY, **how),
        "reopen": lambda: services.reopen(scope, task, WHY, **how),
        "decide": lambda: due_services.decide_extension(scope, task, 1, None, WHY, **how),
        "reopen_due": lambda: due_services.reopen_due(scope, task, 1, WHY, **how),
    }


@dataclass
class Country:
    tasks: dict[str, Task]
    home: dict[str, Scope]
    away: dict[str, Scope]


@pytest.fixture
def country() -> Country:
    home, away = _people(HOME, COMMUNE), _people("Cà Mau", AWAY)
    ministry = agency("ministry_home_affairs")
    police, province = agency("police_commune", COMMUNE), agency("peoples_committee_province", HOME)
    given = {
        "c": make_charge(home["labour"]),
        "h": make_charge(home["labour"], [agency("department_health", HOME)], title="Khám bệnh nghề nghiệp"),
        "p": make_charge(home["commune"], [police], commune_committee(), title="Kiểm tra"),
        "b": make_charge(home["labour"], [agency("police_province", HOME)], title="Điều tra, xử lý"),
        "n": hand_out(home["ministry"], cause_of_programme("chinh-phu-209"), ministry, NEXT, [province], today=DAY),
    }
    return Country({key: row.tasks.get() for key, row in given.items()}, home, away)


def _people(province: str, commune: str) -> dict[str, Scope]:
    factory = make_establishment(province=province, commune=commune)
    units: dict[str, dict[str, Any]] = {
        "labour": {"place": province}, "health": {"place": province}, "leader": {"place": province},
        "commune": {"place": commune}, "zone": {"zone": make_zone(province=province)},
        "employer": {"establishment": factory}, "provider": {"establishment": factory},
        "department": {"agency": agency("police_province", province)},
    }  # fmt: skip
    return {role: make_scope(role, **units.get(role, {})) for role in ROLES}


def table() -> dict[tuple[str, str], set[str]]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return {(line[0], key): set(cell) - {"."} for line in lines for key, cell in zip(head[1:], line[1:], strict=True)}


def may(scope: Scope, task: Task) -> set[str]:
    """The letters that hold, found by trying every verb; all verbs of a side must say the same."""
    found = {"v"} if Task.objects.visible_to(scope).filter(pk=task.pk).exists() else set()
    for letter, verbs in (("a", lead_verbs(scope, task.pk)), ("d", giver_verbs(scope, task.pk))):
        let_in = {name for name, call in verbs.items() if _is_let_in(call)}
        assert let_in in (set(), set(verbs)), (letter, let_in)
        found |= {letter} if let_in else set()
    return found


def _is_let_in(call: Callable[[], Any]) -> bool:
    with transaction.atomic():
        try:
            call()
        except OutOfScope:
            return False
        except Refused:
            return True
        finally:
            transaction.set_rollback(True)
    return True


def test_each_role_as_written(country):
    written = table()
    assert {role for role, _ in written} == {*ROLES}
    for (role, key), letters in written.items():
        assert may(country.home[role], country.tasks[key]) == letters, (role, key)


def test_the_same_roles_of_another_unit_get_nothing(country):
    for role in {*ROLES} - {*EVERYWHERE}:
        for key, task in country.tasks.items():
            assert may(country.away[role], task) == set(), (role, key)
        assert not Occurrence.objects.visible_to(country.away[role]).exists(), role
        assert ground_for(country.away[role], place(HOME)) is None, role
        own = ground_for(country.away[role], None, is_own=True)
        assert own is None or counts(own, "agency", DAY, DAY) == {}, role


def test_a_stranger_gets_nothing_not_even_a_count(country):
    for task in country.tasks.values():
        assert may(STRANGER, task) == set()
    assert ground_for(STRANGER, None) is ground_for(STRANGER, place(HOME)) is None
    assert ground_for(STRANGER, None, is_own=True) is None
    assert not visible_causes(STRANGER).exists()


def test_only_who_covers_a_unit_counts_in_it(country):
    covering = {"ministry", "labour", "health", "leader", "auditor"}
    for role in ROLES:
        assert (ground_for(country.home[role], place(HOME)) is not None) == (role in covering), role
        assert (ground_for(country.home[role], place(COMMUNE)) is not None) == (role in covering | {"commune"}), role
        assert (ground_for(country.home[role], None) is not None) == (role in ("ministry", "auditor")), role


def test_each_role_hands_out_in_its_own_name_alone(country):
    for role in ROLES:
        for kind in HANDS_OUT.values():
            where = {"ministry_home_affairs": None, "peoples_committee_commune": COMMUNE}.get(kind, HOME)
            giver, programme = agency(kind, where), cause_of_programme("chinh-phu-209")

            def give(role=role, giver=giver, programme=programme) -> Any:
                return hand_out(country.home[role], programme, giver, NEXT, [commune_committee()], today=DAY)

            # Whoever keeps the records of the province enters for its other departments.
            expected = HANDS_OUT.get(role) == kind or (role, kind) == ("labour", "department_health")
            assert _is_let_in(give) == expected, (role, kind)
            with pytest.raises(OutOfScope):
                hand_out(STRANGER, programme, giver, NEXT, [commune_committee()], today=DAY)


def test_a_cause_of_another_unit_is_not_seen(country):
    from .make import make_cause

    mine = make_cause(country.home["labour"], department(), "77/KH-UBND")
    assert not visible_causes(country.away["labour"]).filter(pk=mine.pk).exists()
    assert visible_causes(country.home["commune"]).filter(pk=mine.pk).exists()
    giver = agency("department_home_affairs", "Cà Mau")
    with pytest.raises(OutOfScope):
        hand_out(country.away["labour"], mine, giver, NEXT, [commune_committee(AWAY)], today=DAY)


def test_a_membership_that_names_its_agency_acts_for_that_alone(country):
    police = agency("police_province", HOME)
    member = make_scope("zone", zone=make_zone(), agency=police)
    mine = make_charge(country.home["labour"], [police], title="Việc của công an").tasks.get()
    beside = make_charge(country.home["labour"], title="Việc phối hợp")
    assert may(member, mine) == {"v", "a"}
    assert may(member, country.tasks["c"]) == set()
    assert may(member, beside.tasks.get()) == set()
    from atvsld.directives.tasks.models import Coordination

    Coordination.objects.create(charge=beside, agency=police)
    assert may(member, beside.tasks.get()) == {"v"}
