"""Who led or took part in what was withdrawn is told, and no longer than a fortnight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atvsld.directives.tasks.models import Coordination
from atvsld.directives.tasks.tests.make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, make_charge
from atvsld.directives.tasks.withdrawing import withdraw_charge
from atvsld.testing import make_scope
from atvsld.web.worklist.kind import Asked
from atvsld.web.worklist.tasks import withdrawn

pytestmark = pytest.mark.django_db


def test_leads_and_those_who_take_part_are_told_for_a_fortnight():
    labour, police = make_scope("labour", place=HOME), agency("police_province", "Cà Mau")
    charge = make_charge(labour, [commune_committee(), agency("department_health", HOME)])
    Coordination.objects.create(charge=charge, agency=police)
    beside, commune = make_scope("department", agency=police), make_scope("commune", place=COMMUNE)
    assert not withdrawn(Asked(beside, "act", DAY)).exists()
    withdraw_charge(labour, charge.pk, "đã thay bằng kế hoạch mới", today=DAY)
    assert withdrawn(Asked(beside, "act", DAY)).count() == 2
    assert withdrawn(Asked(commune, "act", DAY)).count() == 1
    assert not withdrawn(Asked(beside, "act", DAY + timedelta(days=14))).exists()
    assert not withdrawn(Asked(make_scope("commune", place=AWAY), "act", DAY)).exists()
