"""What follows when an accident is told in stages: severity and totals derived again, one accident for one key."""

from datetime import UTC, date, datetime, timedelta

import pytest

from atvsld.accidents import services
from atvsld.accidents.models import Accident
from atvsld.accidents.receipts import is_genuine
from atvsld.base.codelists.models import CodeListVersion
from atvsld.base.errors import Refused
from atvsld.base.models import AuditEntry, IdempotencyKey
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_scope, make_victim, place

pytestmark = pytest.mark.django_db


def totals(accident):
    accident.refresh_from_db()
    return accident.severity, accident.victim_count, accident.death_count, accident.severe_count


@pytest.fixture
def accident():
    return make_accident(make_establishment())


def test_each_stage_derives_the_accident_again(accident):
    assert totals(accident) == ("", 0, 0, 0)
    first = make_victim(accident)
    assert totals(accident) == ("minor", 1, 0, 0)
    second = make_victim(accident, injury_codes=["011"])
    assert totals(accident) == ("severe", 2, 0, 1)
    second.refresh_from_db()
    services.update_victim(EVERYTHING, second, {"died_on": date(2026, 4, 1)})
    assert totals(accident) == ("fatal", 2, 1, 0)
    services.void_victim(EVERYTHING, second, "người của vụ khác")
    assert totals(accident) == ("minor", 1, 0, 0)
    services.void_victim(EVERYTHING, first, "người của vụ khác")
    assert totals(accident) == ("", 0, 0, 0)
    assert AuditEntry.objects.filter(register="accidents", verb="derive").count() == 5


def test_who_dies_later_makes_the_accident_fatal_and_the_record_says_so(accident):
    victim = make_victim(accident, reported_condition="severe", injury_codes=["011"])
    victim = services.update_victim(EVERYTHING, victim, {"died_on": date(2026, 5, 20)})
    assert (victim.severity, victim.severity_basis) == ("fatal", "death")
    entry = AuditEntry.objects.get(register="victims", object_id=victim.pk, verb="edit")
    assert entry.changes["severity"] == ["severe", "fatal"]


def test_another_day_means_other_lists_and_the_severity_is_derived_again(accident):
    """A list that names an injury only from 2026 on: moved to 2025, the same injury is not severe."""
    CodeListVersion.objects.filter(name="severe_injuries").update(valid_from=date(2026, 1, 1))
    victim = make_victim(accident, injury_codes=["011"], birth_year=2008)
    assert (victim.severity, victim.worker_groups) == ("severe", [])
    older = CodeListVersion.objects.create(
        name="severe_injuries", title="Danh mục cũ", valid_from=date(2020, 1, 1), valid_to=date(2025, 12, 31),
        status="provisional",
    )  # fmt: skip
    older.rows.create(code="011", parent_code="", name_vi="Nhóm", position=1)
    older.rows.create(code="0119", parent_code="011", name_vi="Lá", position=2)
    with pytest.raises(Refused) as refused:
        services.update_accident(EVERYTHING, accident, {"occurred_at": datetime(2025, 6, 1, tzinfo=UTC)})
    assert refused.value.codes == ["injury.heading"]
    older.rows.all().delete()
    older.rows.create(code="011", parent_code="", name_vi="Nay là một chấn thương khác", position=1)
    services.update_victim(EVERYTHING, victim, {"injury_codes": []})
    services.update_accident(EVERYTHING, accident, {"occurred_at": datetime(2025, 6, 1, tzinfo=UTC)})
    victim.refresh_from_db()
    assert victim.worker_groups == ["underage"]
    assert accident.pk and totals(accident)[0] == "minor"


def test_what_follows_alone_is_saved_too(accident):
    """The severity of a victim is no field of the form: a list that changed must still change it."""
    victim = make_victim(accident, injury_codes=["011"])
    CodeListVersion.objects.get(name="severe_injuries").rows.filter(parent_code="011").delete()
    type(victim).objects.filter(pk=victim.pk).update(severity="minor")
    victim = services.update_victim(EVERYTHING, victim, {})
    victim.refresh_from_db()
    assert (victim.severity, victim.row_version) == ("severe", 2)


def test_a_death_cannot_come_before_the_accident_however_the_day_moves(accident):
    make_victim(accident, reported_condition="fatal", died_on=date(2026, 3, 11))
    with pytest.raises(Refused) as refused:
        services.update_accident(EVERYTHING, accident, {"occurred_at": datetime(2026, 4, 1, tzinfo=UTC)})
    assert refused.value.codes == ["death.before_accident"]
    accident.refresh_from_db()
    assert accident.occurred_on == date(2026, 3, 10)


def test_the_day_is_the_day_in_viet_nam():
    accident = make_accident(occurred_at=datetime(2025, 12, 31, 17, 30, tzinfo=UTC))
    assert accident.occurred_on == date(2026, 1, 1)


def notice(factory) -> dict:
    return {"declared_by": "employer", "establishment": factory.pk, "occurred_at": datetime(2026, 3, 10, 2, tzinfo=UTC),
            "event_province": place("Thái Nguyên").pk}  # fmt: skip


ONE = {"full_name": "Lê Văn Một", "reported_condition": "minor"}


def test_sent_twice_is_one_accident():
    factory = make_establishment()
    scope = make_scope("employer", establishment=factory)
    first = services.declare(scope, notice(factory), [ONE], idempotency_key="k1")
    again = services.declare(scope, notice(factory), [ONE, ONE], idempotency_key="k1")
    assert again.pk == first.pk and again.victim_count == 1
    other = services.declare(scope, notice(factory), [ONE], idempotency_key="k2")
    assert other.pk != first.pk
    somebody = make_scope("labour", place="Thái Nguyên")
    assert services.declare(somebody, notice(factory), [ONE], idempotency_key="k1").pk != first.pk
    assert IdempotencyKey.objects.count() == 3 == Accident.objects.count()


def test_a_refused_victim_leaves_no_accident_and_no_key():
    factory = make_establishment()
    scope = make_scope("employer", establishment=factory)
    dead = ONE | {"reported_condition": "fatal"}
    with pytest.raises(Refused) as refused:
        services.declare(scope, notice(factory), [ONE, dead], idempotency_key="k1")
    assert [(v.code, v.field) for v in refused.value.violations] == [("death.date", "victims-1-died_on")]
    assert (Accident.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    whole = services.declare(scope, notice(factory), [ONE, dead | {"died_on": date(2026, 3, 10)}], idempotency_key="k1")
    assert whole.severity == "fatal"


def test_receipts_are_given_once_and_cannot_be_made_up(accident):
    others = {make_accident().receipt_number for _ in range(5)} | {accident.receipt_number}
    assert len(others) == 6 and all(is_genuine(number) for number in others)
    number = accident.receipt_number
    changed = number[:-1] + ("A" if number[-1] != "A" else "B")
    assert not is_genuine(changed) and not is_genuine("") and is_genuine(f" {number.lower()} ")


def test_a_voided_accident_takes_no_victim(accident):
    services.void_accident(EVERYTHING, accident, "khai nhầm vụ này")
    with pytest.raises(Refused) as refused:
        make_victim(accident)
    assert refused.value.codes == ["state.locked"]


def test_totals_agree_with_the_victims_after_any_course(accident):
    victims = [make_victim(accident, injury_codes=["011"] if n % 2 else []) for n in range(4)]
    for number, victim in enumerate(victims):
        died = accident.occurred_on + timedelta(days=number) if number % 3 == 0 else None
        services.update_victim(EVERYTHING, victim, {"died_on": died})
    services.void_victim(EVERYTHING, victims[3], "trùng với người khác")
    standing = [v.severity for v in accident.victims.standing()]
    assert totals(accident) == ("fatal", 3, standing.count("fatal"), standing.count("severe"))
