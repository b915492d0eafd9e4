import csv
import gzip
import os
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from atvsld.base.search import fold
from atvsld.org.places.seed_rows import CODES_FROM, kind_changes, merger_texts, place_seeds

SEEDS = files("atvsld.org.places").joinpath("seeds")


def test_each_dated_row_is_there_once() -> None:
    keys = Counter(seed.key for seed in place_seeds())
    assert len(keys) == 34 + 3 + 3_321 + 22
    assert set(keys.values()) == {1}


def test_codes_and_provinces_fit_together() -> None:
    provinces = {seed.code for seed in place_seeds() if seed.level == "province"}
    for seed in place_seeds():
        digits, above = (2, {""}) if seed.level == "province" else (5, provinces)
        assert re.fullmatch(rf"\d{{{digits}}}", seed.code)
        assert seed.province_code in above
        assert not seed.name_vi.startswith(("Xã ", "Phường ", "Tỉnh ", "Thành phố ", "Đặc khu "))


def test_hoang_sa_and_truong_sa_are_special_zones() -> None:
    zones = {seed.name_vi: seed.province_code for seed in place_seeds() if seed.kind == "dac_khu"}
    assert zones["Hoàng Sa"] == "48"
    assert zones["Trường Sa"] == "56"
    assert len(zones) == 13


def test_a_change_of_kind_of_a_commune_is_told_by_its_own_note() -> None:
    notes = merger_texts()
    names = {seed.code: seed.name_vi for seed in place_seeds() if seed.level == "commune"}
    communes = [change for change in kind_changes() if change.level == "commune"]
    assert len(communes) == 22
    for change in communes:
        note = fold(notes[change.code])
        assert change.instrument in notes[change.code]
        assert f"thanh lap phuong {fold(names[change.code])}" in note
        assert f" xa {fold(names[change.code])} so " in note


def test_every_note_of_a_later_legislature_is_a_change_of_kind() -> None:
    later = {code for code, note in merger_texts().items() if re.search(r"QH1[6-9]|UBTVQH1[6-9]", note)}
    assert later == {change.code for change in kind_changes() if change.level == "commune"}


def test_dates_of_wards_were_not_seen_and_say_so() -> None:
    statuses = {(change.level, change.status) for change in kind_changes()}
    assert statuses == {("province", "verified"), ("commune", "provisional")}
    assert all(change.effective_on > CODES_FROM for change in kind_changes())


def test_seeds_are_the_catalogue_unaltered() -> None:
    catalogue = _shared() / "data" / "admin-units"
    communes = gzip.decompress(SEEDS.joinpath("nso_communes.csv.gz").read_bytes())
    assert communes == (catalogue / "nso_2026-10-10_communes.csv").read_bytes()
    provinces = SEEDS.joinpath("nso_provinces.csv").read_bytes()
    assert provinces == (catalogue / "nso_2026-10-10_provinces.csv").read_bytes()


def test_kinds_of_provinces_in_2025_agree_with_the_decision() -> None:
    lines = (_shared() / "codes" / "provinces_34_gso.csv").read_text("utf-8").splitlines()
    decision = {row["code"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    first = {s.code: s.full_name for s in place_seeds() if s.level == "province" and s.valid_from == CODES_FROM}
    assert first == {code: f"{row['level_2025']} {row['name_vi']}" for code, row in decision.items()}
    assert sum(int(row["commune_count"]) for row in decision.values()) == len(merger_texts())


def _shared() -> Path:
    folder = Path(os.environ.get("ATVSLD_SHARED", "../shared"))
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("The reference folder is absent: set ATVSLD_SHARED.")
        pytest.skip("the reference folder is not beside this checkout")
    return folder
