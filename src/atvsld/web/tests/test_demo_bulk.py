"""The bulk path writes what the services write, column by column, and its audit finds what was changed behind it."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from atvsld.accidents.bulk import Case, load_cases
from atvsld.accidents.models import Accident, Victim
from atvsld.accidents.receipts import new_receipt_number
from atvsld.accidents.services import update_accident
from atvsld.base.audit.loads import load_of
from atvsld.base.audit.models import AuditEntry, LoadedPart
from atvsld.base.audit.seal import seal_new_entries
from atvsld.base.audit.verify import verify
from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.lists import register
from atvsld.base.models import Change
from atvsld.figures.lake.compaction import compact
from atvsld.figures.lake.snapshot import snapshot
from atvsld.testing import EVERYTHING, make_scope
from atvsld.web.demo.casework import as_case, declare_all, died_later, take_further
from atvsld.web.demo.companies import Company, commune, make_companies
from atvsld.web.demo.events import Drawing, Event
from atvsld.web.demo.fingerprint import fingerprint
from atvsld.web.demo.load import load
from atvsld.web.demo.provinces import communes_by_province, make_zones
from atvsld.web.demo.scale.load import load_workforce
from atvsld.web.demo.scale.plan import Plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
# Given at the moment of writing, or random.
OF_THE_MOMENT = {"id", "accident", "created_at", "updated_at", "voided_at", "receipt_number", "search_text"}


@pytest.fixture
def companies() -> dict[int, Company]:
    return make_companies(EVERYTHING, make_zones()["19"], TODAY)


@pytest.fixture
def events(companies: dict[int, Company]) -> list[Event]:
    """Forty accidents of all kinds of ends, with one victim who died later."""
    home = commune("05503")
    drawn = Drawing(Random(7), companies, communes_by_province(TODAY)["19"], home, TODAY).events()
    some = drawn[::6] + [e for e in drawn if e.kind.dies_later or e.end in ("voided", "returned")][:6]
    assert {e.end for e in some} == {"notified", "declared", "accepted", "returned", "voided"}
    return some


def cases(events: list[Event]) -> list[Case]:
    """The events for the bulk path, with receipts of their own beside those of the same events told one by one."""
    return [replace(case, columns={**case.columns, "receipt_number": new_receipt_number(case.columns["received_at"])})
            for case in map(as_case, events)]  # fmt: skip


def stored(model: Any, after: int) -> list[dict[str, Any]]:
    fields = [f for f in model._meta.concrete_fields if f.name not in OF_THE_MOMENT]
    rows = model.objects.filter(pk__gt=after).order_by("pk")
    return [{f.attname: _said(f.attname, getattr(row, f.attname)) for f in fields} for row in rows]


def _said(name: str, value: Any) -> Any:
    """Of the moment at which a case was sent back, whether there is one."""
    return bool(value) if name == "returned_at" else value


def last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_bulk_writes_what_the_services_write(events):
    declared = declare_all(EVERYTHING, events)
    take_further(EVERYTHING, EVERYTHING, declared)
    died_later(EVERYTHING, declared)
    one_by_one = {model: stored(model, 0) for model in (Accident, Victim)}
    before = {model: last(model) for model in (Accident, Victim)}
    load_cases(EVERYTHING, cases(events))
    for model, rows in one_by_one.items():
        assert len(rows) > 30
        assert stored(model, before[model]) == rows
    loaded = Accident.objects.filter(pk__gt=before[Accident])
    assert all(a.search_text.startswith(a.receipt_number.lower().replace("-", " ")) for a in loaded)
    assert all(bool(a.voided_at) == bool(a.void_reason) for a in loaded)
    assert list(verify()) == []


@pytest.mark.parametrize("name", ["establishments", "headcounts"])
def test_establishments_and_head_counts_too(name):
    declared, before = register(name), last(register(name).model)
    with transaction.atomic():
        load_workforce(EVERYTHING, Plan(TODAY, 30, 0, 5), communes_by_province(TODAY), {})
        loaded = stored(declared.model, before)
        rows = [declared.values_of(row) for row in declared.model.objects.filter(pk__gt=before).order_by("pk")]
        if name == "establishments":
            transaction.set_rollback(True)
    entered = [{f.name: row[f.name] for f in declared.entered} for row in rows]
    if name == "headcounts":
        entered = [row | {"year": row["year"] - 20} for row in entered]
        loaded = [row | {"year": row["year"] - 20} for row in loaded]
    offices = [row for row in entered if not row.get("head_office")]
    assert len(offices) > 5
    assert declared.services.create_many is not None
    declared.services.create_many(EVERYTHING, offices, extra=lambda: {"is_demo": True})
    written = stored(declared.model, before if name == "establishments" else last_of(declared.model, len(offices)))
    assert written == [row for row in loaded if not row.get("head_office_id")]


def last_of(model: Any, count: int) -> int:
    """The id before the last so many rows."""
    return sorted(model.objects.values_list("pk", flat=True))[-count - 1]


@pytest.fixture
def loaded(events: list[Event]) -> list[Accident]:
    load_cases(EVERYTHING, cases(events))
    seal_new_entries()
    return list(Accident.objects.order_by("pk"))


def test_a_load_is_one_entry_and_one_note_for_the_lake(loaded):
    entries = AuditEntry.objects.filter(verb="load", register="accidents")
    assert [(e.object_id, e.changes) for e in entries] == [(loaded[0].pk, {"rows": [0, len(loaded)]})]
    assert list(Change.objects.filter(register="accidents").values_list("object_id", flat=True)) == [Change.WHOLE]
    assert load_of("accidents", loaded[-1].pk) == entries[0]
    assert load_of("accidents", loaded[-1].pk + 1) is None
    assert list(verify()) == []


def test_a_row_changed_by_the_services_after_a_load_is_found_right(loaded):
    row = next(a for a in loaded if a.voided_at is None)
    update_accident(EVERYTHING, row, {"event_address": "nơi khác"})
    assert list(verify()) == []
    assert AuditEntry.objects.filter(register="accidents", object_id=row.pk).latest("id").number == 1


def tampered(sql: str, *values: Any) -> list[tuple[str, str, int | None]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    return [(f.code, f.register, f.object_id) for f in verify()]


def test_rows_changed_or_removed_behind_the_program_are_found(loaded):
    victim = Victim.objects.filter(accident=loaded[3]).latest("pk")
    assert tampered("UPDATE accidents_accident SET event_address = 'x' WHERE id = %s", loaded[3].pk) == [
        ("row.edited", "accidents", loaded[3].pk)
    ]
    assert ("row.removed", "victims", victim.pk) in tampered("DELETE FROM accidents_victim WHERE id = %s", victim.pk)


def test_hashes_changed_or_added_behind_the_program_are_found(loaded):
    other = AuditEntry.objects.exclude(verb="load").first()
    assert other is not None
    part = LoadedPart.objects.get(register="accidents")
    changed = bytes([part.hashes[0] ^ 1]) + bytes(part.hashes)[1:]
    codes = {code for code, _, _ in tampered("UPDATE base_loadedpart SET hashes = %s WHERE id = %s", changed, part.pk)}
    assert codes == {"load.edited", "row.edited"}
    codes = {
        code for code, _, _ in tampered("UPDATE base_loadedpart SET entry_id = %s WHERE id = %s", other.pk, part.pk)
    }
    assert codes == {"load.edited", "row.unrecorded"}


def test_only_who_may_write_everywhere_may_load(events):
    with pytest.raises(OutOfScope):
        load_cases(make_scope("labour", place="Thái Nguyên"), cases(events))
    assert not Accident.objects.exists()


def test_a_row_that_breaks_a_rule_stops_the_whole_load(events):
    wanted = cases(events)
    wrong = wanted[-1].victims[0][0] | {"died_on": date(2001, 1, 1)}
    wanted[-1] = Case(wanted[-1].values, wanted[-1].columns, [(wrong, {})])
    with pytest.raises(Refused) as refused:
        load_cases(EVERYTHING, wanted)
    assert refused.value.codes == ["death.before_accident"]
    assert not Accident.objects.exists()
    assert not AuditEntry.objects.filter(verb="load").exists()


def test_rows_written_one_by_one_before_and_after_a_load_do_not_collide(events):
    first = declare_all(EVERYTHING, events[:1])[0][1]
    load_cases(EVERYTHING, cases(events))
    after = declare_all(EVERYTHING, events[1:2])[0][1]
    assert after.pk > first.pk + len(events)
    assert Accident.objects.count() == len(events) + 2
    assert list(verify()) == []


def test_figures_know_a_load_at_once_and_after_the_lake_was_compacted(events, settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    declare_all(EVERYTHING, events)
    compact()
    assert victims_counted() == Victim.objects.filter(voided_at=None).count() > 0
    load_cases(EVERYTHING, cases(events))
    assert victims_counted() == Victim.objects.filter(voided_at=None).count()
    compact()
    assert not Change.objects.exists()
    assert victims_counted() == Victim.objects.filter(voided_at=None).count()


def victims_counted() -> int:
    with snapshot("victims") as facts:
        return len(facts.read(facts.current("victims")))


def test_the_same_seed_says_the_same_on_every_database():
    """The hash was taken on SQLite and holds on PostgreSQL. What changes the content on purpose changes it here too."""
    said = {}
    for seed in (7, 8):
        with transaction.atomic():
            load(date(2026, 6, 30), establishments=110, accidents=300, seed=seed)
            said[seed] = fingerprint()
            transaction.set_rollback(True)
    assert said[7] != said[8]
    assert said[7] == "68577cf8a05656f13447ecf3a50fe4e345532ae4cc624154bc93d1a662312e67"
