"""What each list holds: counts, and the rows on which tables and rules rest."""

from collections import Counter
from datetime import date

import pytest

from atvsld.statutes.lists import UNCODED, UNCODED_CODE, SeedRow, read, rows_on, seed_list, seed_lists
from atvsld.statutes.seedfile import seed_rows

TODAY = date(2026, 11, 22)

COUNTS = {
    "accident_causes": 10,
    "injury_factors": 6,
    "injury_factor_suggestions": 9,
    "severe_injuries": 48,
    "worker_groups": 11,
    "establishment_types": 13,
    "occupations": 1505,
    "vsic": 1606,
    "vsic_2018_2025": 1459,
    "vsic_versions": 2,
    "high_risk_sectors": 11,
    "osh_staffing": 7,
    "health_staffing": 7,
    "plxii_rows": 6,
    "plxii_columns": 19,
    "plxiv_columns": 28,
    "plxx_fields": 11,
    "investigation_limits": 5,
    "deadlines": 13,
    "fines": 48,
    "nd39_appendices": 20,
    "recipients": 19,
    "reference_wage": 2,
    "esaw_activities": 21,
    "esaw_age": 5,
    "esaw_circumstance_groups": 6,
    "esaw_circumstances": 52,
    "esaw_countries": 36,
    "esaw_severity": 2,
    "esaw_sex": 3,
}


def by_code(name: str, on: date = TODAY) -> dict[str, SeedRow]:
    return {row.code: row for row in rows_on(name, on)}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_count(name: str, count: int) -> None:
    assert len(rows_on(name, TODAY)) == count


def test_every_list_is_counted_here() -> None:
    assert {seed.name for seed in seed_lists()} == {*COUNTS, "agency_kinds"}


def test_causes_have_official_labels_provisional_numbers_and_nine_main_causes() -> None:
    causes = by_code("accident_causes")
    assert {row.status for row in causes.values()} == {"verified"}
    assert {row.attrs["code_status"] for row in causes.values()} == {"provisional"}
    assert [code for code, row in causes.items() if row.attrs["is_main_cause"] == "true"] == list("123456789")
    assert causes["10"].attrs["group"] == "art39_2"


def test_injury_factors_follow_the_day_and_always_have_a_row_for_the_uncoded() -> None:
    for on, count in ((date(2005, 3, 28), 20), (date(2005, 3, 29), 1), (date(2021, 1, 14), 1), (date(2021, 1, 15), 6)):
        factors = by_code("injury_factors", on)
        assert len(factors) == count
        assert factors[UNCODED_CODE].name_vi.lower() == UNCODED
        assert (factors[UNCODED_CODE].status, factors[UNCODED_CODE].source) == ("provisional", "hệ thống")
    assert by_code("injury_factors", date(2000, 1, 1))["0101"].parent == "01"
    now = by_code("injury_factors")
    assert now["3.1"].parent == "3"
    assert (now["3.1"].status, now["3.2"].status) == ("seen", "provisional")


def test_factor_labels_without_a_code_are_offered_as_suggestions_only() -> None:
    uncoded = [
        row["name_vi"].rstrip(".,")
        for row in seed_rows("codes/injury_factors_TT13_2020_PLIV_PARTIAL.csv")
        if not row["code"]
    ]
    labels = {row.name_vi.rstrip(".,") for row in rows_on("injury_factor_suggestions", TODAY)}
    assert len(uncoded) == 5
    assert set(uncoded) <= labels
    assert not set(uncoded) & {row.name_vi for row in rows_on("injury_factors", TODAY)}


def test_severe_injuries_are_texts_in_six_groups() -> None:
    injuries = by_code("severe_injuries")
    assert [code for code, row in injuries.items() if not row.parent] == ["01", "02", "03", "04", "05", "06"]
    assert injuries["0110"].parent == "01"
    assert injuries["051"].status == "memory"
    assert injuries["034"].source.startswith("TTLT 12/2012")


def test_occupations_have_five_levels_and_one_corrected_code() -> None:
    occupations = by_code("occupations")
    assert Counter(row.attrs["level"] for row in occupations.values()) == {
        "1": 10,
        "2": 48,
        "3": 152,
        "4": 509,
        "5": 786,
    }
    assert all(len(row.code) == int(row.attrs["level"]) for row in occupations.values())
    assert occupations["13300"].parent == "1330"
    assert occupations["13300"].name_vi == occupations["1330"].name_vi
    assert not any("nghệp" in row.name_vi for row in occupations.values())
    assert occupations["1"].status == "memory"
    assert occupations["1"].attrs["name_transcribed"].startswith("Lãnh đạo, quản lý")


def test_vsic_2025_is_complete_and_its_mapping_points_into_it() -> None:
    vsic = by_code("vsic")
    version = by_code("vsic_versions")["VSIC_2025"]
    levels = Counter(row.attrs["level"] for row in vsic.values())
    assert [levels[level] for level in "12345"] == [int(version.attrs[f"level{level}"]) for level in "12345"]
    assert all(row.attrs["code_2025"] in vsic for row in rows_on("vsic_2018_2025", TODAY))
    assert all(row.attrs["code_2018"] for row in rows_on("vsic_2018_2025", TODAY))


def test_columns_of_the_forms() -> None:
    assert [row.code for row in rows_on("plxii_columns", TODAY) if row.attrs["table"] == "I"] == [
        f"I.{number}" for number in range(1, 14)
    ]
    tables = Counter(row.attrs["table"] for row in rows_on("plxiv_columns", TODAY))
    assert tables == {"I": 13, "II": 15}
    assert by_code("plxii_rows")["1.2"].parent == "1"


def test_high_risk_sectors_tell_which_stand_in_the_staffing_articles() -> None:
    sectors = rows_on("high_risk_sectors", TODAY)
    assert [row.code for row in sectors if row.attrs["is_art36"] == "true"] == list("1234567")
    assert [row.code for row in sectors if row.attrs["is_art37"] == "false"] == ["5", "7"]


def test_agency_kinds_cover_every_level_and_group() -> None:
    kinds = by_code("agency_kinds")
    levels = Counter(row.attrs["level"] for row in kinds.values())
    assert set(levels) == {"central", "province", "commune", "zone", "other"}
    groups = {row.attrs["group"] for row in kinds.values()}
    assert groups >= {
        "party",
        "state",
        "mass_organisation",
        "department",
        "ministry",
        "police",
        "military",
        "procuracy",
    }
    assert groups >= {
        "court",
        "inspectorate",
        "zone",
        "social_insurance",
        "statistics",
        "association",
        "press",
        "health",
    }
    for row in kinds.values():
        if row.attrs["level"] in ("province", "commune"):
            assert row.attrs["name_pattern"].format(place="tỉnh A", name="A", city="Tỉnh").endswith("A")
            assert row.status != "historic"


def test_recipients_are_agency_kinds() -> None:
    kinds = by_code("agency_kinds")
    assert all(row.attrs["agency_kind"] in kinds for row in rows_on("recipients", TODAY))


def test_a_day_without_a_list_is_an_error_not_another_list() -> None:
    with pytest.raises(LookupError, match="vsic"):
        seed_list("vsic", date(2025, 11, 14))
    with pytest.raises(LookupError):
        seed_list("no_such_list", TODAY)


def test_reading_twice_gives_the_same_rows() -> None:
    seed = seed_list("accident_causes", TODAY)
    assert read(seed) is read(seed)
