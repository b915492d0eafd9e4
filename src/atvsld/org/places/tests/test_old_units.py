"""The two official lists of units before 1/7/2025: what each gave, and each correction corrects something."""

import os
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from atvsld.base.search import fold
from atvsld.org.places import old_units
from atvsld.org.places.old_corrections import OTHER_CODES, TYPED_CODES, TYPED_PROVINCES, capitals_restored, one_line
from atvsld.org.places.old_units import (
    LAST_DAY,
    LISTED_ON,
    SuccessionSeed,
    conversions,
    levels_of,
    old_seeds,
    old_successions,
)

SEEDS = files("atvsld.org.places").joinpath("seeds")
LISTED = {line.code: line for line in old_units._listed()}
TABLE = [row for row in old_units._table("gso_conversion_2025-07.csv.gz") if row[2].isdigit()]


def test_what_each_source_gave() -> None:
    units = levels_of(old_seeds())
    assert {level: len(seeds) for level, seeds in units.items()} == {
        "province": 63, "district": 696, "commune": 10_051 + 3,
    }  # fmt: skip
    assert len(conversions()) == 10_571
    assert len({line.code for line in conversions() if line.code}) == 10_051 + 3 - 19


def test_no_unit_is_there_twice() -> None:
    assert max(Counter(seed.key for seed in old_seeds()).values()) == 1


def test_codes_of_one_list_only() -> None:
    """28 codes of the list and 10 of the table do not meet: typing errors, wards of two codes, the rest."""
    typed = {row[4] for row in TABLE if row[4]}
    assert len(set(LISTED) - typed - {""}) == 28
    assert len(typed - set(LISTED)) == 10
    communes = levels_of(old_seeds())["commune"]
    gone = [seed for seed in communes if seed.status == "provisional" and seed.valid_from is None]
    began = [seed for seed in communes if seed.valid_from is not None]
    assert len(gone) == 28 - len(OTHER_CODES) - 2 == 19
    assert {seed.full_name for seed in began} == {"Phường Mộc Lỵ", "Phường Cờ Đỏ", "Phường Bình Minh"}
    assert all(seed.valid_from > LISTED_ON and seed.status == "provisional" for seed in began)
    assert {seed.other_code for seed in communes} - {""} == set(OTHER_CODES)


def test_nothing_is_dated_that_no_source_dates() -> None:
    assert {seed.valid_to for seed in old_seeds()} == {LAST_DAY}
    assert sum(seed.valid_from is not None for seed in old_seeds()) == 3


@pytest.mark.parametrize(("written", "right"), TYPED_CODES.items())
def test_a_typed_code_is_that_of_a_neighbour(written: tuple[str, str], right: str) -> None:
    name, code = written
    assert any((row[3], row[4]) == written for row in TABLE)
    assert any(row[4] == code and fold(row[3]) == fold(LISTED[code].name) for row in TABLE)
    assert LISTED[code].name != name == LISTED[right].name
    assert LISTED[code].district_code == LISTED[right].district_code


@pytest.mark.parametrize(("of_table", "of_list"), OTHER_CODES.items())
def test_a_ward_of_two_codes_is_one_ward(of_table: str, of_list: str) -> None:
    row = next(row for row in TABLE if row[4] == of_table)
    listed = LISTED[of_list]
    assert (row[3], row[6]) == (listed.name, f"{listed.district} ({listed.district_code})")
    assert of_table not in LISTED
    assert of_list not in {row[4] for row in TABLE}


def test_provinces_typed_wrongly_are_exactly_those_named() -> None:
    provinces = {line.district_code: (line.province, line.province_code) for line in LISTED.values()}
    provinces |= {
        line.district_code: (line.province, line.province_code) for line in old_units._listed() if not line.code
    }
    found = {}
    for row in TABLE:
        line = LISTED.get(OTHER_CODES.get(row[4], row[4])) if row[4] else None
        district = row[6].rpartition("(")[2].rstrip(")")
        name, code = (line.province, line.province_code) if line else provinces[district]
        if fold(row[7]) != fold(f"{name} ({code})"):
            found[row[4] or district] = (row[7], code)
    assert found == dict(TYPED_PROVINCES)


def test_lost_capitals() -> None:
    assert capitals_restored("Xã Đại áng") == "Xã Đại Áng"
    assert capitals_restored("Xã é Tòng") == "Xã É Tòng"
    assert one_line("Phường  Bình Thạnh\n") == "Phường Bình Thạnh"
    assert not {seed.full_name for seed in old_seeds() if capitals_restored(seed.full_name) != seed.full_name}


def test_every_old_commune_but_those_that_ended_earlier_became_something() -> None:
    became = {edge.old_code for edge in old_successions() if edge.old_level == "commune"}
    for seed in levels_of(old_seeds())["commune"]:
        assert (seed.code in became) == ("thôi trước" not in seed.source)


def by_old() -> dict[tuple[str, str], list[SuccessionSeed]]:
    edges = defaultdict(list)
    for edge in old_successions():
        edges[edge.old_level, edge.old_code].append(edge)
    return edges


def test_whole_and_split() -> None:
    """The table as typed has 441 codes (and the blank one) with several lines; the three typed codes make it 440."""
    split = {old: edges for old, edges in by_old().items() if len(edges) > 1}
    assert sum(n > 1 for n in Counter(row[4] for row in TABLE).values()) == 442
    assert len(split) == 440
    for edges in by_old().values():
        if len(edges) == 1:
            assert (edges[0].kind, edges[0].share) == ("whole", 1)
        else:
            assert {edge.kind for edge in edges} == {"part"}


def test_a_share_of_people_stands_only_where_the_table_tells_it() -> None:
    for edges in by_old().values():
        shares = [edge.share for edge in edges]
        if len(edges) > 1 and set(shares) != {None}:
            assert sum(share or 0 for share in shares) == 1
            for edge in edges:
                assert ("toàn bộ dân số" in edge.source) == (edge.share == 1)
                assert "dân số" in edge.source or "diện tích" in edge.source


def test_districts_without_communes_became_special_zones() -> None:
    assert {edge.old_code for edge in old_successions() if edge.old_level == "district"} == {
        "318", "471", "498", "536", "755",
    }  # fmt: skip


def test_provinces_of_before_make_the_34() -> None:
    edges = [edge for edge in old_successions() if edge.old_level == "province"]
    assert len(edges) == 63
    made = Counter(edge.new_code for edge in edges)
    assert len(made) == 34
    assert {edge.old_code for edge in edges if edge.new_code == "08"} == {"02", "08"}  # Hà Giang, Tuyên Quang
    assert {edge.old_code for edge in edges if edge.new_code == "19"} == {"06", "19"}  # Bắc Kạn, Thái Nguyên
    assert sum(made[code] == 1 for code in made) == 11


def test_seeds_are_the_lists_unaltered() -> None:
    folder = Path(os.environ.get("ATVSLD_SHARED", "../shared")) / "data" / "admin-units"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("The reference folder is absent: set ATVSLD_SHARED.")
        pytest.skip("the reference folder is not beside this checkout")
    for shipped, shared in (("units_2025-01", "xa_pre_2025-07"), ("conversion_2025-07", "bang_chuyen_doi_2025-07")):
        assert SEEDS.joinpath(f"gso_{shipped}.csv.gz").read_bytes() == (folder / f"gso_{shared}.csv.gz").read_bytes()
