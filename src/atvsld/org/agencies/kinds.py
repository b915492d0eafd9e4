"""The kinds of agency: what each is called, at which level it exists and what stands above it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from atvsld.org.places.models import Place
from atvsld.statutes.lists import read, seed_lists

CENTRAL, PROVINCE, COMMUNE, ZONE, OTHER = "central", "province", "commune", "zone", "other"

_HISTORIC = "historic"
_SEEN = ("seen", "verified")
_NATIONAL_INSTRUMENT = re.compile(r"\b(Luật|NĐ|NQ|TT) \d")


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """One row of the list `agency_kinds`, with the kind that stands above it ("" for none)."""

    code: str
    name_vi: str
    group: str
    level: str
    status: str
    source: str
    name_pattern: str
    parent_code: str

    @property
    def is_present(self) -> bool:
        """Whether bodies of this kind exist today."""
        return self.status != _HISTORIC

    def was_read_for(self, place: Place | None) -> bool:
        """Whether a source that was seen gives the place this body: a national instrument, or a paper of its province.

        A department read in the plan of one province is likely, not certain, in the others.
        """
        if self.status not in _SEEN:
            return False
        if place is None or (self.level != ZONE and _NATIONAL_INSTRUMENT.search(self.source)):
            return True
        return (place.province or place).name_vi in self.source

    def name_at(self, place: Place | None) -> str:
        """The name of the body of this kind at the place: "Ủy ban nhân dân xã Tân Cương", "Thành ủy Huế"."""
        if place is None or not self.name_pattern:
            return self.name_vi
        return self.name_pattern.format(
            place=place.in_text,
            name=place.name_vi,
            city="Thành" if place.kind == Place.Kind.THANH_PHO else "Tỉnh",
        )


@cache
def agency_kinds() -> dict[str, AgencyKind]:
    """Every kind by code, in the order of the newest version of the list."""
    versions = [seed for seed in seed_lists() if seed.name == "agency_kinds"]
    parents = _parents()
    return {
        row.code: AgencyKind(
            code=row.code,
            name_vi=row.name_vi,
            group=row.attrs.get("group", ""),
            level=row.attrs.get("level", ""),
            status=row.status,
            source=row.source,
            name_pattern=row.attrs.get("name_pattern", ""),
            parent_code=parents.get(row.code, ""),
        )
        for row in read(max(versions, key=lambda seed: seed.valid_from))
    }


def _parents() -> dict[str, str]:
    text = files("atvsld.org.agencies").joinpath("seeds", "parents.csv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["kind"]: row["parent_kind"] for row in csv.DictReader(lines)}
