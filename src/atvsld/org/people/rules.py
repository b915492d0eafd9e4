"""What a membership must be: in a unit of the kind that its role asks for, in an agency that can be the person's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ..agencies.models import Agency
from ..dated import holds_on
from ..places.models import Place
from .roles import ROLES

UNITS = {
    "place": _("địa bàn (tỉnh hoặc xã)"), "establishment": _("cơ sở"), "zone": _("khu công nghiệp"),
    "agency": _("cơ quan trong danh bạ"),
}  # fmt: skip


def of_membership(role: str, on: date, **unit: Any) -> Iterator[RuleViolation]:
    """`unit` holds the row of the kind that the role asks for, and perhaps an agency."""
    needed = ROLES[role].unit
    if needed in UNITS and unit.get(needed) is None:
        message = _("Vai trò «{label}» cần chọn {words}.")
        yield RuleViolation("membership.unit", message, needed, label=ROLES[role].label, words=UNITS[needed])
    agency: Agency | None = unit.get("agency")
    if agency is None:
        return
    # An account may be given to somebody whose body has changed its name since; never of one that was gone before.
    if agency.valid_to is not None and not holds_on(None, agency.valid_to, on):
        message = _("{agency} đã kết thúc ngày {day}. Hãy chọn cơ quan kế tục.")
        yield RuleViolation(
            "membership.agency_ended", message, "agency", agency=agency.name_vi, day=f"{agency.valid_to:%d/%m/%Y}"
        )
    place: Place | None = unit.get("place")
    if needed == "place" and place is not None and agency.place_id not in (place.pk, place.province_id):
        message = _("{agency} không thuộc địa bàn {place}.")
        yield RuleViolation("membership.agency_place", message, "agency", agency=agency.name_vi, place=place.full_name)
