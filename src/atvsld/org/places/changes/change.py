"""One change that a decision makes: from a day on, this unit stands where that one stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from atvsld.base.errors import RuleViolation
from atvsld.base.language import Words
from atvsld.org.dated import Certainty
from atvsld.org.places.models import Place, PlaceSuccession

COLUMNS: Mapping[str, Words] = {
    "effective_on": _("Ngày hiệu lực"),
    "old_code": _("Mã cũ"),
    "new_code": _("Mã mới"),
    "kind": _("Loại đơn vị mới"),
    "name_vi": _("Tên đơn vị mới"),
    "province_code": _("Mã tỉnh"),
    "part": _("Phần chuyển sang"),
    "share_population": _("Tỷ lệ dân số"),
    "instrument": _("Văn bản"),
    "status": _("Mức độ chắc chắn"),
}
REQUIRED = ("effective_on", "old_code", "new_code", "kind", "name_vi", "instrument")
LEVELS = {
    Place.Kind.TINH: Place.Level.PROVINCE, Place.Kind.THANH_PHO: Place.Level.PROVINCE,
    Place.Kind.XA: Place.Level.COMMUNE, Place.Kind.PHUONG: Place.Level.COMMUNE, Place.Kind.DAC_KHU: Place.Level.COMMUNE,
}  # fmt: skip
DIGITS = {Place.Level.PROVINCE: 2, Place.Level.COMMUNE: 5}


@dataclass(frozen=True, slots=True)
class Change:
    """One line: from that day on the unit `new_code` stands where `old_code` stood, wholly or on a part of it.

    `province_code` "" means the province in which the old unit lies. `share` is the fraction of the old unit's people,
    None where nobody counted.
    """

    row: int
    effective_on: date
    old_code: str
    new_code: str
    kind: Place.Kind
    name_vi: str
    province_code: str
    part: PlaceSuccession.Kind
    share: Decimal | None
    instrument: str
    status: Certainty

    @property
    def level(self) -> Place.Level:
        return LEVELS[self.kind]

    @property
    def full_name(self) -> str:
        return f"{self.kind.label} {self.name_vi}"


def unfit(code: str, said: Words, field: str = "", **parts: Any) -> RuleViolation:
    return RuleViolation(f"places.{code}", said, field, **parts)
