"""The administrative units shipped with the program, as plain values (origin: `seeds/README.md`)."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files

from atvsld.org.dated import Certainty
from atvsld.org.places.models import Place

# Decision 19/2025/QĐ-TTg: its codes are in use from this day.
CODES_FROM = date(2025, 7, 1)
CATALOGUE = "Danh mục đơn vị hành chính, Cục Thống kê"
_STATE = f"{CATALOGUE}, 10/10/2026"


@dataclass(frozen=True, slots=True)
class PlaceSeed:
    """One row of `Place` before it has an id; `province_code` is "" for a province, `valid_from` None when unknown."""

    code: str
    level: str
    kind: str
    name_vi: str
    province_code: str
    valid_from: date | None
    valid_to: date | None
    source: str
    status: str
    district_code: str = ""
    other_name: str = ""
    other_code: str = ""

    @property
    def full_name(self) -> str:
        return f"{Place.Kind(self.kind).label} {self.name_vi}"

    @property
    def key(self) -> tuple[str, str, date | None]:
        return self.code, self.level, self.valid_from


@dataclass(frozen=True, slots=True)
class KindChange:
    """A unit that kept its code, name and ground and changed its kind from one day on."""

    code: str
    level: str
    kind_before: str
    effective_on: date
    instrument: str
    status: str

    @property
    def last_day_before(self) -> date:
        return self.effective_on - timedelta(days=1)


def place_seeds() -> list[PlaceSeed]:
    """Every row since 1/7/2025, provinces first; a unit whose kind changed has two."""
    changes = {(change.level, change.code): change for change in kind_changes()}
    rows: list[PlaceSeed] = []
    for seed in (*_provinces(), *_communes()):
        change = changes.get((seed.level, seed.code))
        rows.extend((seed,) if change is None else _before_and_after(seed, change))
    return rows


def kind_changes() -> list[KindChange]:
    """The changes of kind of 2026."""
    return [
        KindChange(
            code=row["code"],
            level=row["level"],
            kind_before=row["kind_before"],
            effective_on=date.fromisoformat(row["effective_on"]),
            instrument=row["instrument"],
            status=row["status"],
        )
        for row in _rows("kind_changes_2026.csv")
    ]


def merger_texts() -> dict[str, str]:
    """What each commune in force was made of and by which resolution, by code, in the words of the catalogue."""
    return {row["code"]: row["note"] for row in _rows("nso_communes.csv.gz")}


def _before_and_after(seed: PlaceSeed, change: KindChange) -> tuple[PlaceSeed, PlaceSeed]:
    dated = replace(seed, source=f"{_STATE}; {change.instrument}", status=change.status)
    before = replace(dated, kind=change.kind_before, valid_to=change.last_day_before)
    return before, replace(dated, valid_from=change.effective_on)


def _provinces() -> Iterator[PlaceSeed]:
    for row in _rows("nso_provinces.csv"):
        yield _seed(row["code"], Place.Level.PROVINCE, row["type"], row["name_with_type"], "")


def _communes() -> Iterator[PlaceSeed]:
    for row in _rows("nso_communes.csv.gz"):
        yield _seed(row["code"], Place.Level.COMMUNE, row["type"], row["name_with_type"], row["province_code"])


def _seed(code: str, level: str, kind: str, full_name: str, province_code: str) -> PlaceSeed:
    place_kind = Place.Kind(kind.replace("-", "_"))
    name_vi = full_name.removeprefix(f"{place_kind.label} ")
    return PlaceSeed(
        code=code,
        level=str(level),
        kind=place_kind.value,
        name_vi=name_vi,
        province_code=province_code,
        valid_from=CODES_FROM,
        valid_to=None,
        source=_STATE,
        status=Certainty.VERIFIED.value,
    )


def _rows(file_name: str) -> list[dict[str, str]]:
    data = files("atvsld.org.places").joinpath("seeds", file_name).read_bytes()
    text = (gzip.decompress(data) if file_name.endswith(".gz") else data).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
