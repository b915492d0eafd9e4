"""Who may see whose figures: each role beside its neighbour and a stranger."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from atvsld.base.errors import OutOfScope
from atvsld.figures.access import may_see_establishment, may_see_unit
from atvsld.figures.forms import FormRequest, cell_ids, fill
from atvsld.figures.indicators import FATAL_ACCIDENT_RATE, evaluate_indicator
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import add_membership
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, SINCE, make_establishment, make_scope, make_user, place

pytestmark = pytest.mark.django_db

COMMUNE = "Xã Tân Cương, Tỉnh Thái Nguyên"
UNITS = {
    # role, unit of the person → may see: own commune, own province, another province, the nation
    ("ministry", ""): (True, True, True, True),
    ("labour", "Thái Nguyên"): (True, True, False, False),
    ("health", "Thái Nguyên"): (True, True, False, False),
    ("leader", "Thái Nguyên"): (True, True, False, False),
    ("commune", COMMUNE): (True, False, False, False),
    ("labour", "24"): (False, False, True, False),
    ("admin", ""): (False, False, False, False),
    ("auditor", ""): (False, False, False, False),
    ("inspector", ""): (False, False, False, False),
    (None, ""): (False, False, False, False),
}


@pytest.mark.parametrize(("who", "expected"), UNITS.items())
def test_units(who, expected):
    role, unit = who
    scope = make_scope(role, **({"place": unit} if unit else {}))
    units = (place(COMMUNE), place("19"), place("24"), None)
    assert tuple(may_see_unit(scope, u) for u in units) == expected
    request = FormRequest("pl-xv", Period(2026), place("19"))
    if not expected[1]:
        for asked in (
            lambda: fill(scope, request),
            lambda: cell_ids(scope, request, "I", "1", "3"),
            lambda: evaluate_indicator(FATAL_ACCIDENT_RATE, scope, place("19"), 2026),
        ):
            with pytest.raises(OutOfScope):
                asked()
    else:
        assert fill(scope, request).tables


def test_establishments():
    own, other = make_establishment(), make_establishment(province=place("24"))
    employer = make_scope("employer", establishment=own)
    officer, provider = make_scope("labour", place="Thái Nguyên"), make_scope("provider", establishment=own)
    asked = [may_see_establishment(s, e) for s in (employer, officer, provider, make_scope()) for e in (own, other)]
    assert asked == [True, False, True, False, False, False, False, False]
    with pytest.raises(OutOfScope):
        fill(employer, FormRequest("pl-xii", Period(2026), establishment=other))


def test_rights_of_two_memberships_are_not_mixed():
    """A leader of one province who serves an establishment of another as a provider sees no figures of the latter."""
    elsewhere = make_establishment(province=place("24"))
    user = make_user("leader", place="Thái Nguyên")
    add_membership(EVERYTHING, user, "provider", SINCE, establishment=elsewhere, via="test")
    assert not may_see_establishment(scope_of(user), elsewhere)


def test_the_command_acts_as_the_person(capsys):
    make_user("labour", username="so24", place="24")
    call_command("figures", "pl-xiv", "--unit", "24", "--year", "2026", "--as", "so24", "--json")
    with pytest.raises(OutOfScope):
        call_command("figures", "pl-xiv", "--unit", "19", "--year", "2026", "--as", "so24")
