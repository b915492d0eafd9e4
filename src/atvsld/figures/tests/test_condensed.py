"""Sums that are kept of the files equal sums made anew, whatever changed, was voided, came or was compacted since."""

from __future__ import annotations

from datetime import datetime
from random import Random
from threading import Thread

import pytest

from atvsld.accidents.models import Victim
from atvsld.accidents.services import void_accident
from atvsld.base.fields.scalar import HERE
from atvsld.base.models import Change
from atvsld.figures.condensed import BY_OFFICE, BY_PLACE, KILLED_BY_DAY
from atvsld.figures.lake import snapshot
from atvsld.figures.lake.compaction import compact
from atvsld.figures.lake.engine import cursor
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_victim, place

from .lake_contents import read_from_files

pytestmark = pytest.mark.django_db


def every(rows):
    return rows.select(*rows.columns)


def added(of, rows) -> dict[tuple, tuple]:
    """{keys: sums} of the groups of which something is left."""
    found: dict[tuple, list[int]] = {}
    for row in rows:
        sums = [row.pop(name) for name in of.sums]
        held = found.setdefault(tuple(row.values()), [0] * len(sums))
        held[:] = [a + b for a, b in zip(held, sums, strict=True)]
    return {keys: tuple(sums) for keys, sums in found.items() if any(sums)}


def both(of) -> tuple[dict, dict]:
    with snapshot("victims") as taken:
        kept = added(of, taken.read(taken.condensed(of, every)))
        anew = added(of, taken.read(taken.kept(of.build, taken.current("victims"))))
    return kept, anew


def change(random: Random, offices: list, act: str = "") -> None:
    """One thing that happens to a register."""
    act = act or random.choice(("new", "year", "void", "office"))
    case = random.choice([v.accident for v in Victim.objects.standing().select_related("accident")] or [None])
    if act == "new" or case is None or case.voided_at:
        day = datetime(random.choice((2024, 2025)), random.randrange(1, 13), 5, 9, tzinfo=HERE)
        died = {"reported_condition": "fatal", "died_on": day.date()} if random.random() < 0.5 else {}
        where = random.choice(({}, {"event_province": place("Lai Châu").pk, "event_commune": None}))
        case = make_accident(random.choice(offices), occurred_at=day, **where)
        make_victim(case, has_labour_contract=random.random() < 0.7, **died)
    elif act == "void":
        void_accident(EVERYTHING, case, "ghi nhầm", via="test")
    else:
        values = {"year": {"occurred_on": case.occurred_on.replace(year=2023)},
                  "office": {"reporting_office": random.choice(offices)}}[act]  # fmt: skip
        type(case).objects.filter(pk=case.pk).update(**values)
        Change.objects.create(register="accidents", object_id=case.pk)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kept_sums_equal_sums_made_anew(seed, settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    random, offices = Random(seed), [make_establishment(), make_establishment()]
    for _ in range(20):
        change(random, offices, "new")
    came_from_files, seen = 0, set()
    for _ in range(4):
        compact()
        for _ in range(random.randrange(1, 4)):
            change(random, offices)
            came_from_files += read_from_files()
            for of in (BY_OFFICE, BY_PLACE, KILLED_BY_DAY):
                kept, anew = both(of)
                assert kept == anew
                seen.add((of.name, bool(kept)))
    assert came_from_files and {("offices", True), ("places", True), ("killed", True)} <= seen


def test_only_the_sums_of_the_newest_files_are_held(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    for _ in range(3):
        make_victim(make_accident(make_establishment()))
        compact()
        assert read_from_files()
        both(BY_OFFICE)
    tables = cursor().execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    assert len([name for (name,) in tables if name.startswith("condensed_offices_")]) == 1


def test_a_row_is_looked_for_in_the_files_once(settings, tmp_path):
    settings.ATVSLD_VAR = tmp_path
    random, offices = Random(5), [make_establishment()]
    for _ in range(6):
        change(random, offices, "new")
    compact()
    victim = Victim.objects.standing().filter(accident__voided_at=None, has_labour_contract=True).first()
    Change.objects.create(register="victims", object_id=victim.pk)
    for _ in range(3):
        assert both(BY_OFFICE)[0] == both(BY_OFFICE)[1]
    (held,) = [
        name for (name,) in cursor().execute("SELECT table_name FROM duckdb_tables()").fetchall()
        if name.startswith("taken_off_victims")
    ]  # fmt: skip
    assert cursor().execute(f"SELECT count(*) FROM {held} WHERE victim_id = {victim.pk}").fetchone() == (1,)


def test_threads_share_what_is_held():
    """The table is made, read and dropped under one lock; what a thread took is its own."""
    errors: list[BaseException] = []

    def work() -> None:
        try:
            taken = cursor()
            for number in range(20):
                BY_OFFICE.make(taken, [f"file {number % 3}"], "SELECT 1 AS year")
        except BaseException as error:
            errors.append(error)

    from atvsld.figures.lake.condensed import LOCK

    def locked() -> None:
        with LOCK:
            work()

    threads = [Thread(target=locked) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
