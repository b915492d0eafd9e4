"""An officer of a body that only gets tasks: its own tasks, what they come from, its own line below, nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from atvsld.accidents.models import Accident
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.fields.scalar import HERE
from atvsld.directives.documents.models import Document, Provision
from atvsld.directives.documents.visible import units_of, visible_documents
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.acting import answered_for, givers, has_accounts
from atvsld.directives.tasks.authority import all_below
from atvsld.directives.tasks.causes import NamedCause, name_cause, visible_causes
from atvsld.directives.tasks.counting import counts, ground_for
from atvsld.directives.tasks.handing import hand_out
from atvsld.directives.tasks.models import Coordination, Task
from atvsld.directives.tasks.rules import Wanted
from atvsld.directives.tasks.status import IN_TIME, NOT_ACCEPTED
from atvsld.org.establishments.models import Establishment
from atvsld.org.people.models import Membership
from atvsld.testing import make_accident, make_establishment, make_scope, make_user, place

from .make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, make_charge

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=HERE)
PART = Wanted("Kiểm tra ở xã", first_due=date(2026, 3, 20))


@pytest.fixture
def labour():
    return make_scope("labour", place=HOME)


@pytest.fixture
def police():
    return agency("police_province", HOME)


@pytest.fixture
def officer(police):
    return make_scope("department", agency=police)


def test_it_sees_and_does_its_own_tasks_and_no_others(labour, police, officer):
    mine = make_charge(labour, [police], title="Điều tra").tasks.get()
    other = make_charge(labour, [agency("department_construction", HOME)], title="Việc của Sở khác").tasks.get()
    make_charge(labour, title="Việc của xã")
    beside = make_charge(labour, [agency("department_health", HOME)], title="Việc phối hợp")
    Coordination.objects.create(charge=beside, agency=police)
    assert set(Task.objects.visible_to(officer)) == {mine, beside.tasks.get()}
    assert ground_for(officer, place(HOME)) is ground_for(officer, None) is None
    own = ground_for(officer, None, is_own=True)
    assert own is not None and counts(own, "agency", DAY, DAY)[police.pk] == {NOT_ACCEPTED: 1}
    services.accept(officer, mine.pk, today=DAY)
    assert counts(own, "agency", DAY, DAY)[police.pk] == {IN_TIME: 1}
    with pytest.raises(OutOfScope):
        services.accept(officer, other.pk, today=DAY)
    with pytest.raises(OutOfScope):
        services.accept(officer, beside.tasks.get().pk, today=DAY)
    assert has_accounts(police, date(2026, 3, 2))


def test_it_sees_nothing_of_the_province(labour, officer):
    make_accident(make_establishment())
    for rows in (Accident.objects, Establishment.objects):
        assert rows.exists() and not rows.visible_to(officer).exists()
    assert not officer.may("figures", "view") and not officer.may("victims", "view") and units_of(officer) == []


def test_of_documents_it_sees_those_of_its_tasks(labour, police, officer):
    home = place(HOME)
    plan, other = (
        Document.objects.create(province=home, title=f"Kế hoạch {n}", number=f"{n}/KH-UBND", accepted_at=NOON)
        for n in (31, 32)
    )
    line = Provision.objects.create(document=plan, kind="task", position=1, text="Công an tỉnh điều tra")
    assert not visible_documents(officer).exists() and not visible_causes(officer).exists()
    made = make_charge(labour, [police])
    made.provision = line
    made.save()
    assert list(visible_documents(officer)) == [plan] and other in visible_documents(labour)
    assert list(visible_causes(officer)) == [made.cause]


def test_it_hands_down_in_its_own_line_only(labour, police, officer):
    """The police of a province charge those of its communes, not the people's committees."""
    task = make_charge(labour, [police], title="Điều tra").tasks.get()
    services.accept(officer, task.pk, today=DAY)
    with pytest.raises(Refused) as refused:
        services.split(officer, task.pk, PART, [commune_committee()], today=DAY)
    assert refused.value.codes == ["task.lead_outside"]
    part = services.split(officer, task.pk, PART, all_below(police), today=DAY)
    assert part.agencies == 92 and {t.agency.kind for t in part.tasks.select_related("agency")} == {"police_commune"}
    # It decides on what it handed down, and sees it.
    below = part.tasks.get(agency=agency("police_commune", COMMUNE))
    assert Task.objects.visible_to(officer).filter(charge=part).count() == 92
    services.withdraw(officer, below.pk, "giao nhầm đơn vị", today=DAY)
    with pytest.raises(Refused) as refused:
        services.split(officer, task.pk, PART, [agency("police_commune", AWAY)], today=DAY)
    assert refused.value.codes == ["task.lead_outside"]


def test_in_its_own_name_and_for_a_cause_of_its_own(police, officer):
    assert list(givers(officer)) == [police]
    meeting = NamedCause("conclusion", "Kết luận giao ban", "Công an tỉnh", "", DAY)
    cause = name_cause(officer, police, meeting, via="test")
    assert hand_out(officer, cause, police, PART, all_below(police), today=DAY).agencies == 92
    away = make_scope("department", agency=agency("police_province", "Cà Mau"))
    assert not visible_causes(away).exists() and not Task.objects.visible_to(away).exists()
    construction = make_scope("department", agency=agency("department_construction", HOME))
    assert not givers(construction).exists()


def test_the_body_acts_and_nobody_records_for_it(labour, police, officer):
    task = make_charge(labour, [police]).tasks.get()
    with pytest.raises(OutOfScope):
        due_services.close(labour, task.pk, 1, "xong rồi mà")


def test_a_membership_without_an_agency_cannot_be(police):
    user = make_user()
    with transaction.atomic(), pytest.raises(IntegrityError):
        Membership.objects.create(user=user, role="department", valid_from=DAY)
    assert answered_for(make_scope("department", agency=police)).get() == police
