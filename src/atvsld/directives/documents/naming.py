"""Which agency of today a name in a document means: a suggestion with its reason, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.search import fold
from ...org.agencies.find import agency_for, search_agencies
from ...org.agencies.kinds import agency_kinds
from ...org.agencies.models import Agency
from ...org.places.models import Place
from ...statutes.recipients import recipients

# The districts ended with the day before.
DISTRICTS_ENDED = date(2025, 7, 1)
SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ldtbxh": "lao dong thuong binh va xa hoi",
    "ld tb xh": "lao dong thuong binh va xa hoi",
    "mttq": "mat tran to quoc",
    "ldld": "lien doan lao dong",
}
LEAST_WORDS = 3
GROUPS = ("cac", "moi", "nhung", "tat ca")


@dataclass(frozen=True)
class Suggestion:
    """An agency of today, or none, and why; the parts of the reason are put in when it is shown."""

    name: str
    agency: Agency | None
    said: Words
    parts: Mapping[str, Any]

    @property
    def reason(self) -> str:
        return str(self.said).format(**self.parts)


def names_in(reading: Mapping[str, Any]) -> list[str]:
    """Every agency that leads, takes part or reports, once, in the order of the text."""
    found: dict[str, None] = {}
    for task in reading["tasks"]:
        found |= dict.fromkeys([*task["lead"], *task["coordinating"]])
    for duty in reading["reporting"]:
        found |= dict.fromkeys(name for name in (duty["by"], duty["to"]) if name)
    return list(found)


def suggestion_for(name: str, unit: Place | None, issued_on: date | None, today: date) -> Suggestion:
    """`unit` is whose document it is; names without a place are bodies there, else of the nation."""
    folded = _spelt_out(name)
    words = folded.split()
    if not words or words[0] in GROUPS or " cac " in f" {folded} ":
        return Suggestion(name, None, _("Nhóm cơ quan: chọn từng cơ quan khi giao việc."), {})
    if "huyen" in words or ("quan" in words[-3:-1] and words[:3] == ["uy", "ban", "nhan"]):
        return Suggestion(name, None, _("Cấp huyện đã kết thúc hoạt động từ ngày {day:%d/%m/%Y}."),
                          {"day": DISTRICTS_ENDED})  # fmt: skip
    return next(
        (found for found in (*_succeeded(name, folded, unit, today), *_of_kind(name, folded, unit, today),
                             *_by_name(name, unit, today)) if found.agency),
        Suggestion(name, None, _("Không có trong danh bạ cơ quan; hãy chọn hoặc để trống."), {}),
    )  # fmt: skip


def _succeeded(name: str, folded: str, unit: Place | None, today: date) -> Iterator[Suggestion]:
    """A body whose duties went to another: the list of who receives reports says to whom, and when."""
    for row in recipients():
        if fold(row.name_vi) not in (folded, _without_place(folded, unit)):
            continue
        if row.valid_to is None or row.valid_to >= today:
            continue
        now = next((r for r in recipients() if r.role == row.role and r.valid_from > row.valid_to), None)
        if now is not None:
            agency = agency_for(now.agency_kind, _place_for(now.agency_kind, unit), today)
            parts = {"old": row.name_vi, "day": row.valid_to, "new": now.name_vi}
            yield Suggestion(name, agency, _("«{old}» đến hết ngày {day:%d/%m/%Y}; nay là {new}."), parts)


def _of_kind(name: str, folded: str, unit: Place | None, today: date) -> Iterator[Suggestion]:
    """A kind of body of which each place has one: "Sở Y tế" in the document of a province is that of the province."""
    for kind in agency_kinds().values():
        place = _place_for(kind.code, unit)
        # The list says "Ủy ban nhân dân cấp tỉnh", documents say "Ủy ban nhân dân tỉnh".
        names = {fold(kind.name_vi), fold(kind.name_vi).replace(" cap ", " "), fold(kind.name_at(place))}
        if kind.is_present and names & {folded, _without_place(folded, unit)}:
            agency = agency_for(kind.code, place, today)
            if agency is not None:
                where = place.full_name if place is not None else _("trung ương")
                yield Suggestion(name, agency, _("Đúng tên cơ quan ở {where}."), {"where": where})


def _by_name(name: str, unit: Place | None, today: date) -> Iterator[Suggestion]:
    province = unit.province if unit is not None else None
    found = search_agencies(name, province=province, on=today, limit=2) or search_agencies(name, on=today, limit=2)
    # A word or two ("doanh nghiệp") stand in many names without naming any of them.
    is_name = len(name.split()) >= LEAST_WORDS
    if is_name and len(found) == 1 and fold(found[0].name_vi).startswith(fold(name)):
        yield Suggestion(name, found[0], _("Cơ quan duy nhất có những chữ này trong tên."), {})


def _place_for(kind_code: str, unit: Place | None) -> Place | None:
    """Where a body of the kind stands for a document of the unit."""
    kind = agency_kinds().get(kind_code)
    if unit is None or kind is None or kind.level == "central":
        return None
    return unit.province if kind.level == "province" else unit


def _spelt_out(name: str) -> str:
    folded = f" {fold(name)} "
    for short, whole in SHORT.items():
        folded = folded.replace(f" {short} ", f" {whole} ")
    return folded.strip()


def _without_place(folded: str, unit: Place | None) -> str:
    """ "so noi vu tinh thai nguyen" → "so noi vu"."""
    if unit is not None and unit.province is not None:
        for ending in (f" {fold(unit.province.full_name)}", f" {fold(unit.province.name_vi)}", " tinh", " thanh pho"):
            folded = folded.removesuffix(ending)
    return folded
