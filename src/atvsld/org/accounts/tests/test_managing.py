"""Back into an account by an officer: whom one may help, and that the slip opens the password alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.org.accounts.claiming import reset_password
from atvsld.org.accounts.codes import new_code
from atvsld.org.accounts.managing import (
    end_sessions_of,
    hand_reset_slip,
    managed_users,
    may_manage,
    reset_second_factor,
)
from atvsld.org.people.api_token import find_token
from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import add_membership
from atvsld.org.people.token_services import create_token
from atvsld.testing import EVERYTHING, SINCE, make_establishment, make_scope, make_user, make_zone, place

pytestmark = pytest.mark.django_db
NEW = "một câu hoàn toàn mới 2026"
ADDRESS = "203.0.113.5"
COMMUNE = "Xã Tân Cương, Tỉnh Thái Nguyên"


@pytest.fixture
def people() -> dict[str, User]:
    zone = make_zone()
    factory = make_establishment(zone=zone)
    away = make_establishment(province="Cà Mau", commune=None)
    made = {
        "employer": make_user("employer", establishment=factory),
        "employer away": make_user("employer", establishment=away),
        "commune": make_user("commune", place=place(COMMUNE)),
        "zone": make_user("zone", zone=zone),
        "labour": make_user("labour", place="Thái Nguyên"),
        "labour away": make_user("labour", place="Cà Mau"),
        "leader": make_user("leader", place="Thái Nguyên"),
        "admin": make_user("admin"),
        "nobody": make_user(),
    }
    made["two hats"] = make_user("employer", establishment=factory)
    add_membership(EVERYTHING, made["two hats"], "labour", SINCE, place=place("Thái Nguyên"))
    made["two places"] = make_user("employer", establishment=factory)
    add_membership(EVERYTHING, made["two places"], "employer", SINCE, establishment=away)
    return made


EXPECTED = {
    "labour": {"employer", "commune"},
    "commune": {"employer"},
    "zone": {"employer"},
    "labour away": {"employer away"},
    "employer": set(),
    "leader": set(),
    "nobody": set(),
    "admin": {"employer", "employer away", "commune", "zone", "labour", "labour away", "leader", "nobody", "two hats",
              "two places"},
}  # fmt: skip


@pytest.mark.parametrize("who", sorted(EXPECTED))
def test_nobody_manages_somebody_with_more_rights_or_of_another_place(people: dict[str, User], who: str) -> None:
    scope = scope_of(people[who])
    assert {name for name, user in people.items() if may_manage(scope, user)} == EXPECTED[who]
    listed = {name for name, user in people.items() if user in managed_users(scope)} - {who}
    assert EXPECTED[who] <= listed, "the list may also name people with a second role elsewhere"
    for name, user in people.items():
        if name in EXPECTED[who]:
            assert hand_reset_slip(scope, user).code
            continue
        for attempt in (
            lambda u=user: hand_reset_slip(scope, u),
            lambda u=user: reset_second_factor(scope, u, "mất điện thoại"),
            lambda u=user: end_sessions_of(scope, u),
        ):
            with pytest.raises(OutOfScope):
                attempt()


def test_a_slip_opens_the_password_once_and_a_newer_one_voids_it(people: dict[str, User]) -> None:
    user, scope = people["employer"], scope_of(people["labour"])
    first, second = hand_reset_slip(scope, user), hand_reset_slip(scope, user)
    told = set()
    for username, code in ((user.username, first.code), (people["commune"].username, second.code),
                           ("khong-co-ai", second.code), (user.username, new_code())):  # fmt: skip
        with pytest.raises(Refused) as refused:
            reset_password(username, code, NEW, ADDRESS)
        told.add(str(refused.value))
    assert len(told) == 1, "a wrong code, another's and an unknown name are not told apart"
    with pytest.raises(Refused) as weak:
        reset_password(user.username, second.code, "1234567890", ADDRESS)
    assert set(weak.value.codes) == {"user.password"}
    assert reset_password(user.username.upper(), second.code, NEW, ADDRESS) == user
    user.refresh_from_db()
    assert user.check_password(NEW) and not user.must_change_password
    with pytest.raises(Refused):
        reset_password(user.username, second.code, NEW, ADDRESS)
    entries = AuditEntry.objects.filter(register="users", object_id=user.pk).order_by("number")
    assert [e.verb for e in entries][-3:] == ["issue_reset_slip", "issue_reset_slip", "use_reset_slip"]


def test_a_slip_ends_the_keys_of_programs_too(people: dict[str, User]) -> None:
    """Who knew the old password may have made a key to stay; another person's stays."""
    user, other, until = people["employer"], people["commune"], timezone.localdate() + timedelta(days=30)
    secrets = [create_token(user, name, ["accidents.view"], until)[1] for name in ("kho", "lương")]
    _, others = create_token(other, "xã", ["accidents.view"], until)
    slip = hand_reset_slip(scope_of(people["labour"]), user)
    assert all(find_token(secret) for secret in secrets), "a slip that lies in a drawer ends nothing"
    reset_password(user.username, slip.code, NEW, ADDRESS)
    assert [find_token(secret) for secret in secrets] == [None, None]
    assert find_token(others)
    ended = AuditEntry.objects.filter(register="tokens", verb="revoke")
    assert [(entry.actor_id, entry.changes["token"][1]) for entry in ended] == [(user.pk, "revoked")] * 2


def test_a_slip_ends_after_seven_days_and_with_the_account(people: dict[str, User]) -> None:
    user = people["employer"]
    slip = hand_reset_slip(make_scope("admin"), user)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)), pytest.raises(Refused):
        reset_password(user.username, slip.code, NEW, ADDRESS)
    user.is_active = False
    user.save(update_fields=["is_active"])
    with pytest.raises(Refused):
        reset_password(user.username, slip.code, NEW, ADDRESS)


def test_the_second_factor_is_forgotten_by_its_own_act_with_a_reason(people: dict[str, User]) -> None:
    user, scope = people["employer"], scope_of(people["labour"])
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    slip = hand_reset_slip(scope, user)
    reset_password(user.username, slip.code, NEW, ADDRESS)
    assert Authenticator.objects.filter(user=user).exists(), "a slip opens the password alone"
    with pytest.raises(Refused):
        reset_second_factor(scope, user, "mất")
    assert reset_second_factor(scope, user, "Mất điện thoại, đã đến trực tiếp") == 1
    assert not Authenticator.objects.filter(user=user).exists()
    entry = AuditEntry.objects.filter(register="users", object_id=user.pk).latest("number")
    assert (entry.verb, entry.reason) == ("reset_second_factor", "Mất điện thoại, đã đến trực tiếp")
