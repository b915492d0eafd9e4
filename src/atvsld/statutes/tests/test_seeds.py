"""The seeds are what their sources are, and every list that is declared can be read."""

import csv
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from atvsld.statutes.instruments import in_force, instrument, instruments
from atvsld.statutes.lists import SeedList, read, seed_lists
from atvsld.statutes.status import STATUSES, is_provisional, normalise_status

SEEDS = Path(str(files("atvsld.statutes"))) / "seeds"
COPIES = sorted(path.relative_to(SEEDS).as_posix() for path in SEEDS.glob("*/**/*.csv"))
IDS = [f"{seed.name}-{seed.valid_from}" for seed in seed_lists()]


@pytest.mark.parametrize("path", COPIES)
def test_a_copy_is_byte_for_byte_its_source(path: str, shared: Path) -> None:
    assert (SEEDS / path).read_bytes() == (shared / path).read_bytes()


def test_copies_are_only_what_may_be_shipped(shared: Path) -> None:
    with (shared / "SHIP.csv").open(encoding="utf-8") as file:
        shipped = {row["file"] for row in csv.DictReader(file) if row["ship"] == "yes"}
    assert len(COPIES) == 29
    for path in COPIES:
        assert path in shipped or str(Path(path).parent) in shipped, path


def test_every_file_is_told_of_in_the_readme() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for path in SEEDS.rglob("*.csv"):
        assert path.name in readme or "/esaw/" in path.as_posix(), path


@pytest.mark.parametrize("seed", seed_lists(), ids=IDS)
def test_codes_are_unique_and_parents_exist(seed: SeedList) -> None:
    rows = read(seed)
    codes = {row.code for row in rows}
    assert rows and "" not in codes and len(codes) == len(rows)
    assert {row.parent for row in rows} <= codes | {""}
    assert all(row.parent != row.code for row in rows)
    assert all(row.name_vi and row.source and row.status in STATUSES for row in rows)
    assert all(len(row.code) <= 40 for row in rows)


@pytest.mark.parametrize("seed", seed_lists(), ids=IDS)
def test_a_list_has_a_time_and_names_a_known_instrument(seed: SeedList) -> None:
    assert seed.valid_to is None or seed.valid_from <= seed.valid_to
    if seed.instrument:
        assert instrument(seed.instrument).key == seed.instrument


@pytest.mark.parametrize("seed", seed_lists(), ids=IDS)
def test_a_list_with_unseen_rows_is_not_called_verified(seed: SeedList) -> None:
    if any(is_provisional(row.status) for row in read(seed)):
        assert seed.status != "verified" or seed.name == "vsic_versions"


def test_versions_of_a_list_do_not_overlap() -> None:
    by_name: dict[str, list[SeedList]] = {}
    for seed in seed_lists():
        by_name.setdefault(seed.name, []).append(seed)
    assert len(by_name["injury_factors"]) == 3
    for versions in by_name.values():
        versions.sort(key=lambda seed: seed.valid_from)
        for older, newer in pairwise(versions):
            assert older.valid_to is not None and older.valid_to < newer.valid_from


def test_instruments_follow_each_other() -> None:
    assert len(instruments()) >= 40
    for item in instruments():
        assert item.valid_from is None or item.valid_to is None or item.valid_from <= item.valid_to
        assert item.issued_on is None or item.valid_from is None or item.issued_on <= item.valid_from
        if item.replaced_by:
            successor = instrument(item.replaced_by)
            if item.valid_to and successor.valid_from:
                assert item.valid_to < successor.valid_from
    with pytest.raises(LookupError, match="khóa"):
        instrument("nd_0_0000")


def test_the_decree_on_fines_changes_on_its_day() -> None:
    before = {item.key for item in in_force(date(2026, 9, 9))}
    after = {item.key for item in in_force(date(2026, 9, 10))}
    assert "nd_12_2022" in before and "nd_283_2026" not in before
    assert "nd_283_2026" in after and "nd_12_2022" not in after


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("seen", "seen"),
        ("seen NĐ39", "seen"),
        ("seen TTLT12/2012", "provisional"),
        ("memory unsure", "memory"),
        ("recipient seen laodong.vn; date unsure", "memory"),
        ("seen (number); title inferred", "provisional"),
        ("", "historic"),
    ],
)
def test_words_of_the_sources_become_one_of_five_marks(words: str, status: str) -> None:
    assert normalise_status(words, "historic") == status


def test_unknown_words_are_refused() -> None:
    with pytest.raises(ValueError, match="Tình trạng"):
        normalise_status("chắc thế", "seen")
