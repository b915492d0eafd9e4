"""Whom a reminder reaches: the conditions on columns against the pure function, and the table of rights."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from atvsld.base.scope import STRANGER
from atvsld.directives.reminders.audiences import reminded
from atvsld.directives.reminders.counting import Reminders
from atvsld.directives.reminders.ladder import ABOVE, AUDIENCES, BESIDE, DECLARED, DUE, GIVER, LEAD, TOP, UNIT, Step
from atvsld.directives.reminders.standing import BUCKETS, Known, falling, standing
from atvsld.directives.reminders.versions import ladder_for, set_ladder
from atvsld.directives.tasks.models import Coordination
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.tests.make import AWAY, COMMUNE, HOME, agency
from atvsld.org.people.roles import ROLES
from atvsld.testing import make_establishment, make_scope, make_zone, place

from .make import TODAY, WHY, country

pytestmark = pytest.mark.django_db
# Who belongs to which audience, by role, in the unit itself.
TABLE = {
    "ministry": {LEAD, BESIDE, GIVER, UNIT, ABOVE, TOP}, "labour": {LEAD, BESIDE, GIVER, UNIT, ABOVE},
    "health": {LEAD, BESIDE, GIVER}, "department": {LEAD, BESIDE, GIVER},
    "commune": {LEAD, BESIDE, GIVER, UNIT, ABOVE}, "leader": {UNIT, ABOVE},
}  # fmt: skip


def scopes(province=HOME, commune=COMMUNE):
    factory = make_establishment(province=province, commune=commune)
    units = {
        "labour": {"place": province}, "health": {"place": province}, "leader": {"place": province},
        "commune": {"place": commune}, "zone": {"zone": make_zone(province=province)},
        "employer": {"establishment": factory}, "provider": {"establishment": factory},
        "department": {"agency": agency("police_province", province)},
    }  # fmt: skip
    return {role: make_scope(role, **units.get(role, {})) for role in ROLES}


def known(row: Occurrence) -> Known:
    return Known(row.opens_on, row.due_now, row.stage, row.handed_on, row.ended_on)


def by_hand(scope, day):
    """{(audience, bucket): {row}} by looking at every row, one after the other."""
    who, found = reminded(scope, day), {}
    rows = list(Occurrence.objects.visible_to(scope).select_related("charge"))
    ladders = {pk: ladder_for(pk, day) for pk in {row.charge.province_id for row in rows}}
    for audience, clause in who.clauses.items():
        own = set(Occurrence.objects.filter(clause).values_list("pk", flat=True))
        for row in rows:
            bucket = standing(known(row), ladders[row.charge.province_id], audience, day)
            if bucket and row.pk in own:
                found.setdefault((audience, bucket), set()).add(row.pk)
    return found


def counted(scope, day):
    found = Reminders(reminded(scope, day))
    return {
        (audience, bucket): {row.pk for row in found.rows(audience, bucket)}
        for audience in AUDIENCES for bucket in BUCKETS if found.count(audience, bucket)
    }  # fmt: skip


def test_columns_say_what_the_function_says_for_everybody():
    country()
    people = {**scopes(), "leader of the commune": make_scope("leader", place=COMMUNE)}
    for role, scope in people.items():
        for day in (TODAY, TODAY + timedelta(days=9)):
            slow, fast = by_hand(scope, day), counted(scope, day)
            assert slow == fast, (role, day)
            found = Reminders(reminded(scope, day))
            for key, rows in slow.items():
                assert found.count(*key) == len(rows), (role, key)
                assert Counter({g.pk: g.count for g in found.groups(*key)}) == Counter(
                    Occurrence.objects.filter(pk__in=rows).values_list(f"{found.by}_id", flat=True)
                ), (role, key)
    seen = {audience for scope in people.values() for audience, _bucket in by_hand(scope, TODAY)}
    assert seen == {*AUDIENCES} - {BESIDE}


@pytest.mark.parametrize("window", [1, 4])
def test_what_is_new_is_what_the_function_says(window):
    country()
    after = TODAY - timedelta(days=window)
    for role, scope in scopes().items():
        who = reminded(scope, TODAY)
        found = Reminders(who)
        for audience in who.clauses:
            for bucket in BUCKETS:
                new = set(found.rows(audience, bucket, since=after).values_list("pk", flat=True))
                wanted = {DUE} if bucket in ("overdue", "today", "soon") else {"waiting": {"unaccepted"}}.get(
                    bucket, {"sent_back"})  # fmt: skip
                expected = {
                    row.pk for row in found.rows(audience, bucket)
                    if {s.subject for s in falling(known(row), DECLARED, audience, after, TODAY)} & wanted
                }  # fmt: skip
                assert new == expected, (role, audience, bucket)
                assert found.count(audience, bucket, since=after) == len(expected), (role, audience, bucket)


def test_each_role_is_of_the_audiences_written_by_hand():
    for role, scope in scopes().items():
        assert {*reminded(scope, TODAY).clauses} == TABLE.get(role, set()), role
    assert reminded(STRANGER, TODAY).clauses == {}


def test_a_stranger_and_another_unit_get_nothing_not_even_a_count():
    country(spread=(-40, -12, -3, 0, 6))
    ours = set(Occurrence.objects.filter(province=place(HOME)).values_list("pk", flat=True))
    away = scopes("Cà Mau", AWAY)
    for role in {*ROLES} - {"ministry", "auditor", "admin"}:
        for rows in counted(away[role], TODAY).values():
            assert not rows & ours, role
    for scope in (STRANGER, *(scopes()[role] for role in ("employer", "invited", "inspector", "provider", "admin"))):
        found = Reminders(reminded(scope, TODAY))
        assert list(found.sections()) == []
        assert not any(found.count(audience, bucket) for audience in AUDIENCES for bucket in BUCKETS)


def test_who_takes_part_is_told_a_week_before():
    charge = next(c for c in country(spread=(6, 9)) if c.title == "Việc 6")
    police = agency("police_province", HOME)
    Coordination.objects.create(charge=charge, agency=police)
    member = make_scope("zone", zone=make_zone(), agency=police)
    found = Reminders(reminded(member, TODAY))
    assert found.count(BESIDE, "soon") == Occurrence.objects.filter(charge=charge, stage__in=(1, 2)).count() > 0
    assert found.count(LEAD, "soon") == 0


def test_a_province_that_set_its_own_ladder_is_reminded_by_it_from_that_day_on():
    country()
    labour = make_scope("labour", place=HOME)
    later = TODAY + timedelta(days=2)
    steps = [Step(DUE, -2, (LEAD,)), Step(DUE, 5, (LEAD, ABOVE))]
    set_ladder(labour, place(HOME).pk, steps, later, WHY, via="test", today=TODAY)
    ministry, commune = make_scope("ministry"), make_scope("commune", place=COMMUNE)
    for day in (TODAY, later - timedelta(days=1)):
        assert ladder_for(place(HOME).pk, day) == DECLARED
    for scope in (labour, commune, ministry):
        for day in (TODAY, later, later + timedelta(days=3)):
            assert by_hand(scope, day) == counted(scope, day)
    assert ladder_for(place(HOME).pk, later).first(DUE, GIVER) is None
    assert ladder_for(None, later) == DECLARED
    set_ladder(ministry, None, [Step(DUE, 1, (TOP,))], later, WHY, today=TODAY)
    assert by_hand(ministry, later) == counted(ministry, later)
    assert sum(g.count for g in Reminders(reminded(ministry, later)).groups(TOP, "overdue")) == len(
        by_hand(ministry, later)[TOP, "overdue"]
    )
