"""Which agency of today a name in a document means: a suggestion with its reason, decided by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.search import fold
from ...org.agencies.find import agency_for, search_agencies
from ...org.agencies.kinds import CENTRAL, COMMUNE, agency_kinds
from ...org.agencies.lineage import heir, kinds_after
from ...org.agencies.models import Agency
from ...org.agencies.naming import spelt_out
from ...org.places.models import Place
from ...org.places.resolve import find_commune, find_province
from ...statutes.recipients import recipients

# The districts ended with the day before.
DISTRICTS_ENDED = date(2025, 7, 1)
LEAST_WORDS = 3
# Units of the present tiers, as a name ends with them.
PLACE = re.compile(r"\b(?P<level>tỉnh|thành phố|xã|phường|đặc khu)\s+[A-ZĐÀ-Ỹ][\w\s'’-]*$")
GROUP = _("Nhóm cơ quan: chọn từng cơ quan khi giao việc.")
GROUPS = ("cac", "moi", "nhung", "tat ca")


@dataclass(frozen=True)
class Suggestion:
    """An agency of today, or none, and why; the parts of the reason are put in when it is shown."""

    name: str
    agency: Agency | None
    said: Words
    parts: Mapping[str, Any]

    @property
    def is_group(self) -> bool:
        """Whether many bodies are meant at once: which ones is said when work is handed out."""
        return self.said is GROUP

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
    """What bore the name on the day of the document, and which agency has its tasks today.

    `unit` is whose document it is; names without a place are bodies there, else of the nation.
    """
    folded = spelt_out(name)
    words = folded.split()
    if not words or words[0] in GROUPS or " cac " in f" {folded} ":
        return Suggestion(name, None, GROUP, {})
    if "huyen" in words or ("quan" in words[-3:-1] and words[:3] == ["uy", "ban", "nhan"]):
        return Suggestion(name, None, _("Cấp huyện đã kết thúc hoạt động từ ngày {day:%d/%m/%Y}."),
                          {"day": DISTRICTS_ENDED})  # fmt: skip
    named = _Named(name, folded, _place_in(name, unit, issued_on or today) or unit, issued_on or today, today)
    return next(
        (found for found in (*_succeeded(named), *_of_kind(named), *_by_name(named, unit)) if found.agency),
        Suggestion(name, None, _("Không có trong danh bạ cơ quan; hãy chọn một cơ quan hoặc để trống."), {}),
    )


@dataclass(frozen=True)
class _Named:
    """A name in a document of the day `then`: of a body at the place `where` (None: of the nation)."""

    name: str
    folded: str
    where: Place | None
    then: date
    today: date

    def is_called(self, *names: str) -> bool:
        """Whether one of these is the name, with or without its place behind it."""
        return bool({fold(one) for one in names} & {self.folded, _without_place(self.folded, self.where)})


def _place_in(name: str, unit: Place | None, then: date) -> Place | None:
    """The unit of that day that stands at the end of a name: "Sở Nội vụ tỉnh Hà Giang"; a commune of the document's
    own province."""
    found = PLACE.search(name)
    if found is None:
        return None
    if found["level"] in ("tỉnh", "thành phố"):
        return find_province(found[0], then)
    province = unit.province if unit is not None else None
    return find_commune(found[0], province.name_vi, then) if province is not None else None


def _succeeded(named: _Named) -> Iterator[Suggestion]:
    """A body whose duties went to another: the list of who receives reports says to whom, and when."""
    for row in recipients():
        if not named.is_called(row.name_vi) or row.valid_to is None or row.valid_to >= named.today:
            continue
        now = next((r for r in recipients() if r.role == row.role and r.valid_from > row.valid_to), None)
        if now is not None:
            agency = agency_for(now.agency_kind, _place_for(now.agency_kind, named.where), named.today)
            parts = {"old": row.name_vi, "day": row.valid_to, "new": agency.name_vi if agency else now.name_vi}
            yield Suggestion(named.name, agency, _("«{old}» đến hết ngày {day:%d/%m/%Y}; nay là {new}."), parts)


def _of_kind(named: _Named) -> Iterator[Suggestion]:
    """A kind of body of which each place has one: "Sở Y tế" in the document of a province is that of the province. What
    has ended since, with its place or with its kind, is that which took over."""
    for kind in agency_kinds().values():
        place = _place_for(kind.code, named.where)
        # The list says "Ủy ban nhân dân cấp tỉnh", documents say "Ủy ban nhân dân tỉnh".
        if not named.is_called(kind.name_vi, fold(kind.name_vi).replace(" cap ", " "), kind.name_at(place)):
            continue
        for now in (code for code in sorted(kinds_after(kind.code)) if agency_kinds()[code].is_present):
            there = _place_for(now, named.where)
            agency = agency_for(now, there, named.today)
            if agency is None:
                continue
            if now == kind.code and (agency.place_id is None or agency.place_id == getattr(there, "pk", None)):
                where = there.full_name if there is not None else _("trung ương")
                yield Suggestion(named.name, agency, _("Đúng tên cơ quan ở {where}."), {"where": where})
            else:
                parts = {"day": named.then, "old": kind.name_at(place), "new": agency.name_vi}
                yield Suggestion(named.name, agency, _("Ngày {day:%d/%m/%Y} là «{old}»; nay là {new}."), parts)


def _by_name(named: _Named, unit: Place | None) -> Iterator[Suggestion]:
    """The only body of that day with these words in its name, or what took over from it."""
    # A word or two ("doanh nghiệp") stand in many names without naming any of them.
    if len(named.name.split()) < LEAST_WORDS:
        return
    province = unit.province if unit is not None else None
    for day in dict.fromkeys((named.then, named.today)):
        found = search_agencies(named.name, province=province, on=day, limit=2) or search_agencies(
            named.name, on=day, limit=2
        )
        if len(found) != 1 or not fold(found[0].name_vi).startswith(fold(named.name)):
            continue
        now = heir(found[0], named.today)
        if now.valid_to is not None and now.valid_to < named.today:
            continue
        if now == found[0]:
            yield Suggestion(named.name, now, _("Cơ quan duy nhất có những chữ này trong tên."), {})
        else:
            parts = {"day": day, "old": found[0].name_vi, "new": now.name_vi}
            yield Suggestion(named.name, now, _("Ngày {day:%d/%m/%Y} là «{old}»; nay là {new}."), parts)


def _place_for(kind_code: str, unit: Place | None) -> Place | None:
    """Where a body of the kind stands for a document of the unit."""
    kind = agency_kinds().get(kind_code)
    if unit is None or kind is None or kind.level == CENTRAL:
        return None
    # A body that is no more ("other") was one of the province.
    return unit if kind.level == COMMUNE else unit.province


def _without_place(folded: str, where: Place | None) -> str:
    """ "so noi vu tinh thai nguyen" → "so noi vu"; of a committee "xa tan cuong" leaves "xa"."""
    places = [place for place in (where, where.province if where is not None else None) if place is not None]
    for place in places:
        folded = folded.removesuffix(f" {fold(place.name_vi)}")
    for level in (" tinh", " thanh pho"):
        folded = folded.removesuffix(level)
    return folded
