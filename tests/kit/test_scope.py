"""What each role sees and may do, inside its unit and outside, as the table in `rights` says."""

from __future__ import annotations

import pytest

from atvsld.base.errors import OutOfScope
from atvsld.base.lists import registers
from atvsld.base.models import AuditEntry
from atvsld.org.people.roles import ROLES
from atvsld.testing import EVERYTHING, make_establishment
from tests.kit import rights
from tests.kit.examples import example

pytestmark = pytest.mark.django_db
RIGHTS = rights.table()
# Verbs beside those of every register: steps and acts, each with tests of who may take it.
ELSEWHERE = {
    "accept": "accidents/tests/test_workflow.py",
    "return": "accidents/tests/test_workflow.py",
    "reveal": "tests/kit/test_private.py",
    "own": "figures/tests/test_access.py",
    "place": "accidents/tests/test_placing.py",
    "accounts": "org/accounts/tests/test_claiming.py",
    "enter": "figures/published/tests/test_services.py",
    "decide": "org/accounts/tests/test_requests.py",
    "invite": "web/accounts/tests/test_handing_pages.py",
    "publish": "directives/releases/tests/test_publishing.py",
    "hand_out": "directives/tasks/tests/test_scope.py",
    "act": "directives/tasks/tests/test_scope.py",
    "record": "directives/tasks/tests/test_scope.py",
    "prepare": "directives/reporting/tests/test_sending.py",
    "drafts": "directives/reporting/tests/test_sending.py",
}
CELLS = [(role, register) for role in ROLES for register in registers()]


def test_every_role_and_every_register_stands_in_the_table():
    assert set(RIGHTS) == set(CELLS), "tests/kit/rights.py"
    named = {verb for role in ROLES.values() for grant in role.grants for verb in [grant.split(".")[1]]}
    assert named <= {*rights.VERBS.values(), *ELSEWHERE}, "a verb that no test looks at"
    assert {code for code, role in ROLES.items() if role.unit == "nation"} == set(rights.EVERYWHERE)
    assert {c for c, role in ROLES.items() if role.grants & {"accidents.accept", "accidents.return"}} == {"labour"}


def test_rows_seen_by_verb_at_home_and_away(world):
    told, expected = {}, {}
    for role, name in CELLS:
        scope, model = world.scope(role), registers()[name].model
        for verb in rights.VERBS.values():
            seen = set(model.objects.visible_to(scope, verb).values_list("pk", flat=True))
            told[role, name, verb] = (world.home[name].pk in seen, world.away[name].pk in seen)
            is_granted = verb in RIGHTS[role, name]
            expected[role, name, verb] = (is_granted, is_granted and role in rights.EVERYWHERE)
    assert {k: v for k, v in told.items() if v != expected[k]} == {}


def attempt(act, *args) -> bool:
    """Whether the service did it; what it refused must be for want of rights, and leave nothing behind."""
    before = AuditEntry.objects.count()
    try:
        act(*args)
    except OutOfScope:
        assert AuditEntry.objects.count() == before
        return False
    assert AuditEntry.objects.count() > before
    return True


@pytest.mark.parametrize("name", registers())
def test_services_write_where_the_table_says_and_nowhere_else(world, name):
    services, one = registers()[name].services, example(name)
    field, text = one.change
    for role in ROLES:
        granted, scope = RIGHTS[role, name], world.scope(role)
        for rows, is_inside in ((world.home, True), (world.away, role in rights.EVERYWHERE)):
            row = rows[name]
            row.refresh_from_db()
            value = {field: f"{text} {role}" if isinstance(getattr(row, field), str) else _another(row, field)}
            may_edit = "edit" in granted and is_inside
            assert attempt(services.update, scope, row, value) == may_edit, (role, "edit", is_inside)
            if not ("void" in granted and is_inside):
                assert not attempt(services.void, scope, row, "lý do đủ dài"), (role, "void", is_inside)


def _another(row, field):
    return 2 if field == "half" else getattr(row, field) + 1


@pytest.mark.parametrize("name", registers())
def test_new_rows_only_inside(world, name):
    """A row is made where the role creates; the same row elsewhere is refused and nothing is kept."""
    register, one = registers()[name], example(name)
    for role in ROLES:
        may = "create" in RIGHTS[role, name]
        for rows, is_inside in ((world.home, True), (world.away, role in rights.EVERYWHERE)):
            values = one.values(EVERYTHING, one.typed()) | _where(name, rows)
            count = register.model.objects.count()
            done = attempt(register.services.create, world.scope(role), values)
            assert done == (may and is_inside), (role, "create", is_inside)
            assert register.model.objects.count() == count + done


def _where(name: str, rows: dict) -> dict:
    factory = rows["establishments"]
    place = {"province": factory.province_id, "commune": factory.commune_id}
    if name == "establishments":
        return place | {"head_office": None}
    if name == "accidents":
        return {f"event_{k}": v for k, v in place.items()} | {"establishment": factory.pk}
    if name == "victims":
        accident = rows["accidents"]
        return {"accident": accident.pk, "full_name": "Lần nữa"}
    if name == "yearly_figures":
        return {"unit": factory.commune_id}
    return {"establishment": make_establishment(head_office=factory, zone=factory.zone_id, **place).pk}
