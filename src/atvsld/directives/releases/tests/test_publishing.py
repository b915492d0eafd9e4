"""What was published stays as it was, says who and why, and only who may publish for the unit does."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from atvsld.accidents.models import Accident
from atvsld.accidents.services import void_accident
from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.fields.scalar import HERE
from atvsld.base.scope import STRANGER, Scope
from atvsld.directives.releases.differences import differences
from atvsld.directives.releases.models import Release
from atvsld.directives.releases.reading import by_file, by_hash, released, standing
from atvsld.directives.releases.services import draft, publish, units_of
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_headcount, make_scope, make_victim, place

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
REASON = "Bổ sung vụ khai báo muộn"


@pytest.fixture
def fatal() -> Accident:
    office = make_establishment()
    make_headcount(office, 2025, workers=1000)
    make_establishment()
    accident = make_accident(office, occurred_at=datetime(2025, 3, 10, 9, tzinfo=HERE))
    make_victim(accident, reported_condition="dead", died_on=date(2025, 3, 10))
    return accident


@pytest.fixture
def labour() -> Scope:
    return make_scope("labour", place="Thái Nguyên")


def published(scope: Scope, reason: str = "", year: int = 2025) -> Release:
    unit = place("Thái Nguyên")
    seen = draft(scope, unit, year, TODAY).seen
    return publish(scope, unit, year, seen, reason, today=TODAY)


def codes_of(caught: Any) -> list[str]:
    return caught.value.codes


def test_what_is_frozen(fatal: Accident, labour: Scope) -> None:
    row = published(labour)
    whole = row.whole
    assert (row.code, row.version, row.is_intact, whole["unit"]["name"]) == ("19", 1, True, "Tỉnh Thái Nguyên")
    figures = whole["figures"]
    assert (figures["coverage"]["establishments"], figures["coverage"]["reporting"]) == (2, 1)
    [rate] = [one for one in figures["indicators"] if one["indicator"]["id"] == "fatal_accident_rate"]
    assert (rate["numerator"]["value"], rate["denominator"]["value"], rate["value"]) == (1, 1000, 1.0)
    assert figures["deaths_by_month"] == [0, 0, 1, *[0] * 9]
    entry = AuditEntry.objects.get(register="releases", object_id=row.pk)
    assert entry.actor_id == labour.user_id and entry.changes["sha256"] == [None, row.sha256]
    assert all(len(one["series"]) == 5 for one in figures["indicators"])
    assert str(fatal) not in row.content and labour.user_label not in row.content, "no case and no person"


def test_a_later_change_of_cases_changes_nothing_that_was_published(fatal: Accident, labour: Scope) -> None:
    row = published(labour)
    content = row.content
    void_accident(EVERYTHING, fatal, "Khai báo trùng")
    row.refresh_from_db()
    assert (row.content, standing("19", 2025)) == (content, row) and row.is_intact
    now = draft(labour, place("Thái Nguyên"), 2025, TODAY)
    changed = {(one.of, one.part): (one.before, one.after) for one in now.changed}
    assert changed["03", "month"][0] == 1 and changed["", "reporting"] == (1, 0)


def test_again_only_with_a_reason_and_the_old_version_stays(fatal: Accident, labour: Scope) -> None:
    first = published(labour)
    with pytest.raises(Refused) as same:
        published(labour, REASON)
    assert codes_of(same) == ["release.same"]
    make_victim(fatal, reported_condition="dead", died_on=date(2025, 3, 10))
    with pytest.raises(Refused) as without:
        published(labour, "vì")
    assert codes_of(without) == ["release.reason"]
    second = published(labour, REASON)
    assert (second.version, second.whole["previous_sha256"], second.reason) == (2, first.sha256, REASON)
    assert standing("19", 2025) == second and by_hash(first.sha256) == first
    found = differences(first.whole["figures"], second.whole["figures"])
    assert ("03", "month", 1, 2) in [(one.of, one.part, one.before, one.after) for one in found]
    assert [row.version for row in released()] == [2]


def test_what_was_seen_is_what_is_frozen(fatal: Accident, labour: Scope) -> None:
    unit = place("Thái Nguyên")
    seen = draft(labour, unit, 2025, TODAY).seen
    make_victim(fatal, reported_condition="dead", died_on=date(2025, 3, 10))
    with pytest.raises(Refused) as changed:
        publish(labour, unit, 2025, seen, today=TODAY)
    assert codes_of(changed) == ["release.changed"] and not Release.objects.exists()


def test_only_a_year_that_is_over_and_of_which_something_is_known(labour: Scope) -> None:
    for year in (2026, 2015):
        with pytest.raises(Refused) as refused:
            draft(labour, place("Thái Nguyên"), year, TODAY)
        assert codes_of(refused) == ["release.year"]
    with pytest.raises(Refused) as empty:
        published(labour)
    assert codes_of(empty) == ["release.empty"]


@pytest.mark.parametrize("role", ["commune", "leader", "health", "ministry", "admin"])
def test_nobody_else_publishes_for_a_province(role: str, fatal: Accident) -> None:
    units = {"commune": "Xã Tân Cương, Tỉnh Thái Nguyên", "leader": "Thái Nguyên", "health": "Thái Nguyên"}
    held = make_scope(role, **({"place": units[role]} if role in units else {}))
    for unit in (place("Thái Nguyên"), place("Xã Tân Cương, Tỉnh Thái Nguyên")):
        with pytest.raises(OutOfScope):
            draft(held, unit, 2025, TODAY)
    assert [unit for unit in units_of(held) if unit] == []


def test_each_publishes_for_its_own_unit(fatal: Accident, labour: Scope) -> None:
    assert units_of(labour) == [place("Thái Nguyên")] and units_of(make_scope("ministry")) == [None]
    assert units_of(STRANGER) == []
    for unit in (None, place("Cà Mau"), place("Xã Tân Cương, Tỉnh Thái Nguyên")):
        with pytest.raises(OutOfScope):
            draft(labour, unit, 2025, TODAY)
    ministry = make_scope("ministry")
    row = publish(ministry, None, 2025, draft(ministry, None, 2025, TODAY).seen, today=TODAY)
    assert (row.code, row.unit, row.whole["unit"]["level"]) == ("VN", None, "nation")


def test_a_file_is_known_however_it_is_written_and_not_when_a_digit_was_changed(fatal: Accident, labour: Scope) -> None:
    row = published(labour)
    assert by_file(row.content.encode()) == row
    assert by_file(json.dumps(row.whole, indent=2, ensure_ascii=True).encode()) == row
    other = row.whole
    other["figures"]["deaths_by_month"][2] = 0
    assert by_file(json.dumps(other).encode()) is None
    assert by_hash(f" SHA-256: {row.sha256[:32]}\n{row.sha256[32:].upper()} ") == row
    for junk in (b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null"):
        assert by_file(junk) is None
    assert by_hash("a" * 63) is None


def test_a_version_stands_once_and_a_further_one_has_a_reason(fatal: Accident, labour: Scope) -> None:
    row = published(labour)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.version, row.sha256 = 2, "0" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_changed_text_is_told(fatal: Accident, labour: Scope) -> None:
    row = published(labour)
    Release.objects.filter(pk=row.pk).update(content=row.content.replace('"year":2025', '"year":2024'))
    row.refresh_from_db()
    assert not row.is_intact
