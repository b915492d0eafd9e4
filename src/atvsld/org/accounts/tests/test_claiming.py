"""From the slip to the account: one use, one answer for every wrong code, and nobody shuts another's door."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.language import speaking
from atvsld.org.accounts import claiming
from atvsld.org.accounts.claiming import Person, claim, join
from atvsld.org.accounts.codes import new_code
from atvsld.org.accounts.colleagues import colleagues_of
from atvsld.org.accounts.holders import HELD, NONE, in_state, with_holder
from atvsld.org.accounts.issuing import MOST, invite, issue_claims
from atvsld.org.accounts.models import AccessCode
from atvsld.org.establishments.models import Establishment
from atvsld.org.people.models import User
from atvsld.org.people.roles import ROLES
from atvsld.org.people.scoping import scope_of
from atvsld.testing import EVERYTHING, make_establishment, make_scope, make_user, make_zone, place

pytestmark = pytest.mark.django_db
GOOD = "câu dài của riêng tôi 2026"
ANNA = Person("Nguyễn Thị An", "0912 345 678", GOOD)
HERE, ELSEWHERE = "203.0.113.5", "198.51.100.7"


def codes_of(do) -> list[str]:
    with pytest.raises(Refused) as refused:
        do()
    return refused.value.codes


def test_a_slip_becomes_an_account_of_this_establishment_alone() -> None:
    factory, other = make_establishment(), make_establishment()
    (slip,) = issue_claims(make_scope("labour", place="Thái Nguyên"), [factory.pk])
    user = claim(factory.tax_code, slip.code.lower(), ANNA, HERE)
    assert user.username == factory.tax_code and user.check_password(GOOD) and not user.must_change_password
    assert User.objects.get(pk=user.pk).phone == "0912 345 678"
    seen = Establishment.objects.visible_to(scope_of(user))
    assert factory in seen and other not in seen
    assert AuditEntry.objects.filter(register="access_codes").count() == 2
    said = str(list(AuditEntry.objects.values())) + str(list(AccessCode.objects.values()))
    assert slip.code not in said and slip.code.replace("-", "") not in said and GOOD not in said
    assert not [f for f in verify() if f.code.startswith("entry")]


def test_the_audit_names_the_door_in_one_language_whoever_reads() -> None:
    factory = make_establishment()
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    with speaking("en"):
        claim(factory.tax_code, slip.code, ANNA, HERE)
    assert AuditEntry.objects.filter(actor_label="Nhận tài khoản bằng mã", register="users").exists()


def test_a_code_is_used_once() -> None:
    factory = make_establishment()
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    claim(factory.tax_code, slip.code, ANNA, HERE)
    assert codes_of(lambda: claim(factory.tax_code, slip.code, ANNA, HERE)) == ["code.wrong"]
    assert User.objects.filter(memberships__establishment=factory).count() == 1


def test_every_wrong_code_gets_one_answer() -> None:
    factory, other = make_establishment(), make_establishment()
    (first,) = issue_claims(EVERYTHING, [factory.pk])
    (second,) = issue_claims(EVERYTHING, [factory.pk])
    (others,) = issue_claims(EVERYTHING, [other.pk])
    answers = set()
    for tax_code, code in (
        (factory.tax_code, first.code), (factory.tax_code, others.code), (factory.tax_code, new_code()),
        ("0100109106", new_code()), ("không phải mã số", second.code),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            claim(tax_code, code, ANNA, HERE)
        answers.add(str(refused.value))
    assert len(answers) == 1
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert codes_of(lambda: claim(factory.tax_code, second.code, ANNA, HERE)) == ["code.wrong"]
    assert claim(factory.tax_code, second.code, ANNA, HERE)


def test_a_stranger_who_guesses_does_not_shut_the_establishment_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claiming, "TRIES_OF_ADDRESS", claiming.Limit("code", 5, timedelta(hours=1)))
    factory = make_establishment()
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    told = [codes_of(lambda: claim(factory.tax_code, new_code(), ANNA, ELSEWHERE)) for _ in range(8)]
    assert told == [["code.wrong"]] * 5 + [["code.slow"]] * 3
    assert codes_of(lambda: claim(factory.tax_code, slip.code, ANNA, ELSEWHERE)) == ["code.slow"]
    assert claim(factory.tax_code, slip.code, ANNA, HERE)


def test_a_slip_of_the_finger_or_a_weak_password_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claiming, "TRIES_OF_ADDRESS", claiming.Limit("code", 1, timedelta(hours=1)))
    factory = make_establishment()
    make_user(username="ke-toan")
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    typo = slip.code[:-1] + ("2" if slip.code[-1] != "2" else "3")
    assert codes_of(lambda: claim(factory.tax_code, typo, ANNA, HERE)) == ["code.typed"]
    assert "user.password" in codes_of(lambda: claim(factory.tax_code, slip.code, Person("An", "09", "123"), HERE))
    for name, code in (("a b", "user.username"), ("KE-TOAN", "user.exists")):
        person = Person("An", "09", GOOD, name)
        assert codes_of(lambda p=person: claim(factory.tax_code, slip.code, p, HERE)) == [code]
    assert claim(factory.tax_code, slip.code, Person("An", "09", GOOD, "an-ninh"), HERE).username == "an-ninh"


def test_the_holder_asks_a_colleague_in_and_a_new_slip_does_not_void_the_invitation() -> None:
    factory = make_establishment()
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    first = claim(factory.tax_code, slip.code, ANNA, HERE)
    invitation = invite(scope_of(first), factory)
    issue_claims(EVERYTHING, [factory.pk])
    second = claim(factory.tax_code, invitation.code, ANNA, HERE)
    assert second.username == f"{factory.tax_code}-2"
    with pytest.raises(OutOfScope):
        invite(scope_of(first), make_establishment())


def test_a_second_slip_opens_a_second_account_and_takes_nothing_from_the_first() -> None:
    """Who asks the officer for one more slip stands beside the holder, in the sight of both; nobody is put out."""
    factory, made = make_establishment(), []
    for name in ("Nguyễn Thị An", "Trần Văn Bảy"):
        (slip,) = issue_claims(EVERYTHING, [factory.pk])
        made.append(claim(factory.tax_code, slip.code, Person(name, "09", GOOD), HERE))
    for user in made:
        user.refresh_from_db()
        assert user.is_active and user.check_password(GOOD)
        assert [m.user for m in colleagues_of(scope_of(user), factory)] == made


def test_somebody_with_an_account_takes_a_second_establishment() -> None:
    user, factory = make_user("employer", establishment=make_establishment()), make_establishment()
    (slip,) = issue_claims(EVERYTHING, [factory.pk])
    join(user, factory.tax_code, slip.code, HERE)
    assert factory in Establishment.objects.visible_to(scope_of(user), "invite")
    assert codes_of(lambda: join(user, factory.tax_code, slip.code, HERE)) == ["code.wrong"]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_officers_of_the_place_give_codes_out(role: str) -> None:
    zone = make_zone()
    here, there = make_establishment(zone=zone), make_establishment(province="Cà Mau", commune=None)
    units = {"labour": {"place": "Thái Nguyên"}, "health": {"place": "Thái Nguyên"}, "leader": {"place": "Thái Nguyên"},
             "commune": {"place": place("Xã Tân Cương, Tỉnh Thái Nguyên")}, "zone": {"zone": zone},
             "employer": {"establishment": here}, "provider": {"establishment": here}}  # fmt: skip
    scope = make_scope(role, **units.get(role, {}))
    gives = role in ("labour", "commune", "zone", "admin")
    for row, is_reached in ((here, gives), (there, role == "admin")):
        if is_reached:
            assert len(issue_claims(scope, [row.pk])) == 1
        else:
            with pytest.raises(OutOfScope):
                issue_claims(scope, [row.pk])
    if not gives or role != "admin":
        with pytest.raises(OutOfScope):
            issue_claims(scope, [here.pk, there.pk])


def test_who_has_no_account_is_known() -> None:
    head = make_establishment()
    branch = make_establishment(tax_code=f"{head.tax_code}-001", head_office=head)
    alone = make_establishment()
    rows = Establishment.objects.filter(pk__in=[head.pk, branch.pk, alone.pk])
    assert in_state(with_holder(rows), NONE).count() == 3
    user = make_user("employer", establishment=head)
    assert set(in_state(with_holder(rows), HELD)) == {head, branch}, "a head office answers for its branches"
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert in_state(with_holder(rows), NONE).count() == 3
    assert set(in_state(with_holder(rows), "")) == {head, branch, alone}


def test_more_than_the_most_are_refused_before_anything_is_written() -> None:
    assert codes_of(lambda: issue_claims(EVERYTHING, range(MOST + 1))) == ["claim.too_many"]
    assert not AccessCode.objects.exists()
