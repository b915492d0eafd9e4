"""Which agencies the words of a document mean as those who report: whole groups by their words, others as decided.

A group is read as narrowly as its words allow: "các sở, ban, ngành" are the departments of the province with its
police, its military command and its inspectorate; "địa phương" are the communes of a province, the provinces of the
nation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ....base.asking import once_a_file
from ....base.search import fold
from ....org.agencies.kinds import agency_kinds
from ....org.agencies.models import Agency
from ....org.places.lineage import same_unit_ids
from ....org.places.models import Place

DEPARTMENTS, COMMUNES, PROVINCES, MINISTRIES = "departments", "communes", "provinces", "ministries"
_BESIDE_DEPARTMENTS = ("police_province", "military_command_province", "inspectorate_province")
_COMMITTEE = {COMMUNES: "peoples_committee_commune", PROVINCES: "peoples_committee_province"}
_WORDS = {
    DEPARTMENTS: re.compile(r"\bcac so\b"),
    COMMUNES: re.compile(r"\b(?:ubnd|uy ban nhan dan)(?: cac)?(?: cap)? (?:xa|phuong|dac khu)\b|\bcac (?:xa|phuong)\b"),
    PROVINCES: re.compile(r"\b(?:ubnd|uy ban nhan dan)(?: cac)?(?: cap)? tinh thanh pho\b|\b(?:cac|cap) tinh\b"),
    MINISTRIES: re.compile(r"\bcac bo\b"),
}
_LOCAL = re.compile(r"\bdia phuong\b")


def groups_in(by: str, province: Place | None) -> Iterator[str]:
    """The groups that the words name, in a document of the province or (None) of the nation."""
    text = fold(by)
    for group, words in _WORDS.items():
        is_here = group in (DEPARTMENTS, COMMUNES) if province is not None else group in (*_COMMITTEE, MINISTRIES)
        if is_here and words.search(text):
            yield group
    if _LOCAL.search(text):
        yield PROVINCES if province is None else COMMUNES


@once_a_file
def bodies_of_group(group: str, province: Place | None, on: date) -> frozenset[int]:
    """The agencies of the group in force on the day, in the province or (None) in the nation."""
    kinds = agency_kinds().values()
    if group == MINISTRIES:
        wanted = [kind.code for kind in kinds if kind.group == "ministry"]
        found = Agency.objects.filter(kind__in=wanted, place=None)
    elif group == DEPARTMENTS:
        wanted = [kind.code for kind in kinds if kind.group == "department" and kind.level == "province"]
        found = Agency.objects.filter(kind__in=[*wanted, *_BESIDE_DEPARTMENTS])
    else:
        found = Agency.objects.filter(kind=_COMMITTEE[group])
    if province is not None:
        of_place = "place__province_id__in" if group == COMMUNES else "place_id__in"
        found = found.filter(**{of_place: same_unit_ids(province)})
    return frozenset(found.in_force(on).values_list("pk", flat=True))


def bodies_of(
    by: str, decided: Mapping[str, int | None], province: Place | None, on: date
) -> tuple[frozenset[int], str]:
    """(the agencies the words lie upon, the words where none was found)."""
    found: set[int] = set()
    for group in dict.fromkeys(groups_in(by, province)):
        found |= bodies_of_group(group, province, on)
    if not found:
        names = [by, *(part.strip() for part in re.split(r"[,;]", by))]
        found |= {pk for name in names if (pk := decided.get(name))}
    return frozenset(found), "" if found else by
