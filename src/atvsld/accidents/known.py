"""What the rules of accidents and victims may know of other rows, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext

from ..base.asking import once_a_file
from ..base.codelists.models import CodeRow
from ..base.fields.scalar import HERE
from ..base.register import Values
from ..base.scope import Scope
from ..org.establishments.models import Establishment
from ..org.establishments.services import known_commune
from ..statutes.period import Period
from .models import Accident, Victim

OFFICE = ("id", "province_id", "commune_id", "zone_id", "head_office_id")


def locked(accident: Accident | None, scope: Scope) -> str:
    """Why this accident cannot be changed by this person now; "" when it can."""
    if accident is not None and accident.voided_at:
        return gettext("Vụ tai nạn này đã bị hủy nên không sửa được nữa.")
    if accident is None or scope.may("accidents", "accept"):
        return ""
    if accident.state == "accepted":
        return gettext("Sở đã tiếp nhận hồ sơ này. Muốn sửa, hãy đề nghị Sở trả lại để bổ sung.")
    roles = {part.role for part in scope.parts_for("accidents", "edit")}
    if roles == {"commune"} and accident.declared_by == "employer":
        return gettext("Vụ này do cơ sở khai báo; xã chỉ xem. Hãy đề nghị cơ sở hoặc Sở sửa.")
    return ""


def known_of_accident(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """The establishment and its reporting head office, the commune, the group of the cause, whether it is locked."""
    known: dict[str, Any] = {"locked": locked(row if isinstance(row, Accident) else None, scope)}
    if values.get("establishment"):
        establishment = known_office(values["establishment"])
        head = establishment["head_office_id"]
        known["establishment"] = establishment
        known["office"] = known_office(head) if head else establishment
    if values.get("event_commune"):
        known["commune"] = known_commune(values["event_commune"])
    if values.get("cause_code"):
        known["cause_group"] = cause_group(values["cause_code"])
    return known


@once_a_file
def known_office(establishment_id: int) -> Mapping[str, Any]:
    """Where an establishment lies, and under which head office."""
    return Establishment.objects.values(*OFFICE).get(pk=establishment_id)


def ask_offices(many: Sequence[Values]) -> None:
    """The offices of many accidents, and the head offices above them, in a few queries."""
    ids = {values["establishment"] for values in many if values.get("establishment")}
    found = _offices(ids)
    found |= _offices({o["head_office_id"] for o in found.values() if o["head_office_id"]} - set(found))
    known_office.knows({(pk,): office for pk, office in found.items()})  # type: ignore[attr-defined]


def _offices(ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(ids), 500):
        rows = Establishment.objects.filter(pk__in=sorted(ids)[start : start + 500])
        found |= {office["id"]: office for office in rows.values(*OFFICE)}
    return found


@once_a_file
def cause_group(code: str) -> str:
    """The group under which Phụ lục XII puts a cause."""
    cause = CodeRow.objects.filter(version__name="accident_causes", code=code).first()
    return cause.attrs.get("group", "") if cause else ""


def known_of_victim(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """The day of the accident and whether it is locked for this person."""
    accident = known_accident(values["accident"]) if values.get("accident") else None
    if accident is None:
        return {}
    left = row.accident if isinstance(row, Victim) and row.accident_id != accident.pk else None
    return {"occurred_on": accident.occurred_on, "locked": locked(accident, scope) or locked(left, scope)}


@once_a_file
def known_accident(accident_id: int) -> Accident | None:
    return Accident.objects.filter(pk=accident_id).first()


def ask_accidents(many: Sequence[Values]) -> None:
    """The accidents of many victims, in a query for each 500."""
    ids = sorted({values["accident"] for values in many if values.get("accident")})
    for start in range(0, len(ids), 500):
        rows = Accident.objects.in_bulk(ids[start : start + 500])
        known_accident.knows({(pk,): row for pk, row in rows.items()})  # type: ignore[attr-defined]


def known_under_accident(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """What the rules of a victim know of an accident that stands in the same line of a file, perhaps not saved yet."""
    return {
        "occurred_on": values["occurred_at"].astimezone(HERE).date(),
        "locked": locked(row if isinstance(row, Accident) else None, scope),
    }


def known_of_no_accident(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """When the period ends, and how many accidents of the establishment stand in it."""
    period = Period(values.get("year") or timezone.localdate().year, values.get("half") or None)
    accidents = Accident.objects.standing().filter(
        reporting_office_id=values.get("establishment"), occurred_on__range=(period.start_on, period.end_on)
    )
    return {"period_end": period.end_on, "accident_count": accidents.count()}
