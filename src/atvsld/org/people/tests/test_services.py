"""Accounts, roles and opened cases: each write refused or audited, and no password in any entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.org.agencies.find import agency_for
from atvsld.org.people.models import Membership, User
from atvsld.org.people.roles import ROLES
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import (
    add_membership,
    create_user,
    end_membership,
    grant_case,
    set_active,
    set_password,
)
from atvsld.testing import (
    EVERYTHING,
    SINCE,
    make_accident,
    make_establishment,
    make_scope,
    make_user,
    make_zone,
    place,
)

pytestmark = pytest.mark.django_db
GOOD = "một câu dài dễ nhớ 2026"


def entries(user: User) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(register="users", object_id=user.pk).order_by("number"))


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.violations[0].code


def test_a_new_account_must_change_its_password_and_is_entered_without_it():
    user = create_user(EVERYTHING, "can-bo", "Nguyễn Cán Bộ", GOOD)
    assert user.check_password(GOOD) and user.must_change_password
    (entry,) = entries(user)
    assert entry.verb == "create" and entry.changes == {"username": [None, "can-bo"]}
    assert GOOD not in str(AuditEntry.objects.values()) and user.password not in str(AuditEntry.objects.values())


@pytest.mark.parametrize("taken", ["can-bo", "CAN-BO", "Can-Bo"])
def test_a_name_is_taken_in_any_case(taken: str):
    create_user(EVERYTHING, "can-bo", "Nguyễn Cán Bộ", GOOD)
    with pytest.raises(Refused) as refused:
        create_user(EVERYTHING, taken, "Người Khác", GOOD)
    assert code_of(refused) == "user.exists" and User.objects.filter(username__iexact=taken).count() == 1


@pytest.mark.parametrize("weak", ["12345678901", "ngan", "password123", "can-bo-tinh"])
def test_a_weak_password_is_refused_and_nothing_is_written(weak: str):
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        create_user(EVERYTHING, "can-bo-tinh", "Nguyễn Cán Bộ", weak)
    assert code_of(refused) == "user.password"
    assert not User.objects.filter(username="can-bo-tinh").exists() and AuditEntry.objects.count() == before
    user = make_user()
    with pytest.raises(Refused):
        set_password(EVERYTHING, user, weak if weak != "can-bo-tinh" else user.username)
    assert not entries(user)[1:]


def test_a_password_handed_out_must_be_changed_and_stands_in_no_entry():
    user = make_user()
    set_password(EVERYTHING, user, GOOD)
    user.refresh_from_db()
    assert user.must_change_password and user.check_password(GOOD)
    assert [e.verb for e in entries(user)] == ["create", "reset_password"]
    assert GOOD not in str([e.changes for e in entries(user)])


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_needs_its_kind_of_unit_and_keeps_no_other(role: str):
    user = make_user()
    units = {"place": place("Thái Nguyên"), "establishment": make_establishment(), "zone": make_zone()}
    needed = ROLES[role].unit
    if needed == "agency":
        units["agency"] = agency_for("police_province", units["place"])
    if needed in units:
        wrong = {name: unit for name, unit in units.items() if name != needed}
        with pytest.raises(Refused) as refused:
            add_membership(EVERYTHING, user, role, SINCE, **wrong)
        assert code_of(refused) == "membership.unit" and refused.value.violations[0].field == needed
        assert not user.memberships.exists()
    membership = add_membership(EVERYTHING, user, role, SINCE, **units)
    kept = {name for name in units if getattr(membership, f"{name}_id")}
    assert kept == ({needed} if needed in units else set())
    assert entries(user)[-1].changes["membership"][1] == f"{role}: {membership.unit_label}"


def test_a_role_that_ended_opens_nothing_from_the_next_day_on():
    user, today = make_user("labour", place="Thái Nguyên"), timezone.localdate()
    end_membership(EVERYTHING, user.memberships.get(), today)
    assert scope_of(user).may("accidents", "view"), "the last day is included"
    assert not scope_of(user, today + timedelta(days=1)).parts
    assert entries(user)[-1].changes["membership"][1] == f"đến hết {today:%d/%m/%Y}"


def test_a_role_opens_nothing_before_its_first_day():
    user = make_user()
    add_membership(EVERYTHING, user, "leader", date(2030, 1, 1), place=place("Thái Nguyên"))
    assert not scope_of(user).parts and scope_of(user, date(2030, 1, 1)).may("figures", "view")


def test_a_closed_account_opens_nothing_and_nobody_closes_the_own():
    user = make_user("admin")
    with pytest.raises(Refused) as refused:
        set_active(scope_of(user), user, False)
    assert code_of(refused) == "user.self"
    set_active(EVERYTHING, user, False)
    user.refresh_from_db()
    assert not user.is_active and not scope_of(user).parts
    assert entries(user)[-1].changes == {"is_active": [True, False]}
    set_active(EVERYTHING, user, True)
    assert scope_of(user).may("users", "edit")


def test_a_case_is_opened_once_by_a_decision_and_only_that_case():
    user, opened, other = make_user("inspector"), make_accident(), make_accident()
    membership = user.memberships.get()
    assert not type(opened).objects.visible_to(scope_of(user)).exists()
    for _ in range(2):
        grant_case(EVERYTHING, membership, "accidents", opened.pk, "Quyết định 12/QĐ-SNV")
    assert membership.cases.count() == 1
    seen = type(opened).objects.visible_to(scope_of(user))
    assert list(seen) == [opened] and other not in seen
    assert "Quyết định 12/QĐ-SNV" in entries(user)[-1].changes["case"][1]


def test_an_opened_case_closes_with_its_last_day():
    user, accident = make_user("invited"), make_accident()
    grant = grant_case(EVERYTHING, user.memberships.get(), "accidents", accident.pk, "Công văn 3")
    type(grant).objects.filter(pk=grant.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not type(accident).objects.visible_to(scope_of(user)).exists()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"admin"}))
def test_only_administrators_write_accounts(role: str):
    home = place("Thái Nguyên")
    units = {"place": home, "establishment": make_establishment(), "zone": make_zone()}
    scope = make_scope(role, agency=agency_for("department_home_affairs", home), **units)
    user = make_user("leader", place="Thái Nguyên")
    before = AuditEntry.objects.count()
    membership = user.memberships.get()
    tries = (
        lambda: create_user(scope, "x-y-z", "X", GOOD),
        lambda: set_password(scope, user, GOOD),
        lambda: set_active(scope, user, False),
        lambda: add_membership(scope, user, "auditor", SINCE),
        lambda: end_membership(scope, membership, SINCE),
        lambda: grant_case(scope, membership, "accidents", 1, "x"),
    )
    for attempt in tries:
        with pytest.raises(OutOfScope):
            attempt()
    assert AuditEntry.objects.count() == before and Membership.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("kind", "where", "until", "code"),
    [
        ("department_home_affairs", "Cà Mau", None, "membership.agency_place"),
        ("department_home_affairs", "Thái Nguyên", date(2025, 6, 30), "membership.agency_ended"),
    ],
)
def test_an_agency_of_another_unit_or_of_the_past_is_refused(kind, where, until, code):
    agency = agency_for(kind, place(where))
    assert agency is not None
    agency.valid_to = until
    with pytest.raises(Refused) as refused:
        add_membership(EVERYTHING, make_user(), "labour", SINCE, place=place("Thái Nguyên"), agency=agency)
    assert code_of(refused) == code
