"""An officer opens an account for a body of the own province, and for no other."""

from __future__ import annotations

import pytest

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.org.accounts.bodies import open_for_body
from atvsld.org.accounts.claiming import reset_password
from atvsld.org.accounts.managing import managed_users, may_manage
from atvsld.org.agencies.find import agency_for
from atvsld.org.agencies.models import Agency
from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_scope, place

pytestmark = pytest.mark.django_db
GOOD = "câu dài của riêng tôi 2026"


def police(where: str) -> Agency:
    found = agency_for("police_province", place(where))
    assert found is not None
    return found


def test_the_holder_chooses_the_password_and_acts_for_the_body():
    officer, body = make_scope("labour", place="Thái Nguyên"), police("Thái Nguyên")
    slip = open_for_body(officer, body, "pc08.tn", "Trần Văn Bình")
    user = User.objects.get(username="pc08.tn")
    assert not user.has_usable_password() and slip.user == user
    assert scope_of(user).parts[0].agency_ids == {body.pk} and scope_of(user).roles == {"department"}
    reset_password("pc08.tn", slip.code, GOOD, "203.0.113.7")
    user.refresh_from_db()
    assert user.check_password(GOOD)
    made = AuditEntry.objects.filter(register="users", object_id=user.pk).order_by("pk")
    assert {entry.actor_id for entry in made[:3]} == {officer.user_id}
    # The officer of the province helps back in, and of another province nobody sees the account.
    assert may_manage(officer, user) and user in managed_users(officer)
    away = make_scope("labour", place="Cà Mau")
    assert not may_manage(away, user) and user not in managed_users(away)
    commune = make_scope("commune", place="Xã Tân Cương, Tỉnh Thái Nguyên")
    assert not may_manage(commune, user) and user not in managed_users(commune)


@pytest.mark.parametrize(
    ("role", "unit"),
    [("labour", {"place": "Cà Mau"}), ("commune", {"place": "Xã Tân Cương, Tỉnh Thái Nguyên"}), ("ministry", {}),
     ("leader", {"place": "Thái Nguyên"}), (None, {})],
)  # fmt: skip
def test_nobody_else_opens_one(role, unit):
    with pytest.raises(OutOfScope):
        open_for_body(make_scope(role, **unit), police("Thái Nguyên"), "pc08.tn", "Trần Văn Bình")
    assert not User.objects.filter(username="pc08.tn").exists()


@pytest.mark.parametrize(
    ("username", "full_name", "code"),
    [("a b", "Trần Văn Bình", "user.username"), ("pc08.tn", " ", "user.full_name"), ("taken", "Bình", "user.exists")],
)  # fmt: skip
def test_what_is_refused(username, full_name, code):
    User.objects.create(username="Taken", full_name="Người khác")
    with pytest.raises(Refused) as refused:
        open_for_body(make_scope("admin"), police("Thái Nguyên"), username, full_name)
    assert refused.value.codes == [code]
