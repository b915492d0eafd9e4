"""Every state, every step, every role; and what is locked when."""

import pytest

from atvsld.accidents import services
from atvsld.accidents.models import Accident
from atvsld.accidents.workflow import ACCIDENT_WORKFLOW
from atvsld.base.errors import Refused
from atvsld.base.models import AuditEntry
from atvsld.org.people.roles import ROLES
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_scope, make_victim, make_zone

pytestmark = pytest.mark.django_db
COMMUNE = "Xã Tân Cương, Tỉnh Thái Nguyên"
# What becomes of a complete case, for those who may: everything else is refused.
TABLE = {
    ("notified", "complete"): "declared",
    ("declared", "accept"): "accepted",
    ("declared", "return"): "notified",
    ("accepted", "return"): "notified",
}
MAY = {
    "complete": {"labour", "employer", "commune"},
    "accept": {"labour"},
    "return": {"labour"},
}
WHOLE = {"summary": "Ngã cao", "cause_code": "1", "injury_factor_code": "1", "declarant_name": "Lê Văn Khai"}
PERSON = {"sex": "male", "birth_year": 1990, "occupation_text": "Thợ"}


@pytest.fixture
def case():
    """A complete declaration of a commune for workers of a factory in a zone, and the scope of each role."""
    zone = make_zone("KCN quy trình")
    factory = make_establishment(zone=zone)
    accident = make_accident(factory, declared_by="commune", **WHOLE)
    make_victim(accident, **PERSON)
    units = {
        "labour": {"place": "Thái Nguyên"}, "health": {"place": "Thái Nguyên"}, "leader": {"place": "Thái Nguyên"},
        "commune": {"place": COMMUNE}, "zone": {"zone": zone}, "employer": {"establishment": factory},
        "provider": {"establishment": factory},
    }  # fmt: skip
    return accident, {role: make_scope(role, **units.get(role, {})) for role in ROLES}


def test_each_state_step_and_role(case):
    accident, scopes = case
    steps = {t.name for t in ACCIDENT_WORKFLOW.transitions}
    assert set(MAY) == steps, "a step that no test looks at"
    told, expected = {}, {}
    for state, _ in ACCIDENT_WORKFLOW.states:
        for step in steps:
            for role, scope in scopes.items():
                Accident.objects.filter(pk=accident.pk).update(state=state)
                entries = AuditEntry.objects.count()
                try:
                    told[state, step, role] = services.move(scope, accident, step, "bổ sung ảnh").state
                    assert AuditEntry.objects.count() == entries + 1
                except Refused:
                    told[state, step, role] = "refused"
                    assert AuditEntry.objects.count() == entries
                after = TABLE.get((state, step), "refused")
                expected[state, step, role] = after if role in MAY[step] else "refused"
    assert {k: v for k, v in told.items() if v != expected[k]} == {}


def test_what_is_missing_is_named_before_it_is_complete():
    accident = make_accident(make_establishment())
    with pytest.raises(Refused) as refused:
        services.move(EVERYTHING, accident, "complete")
    assert set(refused.value.codes) == {"complete.missing"}
    assert {v.field for v in refused.value.violations} == {*WHOLE, "victims"}
    victim = make_victim(accident, **PERSON, injury_codes=["011"], full_name="Trần Kín")
    with pytest.raises(Refused) as refused:
        services.move(EVERYTHING, accident, "complete")
    assert f"victim-{victim.pk}" not in {v.field for v in refused.value.violations}
    assert "Trần Kín" not in str(refused.value)


@pytest.mark.parametrize(("reason", "is_taken"), [("", False), ("  ab ", False), ("thiếu ảnh", True)])
def test_who_returns_a_case_says_why(case, reason, is_taken):
    accident, scopes = case
    Accident.objects.filter(pk=accident.pk).update(state="declared")
    try:
        services.move(scopes["labour"], accident, "return", reason)
        assert is_taken
        assert AuditEntry.objects.get(register="accidents", verb="return").reason == reason
    except Refused as refused:
        assert not is_taken and refused.codes == ["return.reason"]


def refused_with(code: str, act, *args) -> bool:
    try:
        act(*args)
    except Refused as refused:
        return refused.codes == [code]
    return False


def test_accepted_is_locked_for_employer_and_commune_and_open_to_the_province(case):
    accident, scopes = case
    victim, other = accident.victims.get(), make_accident(accident.establishment, declared_by="commune")
    Accident.objects.filter(pk=accident.pk).update(state="accepted")
    accident.refresh_from_db()
    for role in ("employer", "commune"):
        scope = scopes[role]
        assert refused_with("state.locked", services.update_accident, scope, accident, {"event_address": "khác"})
        assert refused_with("state.locked", services.update_victim, scope, victim, {"lost_days": 3})
        new = {"accident": accident.pk, "full_name": "Thêm Một", "reported_condition": "minor"}
        assert refused_with("state.locked", services.create_victim, scope, new)
        # Nor can a person be carried out of it into an open case.
        assert refused_with("state.locked", services.update_victim, scope, victim, {"accident": other.pk})
    services.update_victim(scopes["labour"], victim, {"lost_days": 3})
    services.update_accident(scopes["labour"], accident, {"event_address": "Phân xưởng 9"})


def test_a_commune_only_reads_what_an_employer_declared(case):
    accident, scopes = case
    Accident.objects.filter(pk=accident.pk).update(declared_by="employer")
    accident.refresh_from_db()
    assert refused_with("state.locked", services.update_accident, scopes["commune"], accident, {"summary": "khác"})
    assert refused_with("state.locked", services.move, scopes["commune"], accident, "complete")
    services.update_accident(scopes["employer"], accident, {"summary": "khác"})
