"""A key gives what its person may do today and no more than it was given; nobody reads it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.lists import registers
from atvsld.org.people.api_token import ApiToken, find_token
from atvsld.org.people.models import User
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import add_membership, end_membership, set_active
from atvsld.org.people.token_scope import VERBS, grants_on_offer, token_scope
from atvsld.org.people.token_services import create_token, note_use, revoke_token
from atvsld.testing import EVERYTHING, SINCE, make_scope, make_user, place

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)


def _labour() -> User:
    return make_user("labour", place="Thái Nguyên")


def _token(user: User, *grants: str, **kept: object) -> tuple[ApiToken, str]:
    wanted = grants or ("accidents.view", "victims.view")
    return create_token(user, "Phần mềm kế toán", wanted, timezone.localdate() + SOON, **kept)


def test_the_key_is_found_and_kept_nowhere() -> None:
    token, secret = _token(_labour())
    assert find_token(secret) == token
    assert secret not in str(ApiToken.objects.values_list().get(pk=token.pk))
    entry = AuditEntry.objects.get(register="tokens", object_id=token.pk)
    assert secret[20:] not in str(entry.changes) and "accidents.view" in str(entry.changes)
    for wrong in ("", secret[:-1], f"{secret[:-1]}{'A' if secret[-1] != 'A' else 'B'}", secret.upper(), f" {secret}"):
        assert find_token(wrong) is None


def test_revoked_expired_or_of_a_closed_account_it_is_found_no_more() -> None:
    user = _labour()
    (one, first), (two, second), (_, third) = _token(user), _token(user), _token(user)
    revoke_token(scope_of(user), one)
    assert find_token(first) is None
    ApiToken.objects.filter(pk=two.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert find_token(second) is None
    set_active(EVERYTHING, user, False)
    assert find_token(third) is None
    assert AuditEntry.objects.filter(register="tokens", object_id=one.pk, verb="revoke").count() == 1


def test_only_the_person_and_administrators_revoke() -> None:
    token, secret = _token(_labour())
    for stranger in (make_scope(), make_scope("labour", place="Thái Nguyên"), make_scope("auditor")):
        with pytest.raises(OutOfScope):
            revoke_token(stranger, token)
    assert find_token(secret)
    revoke_token(make_scope("admin"), token)
    assert find_token(secret) is None


def test_a_right_that_was_lost_is_lost_in_the_key_at_once() -> None:
    user = _labour()
    token, _ = _token(user)
    assert token_scope(token).may("accidents", "view")
    end_membership(EVERYTHING, user.memberships.get(), timezone.localdate() - timedelta(days=1))
    assert token_scope(token).parts == ()


def test_of_one_membership_the_other_gives_nothing() -> None:
    user = _labour()
    other = add_membership(EVERYTHING, user, "commune", SINCE, place=place("Xã Đất Mũi, Tỉnh Cà Mau"))
    token, _ = _token(user, membership=other)
    assert [part.role for part in token_scope(token).parts] == ["commune"]
    with pytest.raises(Refused, match="ít nhất một quyền"):
        _token(user, "accidents.void", membership=other)


def test_private_columns_only_where_the_key_says_so() -> None:
    user = _labour()
    masked, _ = _token(user, "victims.view", "victims.edit")
    assert not token_scope(masked).may("victims", "personal")
    opened, _ = _token(user, "victims.view", may_read_private=True)
    assert token_scope(opened).may("victims", "personal") and token_scope(opened).may("victims", "medical")
    assert not token_scope(opened).may("accidents", "personal")
    health = make_user("health", place="Thái Nguyên")
    of_health, _ = _token(health, "victims.view", may_read_private=True)
    assert not token_scope(of_health).may("victims", "personal"), "the role does not read names"


@pytest.mark.parametrize(
    ("grants", "days", "name", "code"),
    [
        ((), 30, "a", "token.grants"),
        (("audit.view",), 30, "a", "token.grants"),
        (("victims.personal",), 30, "a", "token.grants"),
        (("accidents.view",), 0, "a", "token.expiry"),
        (("accidents.view",), 367, "a", "token.expiry"),
        (("accidents.view",), 30, "  ", "token.name"),
    ],
)
def test_what_no_key_is_given(grants: tuple[str, ...], days: int, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        create_token(_labour(), name, grants, timezone.localdate() + timedelta(days=days))
    assert refused.value.codes == [code]


def test_its_use_is_noted_and_not_at_each_call() -> None:
    token, secret = _token(_labour())
    note_use(token)
    first = ApiToken.objects.get(pk=token.pk).last_used_at
    found = find_token(secret)
    assert first and found
    note_use(found)
    assert ApiToken.objects.get(pk=token.pk).last_used_at == first


def test_the_audit_names_the_key_in_the_length_of_its_column() -> None:
    user = _labour()
    user.full_name = "N" * 150
    token, _ = _token(user)
    token.name, token.user = "M" * 60, user
    label = token_scope(token).user_label
    assert len(label) <= 200 and token.prefix in label


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_never_more_than_the_person_and_never_more_than_the_key(data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(["ministry", "health", "leader", "admin", "auditor"]))
    user = make_user(role, **({"place": "Thái Nguyên"} if role in ("health", "leader") else {}))
    held = scope_of(user)
    offered = sorted(grants_on_offer(held))
    wanted = data.draw(st.sets(st.sampled_from(offered), min_size=1))
    token, _ = _token(user, *wanted)
    narrowed = token_scope(token)
    for name in (*registers(), "users", "audit", "lists", "figures"):
        for verb in (*VERBS, "export", "reveal", "personal", "medical"):
            assert narrowed.may(name, verb) == (f"{name}.{verb}" in wanted), (name, verb)
    assert [(p.everywhere, p.place_ids) for p in narrowed.parts] == [(p.everywhere, p.place_ids) for p in held.parts]
