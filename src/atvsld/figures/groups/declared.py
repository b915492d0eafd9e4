"""The groups of workers that figures are asked by, each declared once as an expression over the facts of a victim.

Directive 31-CT/TW and the plans that carry it out single out women, the young, the old, the disabled and others; the
yearly OSH report (TT 07/2016/TT-BLĐTBXH Phụ lục II, lines 1.1c–1.1h) asks for them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.codelists.reading import Code
from ...base.language import Words
from ..tables.columns import Where

SEX, AGE, CONTRACT, WORKERS = "sex", "age", "contract", "workers"
FEMALE, MALE = "sex:female", "sex:male"
# What a group is made of: columns of the fact, besides whether there is a contract.
COLUMNS = ("sex", "age", "worker_groups")


@dataclass(frozen=True)
class Group:
    """A group of workers. `where` says of victims with the columns of a fact who belongs; `source` who names it."""

    id: str
    label: Words
    where: Where
    source: Words = ""

    @property
    def dimension(self) -> str:
        return self.id.partition(":")[0]


@dataclass(frozen=True)
class Dimension:
    """Groups that are told beside each other. `is_partition`: each person is in exactly one of them.

    Otherwise a person may be in several, and the figures of the groups do not add up to the whole.
    """

    id: str
    label: Words
    groups: tuple[Group, ...]
    is_partition: bool = True
    note: Words = ""


_OURS = _("mốc tuổi của hệ thống, không phải của văn bản")
_YOUNG = _("TT 07/2016/TT-BLĐTBXH Phụ lục II (người dưới 15 tuổi, người chưa thành niên)")
# (id, label, youngest, oldest, source): 15 and 18 are the law's, the other limits are ours.
_AGES = (
    ("under_15", _("Dưới 15 tuổi"), 0, 14, _YOUNG),
    ("15_17", _("Từ 15 đến dưới 18 tuổi (chưa thành niên)"), 15, 17, _YOUNG),
    ("18_24", _("Từ 18 đến 24 tuổi"), 18, 24, _OURS),
    ("25_34", _("Từ 25 đến 34 tuổi"), 25, 34, _OURS),
    ("35_44", _("Từ 35 đến 44 tuổi"), 35, 44, _OURS),
    ("45_54", _("Từ 45 đến 54 tuổi"), 45, 54, _OURS),
    ("55_59", _("Từ 55 đến 59 tuổi"), 55, 59, _OURS),
    ("60", _("Từ 60 tuổi"), 60, 999, _OURS),
)


@cache
def of_sex(code: str) -> Where:
    return lambda t: t.sex == code


@cache
def others_of(code: str) -> Where:
    return lambda t: t.sex != code


@cache
def of_age(youngest: int, oldest: int) -> Where:
    return lambda t: t.age.between(youngest, oldest).fill_null(False)


def of_unknown_age(t: Any) -> Any:
    return t.age.isnull()


def with_contract(t: Any) -> Any:
    return t.has_labour_contract


def without_contract(t: Any) -> Any:
    return ~t.has_labour_contract


@cache
def in_worker_group(code: str) -> Where:
    return lambda t: t.worker_groups.contains(f"|{code}|")


@cache
def in_no_worker_group(codes: frozenset[str]) -> Where:
    """In none of these: a code that the list of the day does not have is no group of it."""

    def where(t: Any) -> Any:
        is_none: Any = t.worker_groups.notnull()
        for code in sorted(codes):
            is_none &= ~in_worker_group(code)(t)
        return is_none

    return where


def dimensions(worker_groups: Mapping[str, Code]) -> tuple[Dimension, ...]:
    """Every dimension; that of worker groups has the codes of the list that is handed in."""
    ages = [Group(f"{AGE}:{code}", label, of_age(low, high), source) for code, label, low, high, source in _AGES]
    return (
        Dimension(SEX, _("Giới tính"), (
            Group(FEMALE, _("Nữ"), of_sex("female"), _("NĐ 39/2016/NĐ-CP Phụ lục XII, XIV; Chỉ thị 31-CT/TW")),
            Group(MALE, _("Nam"), of_sex("male")),
            Group(f"{SEX}:unknown", _("Chưa rõ giới tính"), of_sex("")),
        )),
        Dimension(
            AGE, _("Nhóm tuổi"), (*ages, Group(f"{AGE}:unknown", _("Không rõ tuổi"), of_unknown_age)),
            note=_("Tuổi là năm xảy ra trừ năm sinh. Mốc 15 và 18 theo văn bản; các mốc khác do hệ thống đặt."),
        ),
        Dimension(CONTRACT, _("Hợp đồng lao động"), (
            Group(f"{CONTRACT}:yes", _("Có hợp đồng lao động"), with_contract),
            Group(f"{CONTRACT}:no", _("Không có hợp đồng lao động"), without_contract),
        )),
        Dimension(
            WORKERS, _("Nhóm lao động đặc thù"), tuple(_worker_groups(worker_groups)), is_partition=False,
            note=_("Một người có thể thuộc nhiều nhóm, nên các dòng này không cộng lại thành tổng số."),
        ),
    )  # fmt: skip


def _worker_groups(codes: Mapping[str, Code]) -> Iterator[Group]:
    for code, row in codes.items():
        yield Group(f"{WORKERS}:{code}", row.words, in_worker_group(code), row.attrs.get("source", ""))
    yield Group(f"{WORKERS}:none", _("Không thuộc nhóm nào"), in_no_worker_group(frozenset(codes)))


def find_dimension(known: tuple[Dimension, ...], dimension_id: str) -> Dimension | None:
    return next((d for d in known if d.id == dimension_id), None)


def find_group(known: tuple[Dimension, ...], group_id: str) -> Group | None:
    return next((g for d in known for g in d.groups if g.id == group_id), None)
