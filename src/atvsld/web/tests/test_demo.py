"""The demonstration: what it holds, that it looks like life, and that it never meets real data."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import models, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from atvsld.accidents.models import Accident, NoAccidentPeriod, Victim
from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify
from atvsld.base.errors import Refused
from atvsld.org.establishments.models import Establishment, Headcount
from atvsld.org.establishments.rules import tax_code_violation
from atvsld.org.people.models import CaseGrant, Membership, User
from atvsld.org.people.scoping import scope_of
from atvsld.web.demo.load import load
from atvsld.web.demo.shape import kinds, moment
from atvsld.web.serve_setup import DEMO_ACCOUNTS


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Loaded once for all tests of this file, and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def standing() -> models.QuerySet:
    return Victim.objects.standing().filter(accident__voided_at__isnull=True)


def deaths(year: int, **basis: list[str]) -> int:
    counted = standing().filter(severity="fatal", has_labour_contract=True, accident__is_commuting=False, **basis)
    return counted.filter(accident__occurred_on__year=year).count()


@pytest.mark.parametrize("basis", ["reporting_province", "event_province"])
def test_twelve_and_eleven_deaths_so_that_no_decrease_can_be_claimed(basis):
    # Before 1/7/2025 a part of it was Bắc Kạn (06).
    of_province = {f"accident__{basis}__code__in": ["06", "19"]}
    assert (deaths(2024, **of_province), deaths(2025, **of_province)) == (12, 11)


def test_everything_is_marked_as_demonstration():
    for model in (Accident, Victim, Establishment, Headcount, NoAccidentPeriod, User):
        assert model.objects.exists()
        assert not model.objects.filter(is_demo=False).exists(), model.__name__


def test_the_audit_finds_nothing():
    assert AuditEntry.objects.filter(seal__isnull=False).exists()
    assert list(verify()) == []


def test_one_account_a_role_that_can_sign_in(settings):
    memberships = {m.user.username: m.role for m in Membership.objects.select_related("user").order_by("pk")}
    assert all(name.partition(".")[0] == role for name, role in memberships.items())
    assert [name for name in memberships if "." not in name] == DEMO_ACCOUNTS
    elsewhere = Counter(name.partition(".")[2] for name in memberships if "." in name)
    assert elsewhere == {"tuyenquang": 5, "khanhhoa": 5, "laichau": 4}
    user = authenticate(username="labour", password=settings.ATVSLD_DEMO_PASSWORD)
    assert user is not None
    assert not user.must_change_password


@pytest.mark.parametrize("name", ["labour", "health", "zone", "commune", "employer", "inspector", "leader", "invited"])
def test_each_account_has_accidents_to_look_at_but_not_all(name):
    seen = Accident.objects.visible_to(scope_of(User.objects.get(username=name))).count()
    assert 0 < seen < Accident.objects.count()


@pytest.mark.parametrize("role", ["labour", "leader", "employer", "commune"])
@pytest.mark.parametrize("province", ["tuyenquang", "khanhhoa", "laichau"])
def test_the_other_provinces_have_their_people_and_cases(role, province):
    held = scope_of(User.objects.get(username=f"{role}.{province}"))
    assert Accident.objects.visible_to(held).count() > 0


def test_accidents_before_the_reform_belong_to_units_of_then():
    places = Accident.objects.exclude(event_commune=None).values_list("occurred_on", "event_commune__valid_to")
    reform = date(2025, 7, 1)
    told = [(day < reform) == (until is not None and until < reform) for day, until in places]
    assert told.count(True) / len(told) > 0.98
    codes = set(Accident.objects.filter(occurred_on__lt=reform).values_list("event_province__code", flat=True))
    assert codes >= {"02", "06", "08", "12", "19", "56", "58"}


def test_one_in_twenty_establishments_reports():
    offices = Establishment.objects.filter(head_office=None).count()
    for year in (2023, 2024, 2025):
        told = set(NoAccidentPeriod.objects.filter(year=year).values_list("establishment_id", flat=True))
        told |= set(Accident.objects.standing().filter(occurred_on__year=year, reporting_office__isnull=False)
                    .values_list("reporting_office_id", flat=True))  # fmt: skip
        assert 0.03 < len(told) / offices < 0.12


def test_investigators_have_their_cases_by_a_named_decision():
    assert {g.membership.role for g in CaseGrant.objects.all()} == {"inspector", "invited"}
    assert all("Quyết định trình diễn" in g.decision for g in CaseGrant.objects.all())
    granted = Accident.objects.filter(pk__in=CaseGrant.objects.values("object_id"))
    assert set(granted.values_list("severity", flat=True)) == {"fatal", "severe"}


def test_the_shape_of_life():
    accidents = Accident.objects.standing()
    assert accidents.count() >= 150
    assert set(accidents.values_list("state", flat=True)) == {"notified", "declared", "accepted"}
    assert set(accidents.values_list("occurred_on__year", flat=True)) >= {2023, 2024, 2025}
    assert accidents.filter(event_commune__isnull=True).count() >= 5
    assert accidents.filter(is_commuting=True).exists()
    assert accidents.filter(victim_count__gte=3).exists()
    assert accidents.filter(cause_code="").exists()
    without_contract = accidents.filter(declared_by="commune", establishment=None).count()
    assert 0.04 < without_contract / accidents.count() < 0.10
    assert Accident.objects.filter(voided_at__isnull=False).exists()
    women = standing().filter(sex="female").count()
    assert 0.15 < women / standing().count() < 0.45


def test_victims_who_died_later_made_the_accident_fatal():
    later = standing().filter(died_on__gt=models.F("accident__occurred_on"))
    assert set(later.values_list("severity", "accident__severity")) == {("fatal", "fatal")}
    told = AuditEntry.objects.filter(register="victims", verb="edit").values_list("object_id", flat=True)
    verbs = AuditEntry.objects.filter(register="victims", object_id=later.get(pk__in=told).pk)
    assert list(verbs.order_by("id").values_list("verb", flat=True)) == ["create", "edit"]


def test_establishments_are_plainly_invented_and_well_formed():
    assert not Establishment.objects.exclude(name__contains="Trình diễn").exists()
    codes = list(Establishment.objects.values_list("tax_code", flat=True))
    assert [c for c in codes if tax_code_violation(c)] == []
    assert all(c.startswith("99") or (c.startswith("0198") and len(c) == 12) for c in codes)
    assert len(codes) == 2000
    assert 0.04 < Establishment.objects.filter(head_office__isnull=False).count() / 2000 < 0.08
    assert Establishment.objects.filter(vsic_version="VSIC 2018", sector_code="").exists()
    assert Establishment.objects.filter(headcounts__isnull=True).exists()
    assert Establishment.objects.filter(zone__name="Khu công nghiệp trình diễn 1").count() >= 3


def test_nothing_happened_in_the_future():
    assert Accident.objects.latest("occurred_at").occurred_at < timezone.now() - timedelta(days=2)
    assert Accident.objects.latest("received_at").received_at < timezone.now()


def test_a_quiet_period_was_confirmed_only_where_nothing_happened():
    busy = set(Accident.objects.standing().values_list("reporting_office_id", "occurred_on__year"))
    confirmed = set(NoAccidentPeriod.objects.values_list("establishment_id", "year"))
    assert confirmed
    assert confirmed.isdisjoint(busy)


def test_it_never_goes_where_something_is():
    with pytest.raises(Refused) as refused:
        call_command("load_demo")
    assert refused.value.codes == ["demo.not_empty"]


@pytest.mark.parametrize("today", [date(2025, 1, 3), date(2026, 2, 1), date(2026, 11, 22), date(2028, 5, 5)])
def test_the_draw_ends_before_today_whatever_the_day(today):
    drawn = [moment(Random(1), kind, today).date() for kind in kinds(today)]
    assert max(drawn) <= today - timedelta(days=4)
    assert sum(k.deaths for k in kinds(today) if k.year == 2024 and k.group == "contract") == 12


def test_tasks_stand_in_every_way_and_add_up():
    from atvsld.directives.tasks.checking import check_tasks
    from atvsld.directives.tasks.counting import counts, ground_for
    from atvsld.directives.tasks.status import LABELS, SENT_BACK, WITHDRAWN

    today = timezone.localdate()
    ground = ground_for(scope_of(User.objects.get(username="ministry")), None)
    found = sum(counts(ground, "charge", today, today).values(), Counter())
    assert {key for key in found if found[key]} == {*LABELS} - {SENT_BACK, WITHDRAWN}
    assert list(check_tasks()) == []
