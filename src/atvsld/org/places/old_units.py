"""The units before 1/7/2025 and what each became, as plain values, from two official lists (see `seeds/README.md`).

The list of 4/1/2025 gives provinces, districts and communes; the table of conversion gives what each commune became,
and what had changed since January without saying when. Nothing is dated that neither of them dates.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from atvsld.base.search import fold
from atvsld.org.dated import Certainty
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.old_corrections import OTHER_CODES, TYPED_CODES, capitals_restored, one_line
from atvsld.org.places.seed_rows import CATALOGUE, CODES_FROM, PlaceSeed

LIST = f"{CATALOGUE}, 04/01/2025"
TABLE = "Bảng chuyển đổi đơn vị hành chính từ 01/07/2025"
LISTED_ON = date(2025, 1, 4)
LAST_DAY = CODES_FROM - timedelta(days=1)

_GONE = f"{LIST}; không còn trong bảng chuyển đổi: thôi trước 01/07/2025, ngày chưa rõ"
_LATER = f"{TABLE}; không có trong danh mục 04/01/2025: bắt đầu sau ngày đó, ngày chưa rõ"
_KINDS = {fold(kind.label): kind for kind in Place.Kind}
_IN_BRACKETS = re.compile(r"^(.*) \((\d+)\)$")


@dataclass(frozen=True, slots=True)
class OldCommune:
    """A line of the list of 4/1/2025; `name` and `code` are "" for a district that had no communes."""

    province: str
    province_code: str
    district: str
    district_code: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """A line of the table of conversion: this old unit went, wholly or in part, into that commune of today."""

    new_code: str
    name: str
    code: str
    note: str
    district: str
    district_code: str
    province_code: str


@dataclass(frozen=True, slots=True)
class SuccessionSeed:
    """From 1/7/2025 the commune `new_code` stands where this old unit stood. `share` is null where nobody counted."""

    old_level: str
    old_code: str
    new_level: str
    new_code: str
    kind: str
    share: int | None
    source: str


def old_seeds() -> list[PlaceSeed]:
    """Provinces, then districts, then communes that stood before 1/7/2025."""
    listed = [*_listed()]
    return [*_provinces(listed), *_districts(listed), *_communes(listed)]


def old_successions() -> list[SuccessionSeed]:
    """What each old commune became, and each district that was a commune's worth by itself."""
    by_old: dict[tuple[str, str], list[Conversion]] = defaultdict(list)
    for line in conversions():
        if line.code:
            by_old[Place.Level.COMMUNE, line.code].append(line)
        elif not line.name:
            by_old[Place.Level.DISTRICT, line.district_code].append(line)
    edges = [edge for (level, code), lines in by_old.items() for edge in _edges(level, code, lines)]
    return [*_of_provinces(), *edges]


@cache
def conversions() -> tuple[Conversion, ...]:
    """The table of conversion, its typing errors corrected."""
    return tuple(_conversion(row) for row in _table("gso_conversion_2025-07.csv.gz") if re.fullmatch(r"\d{5}", row[2]))


def _conversion(row: list[str]) -> Conversion:
    district, province = _IN_BRACKETS.match(row[6]), _IN_BRACKETS.match(row[7])
    assert district and province
    code = OTHER_CODES.get(row[4], TYPED_CODES.get((row[3], row[4]), row[4]))
    return Conversion(row[2], row[3], code, row[5], district[1], district[2], province[2])


def _edges(level: str, code: str, lines: list[Conversion]) -> Iterator[SuccessionSeed]:
    is_whole = len(lines) == 1
    everybody = [line for line in lines if "toàn bộ dân số" in line.note]
    for line in lines:
        share: int | None = None
        if is_whole or line in everybody:
            share = 1
        elif len(everybody) == 1:
            share = 0  # the table says that one of the others took all the people, and this one ground alone
        yield SuccessionSeed(
            old_level=str(level), old_code=code, new_level=str(Place.Level.COMMUNE), new_code=line.new_code,
            kind=str(PlaceSuccession.Kind.WHOLE if is_whole else PlaceSuccession.Kind.PART), share=share,
            source=f"{TABLE}: {line.note}",
        )  # fmt: skip


def _of_provinces() -> Iterator[SuccessionSeed]:
    """Each old province went wholly into one: that of all the communes that its communes became."""
    listed = {line.code: line.province_code for line in _listed() if line.code}
    became: dict[str, set[str]] = defaultdict(set)
    for row in _table("gso_conversion_2025-07.csv.gz"):
        bracket = _IN_BRACKETS.match(row[0])
        code = OTHER_CODES.get(row[4], row[4])
        if bracket and code in listed:
            became[listed[code]].add(bracket[2])
    for old, new in sorted(became.items()):
        (code,) = new
        yield SuccessionSeed("province", old, "province", code, PlaceSuccession.Kind.WHOLE.value, 1, TABLE)


def _provinces(listed: Iterable[OldCommune]) -> Iterator[PlaceSeed]:
    for code, name in dict.fromkeys((line.province_code, line.province) for line in listed):
        yield _seed(code, Place.Level.PROVINCE, name, "")


def _districts(listed: Iterable[OldCommune]) -> Iterator[PlaceSeed]:
    written = {line.district_code: line.district for line in conversions()}
    for code, name, province in dict.fromkeys((s.district_code, s.district, s.province_code) for s in listed):
        yield _seed(code, Place.Level.DISTRICT, name, province, other_name=_differing(written.get(code, ""), name))


def _communes(listed: Iterable[OldCommune]) -> Iterator[PlaceSeed]:
    converted = {line.code: line for line in conversions() if line.code}
    other_codes = {listed_code: code for code, listed_code in OTHER_CODES.items()}
    known = set()
    for line in listed:
        if line.code:
            known.add(line.code)
            later = converted.get(line.code)
            yield _seed(
                line.code, Place.Level.COMMUNE, line.name, line.province_code, district_code=line.district_code,
                other_name=_differing(later.name, line.name) if later else "",
                other_code=other_codes.get(line.code, ""), source=LIST if later else _GONE,
            )  # fmt: skip
    for code, row in converted.items():
        if code not in known:
            yield _seed(
                code, Place.Level.COMMUNE, row.name, row.province_code, district_code=row.district_code,
                valid_from=LISTED_ON + timedelta(days=1), source=_LATER,
            )  # fmt: skip


def _seed(
    code: str, level: str, full_name: str, province_code: str, *, district_code: str = "", other_name: str = "",
    other_code: str = "", valid_from: date | None = None, source: str = LIST,
) -> PlaceSeed:  # fmt: skip
    kind, name_vi = _kind_and_name(full_name)
    return PlaceSeed(
        code=code, level=str(level), kind=kind.value, name_vi=name_vi, province_code=province_code,
        valid_from=valid_from, valid_to=LAST_DAY, source=source, district_code=district_code, other_name=other_name,
        other_code=other_code, status=(Certainty.VERIFIED if source == LIST else Certainty.PROVISIONAL).value,
    )  # fmt: skip


def _kind_and_name(full_name: str) -> tuple[Place.Kind, str]:
    words = full_name.split()
    count = 1 if fold(words[0]) in _KINDS else 2
    return _KINDS[fold(" ".join(words[:count]))], " ".join(words[count:])


def _differing(written: str, name: str) -> str:
    """The name of the table of conversion where it says more than another tone mark or capital; else ""."""
    return written if written and fold(written) != fold(name) and not fold(name).endswith(f" {fold(written)}") else ""


@cache
def _listed() -> tuple[OldCommune, ...]:
    rows = _table("gso_units_2025-01.csv.gz")[1:]
    return tuple(OldCommune(*(capitals_restored(row[i]) for i in (0, 1, 2, 3, 4, 5))) for row in rows)


def _table(file_name: str) -> list[list[str]]:
    data = files("atvsld.org.places").joinpath("seeds", file_name).read_bytes()
    text = gzip.decompress(data).decode("utf-8-sig")
    return [[one_line(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def levels_of(seeds: Iterable[PlaceSeed]) -> Mapping[str, list[PlaceSeed]]:
    """The seeds by level, provinces first."""
    by_level: dict[str, list[PlaceSeed]] = {str(level): [] for level in Place.Level}
    for seed in seeds:
        by_level[seed.level].append(seed)
    return by_level
