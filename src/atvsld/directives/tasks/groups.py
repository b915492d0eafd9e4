"""Groups of bodies that are charged in one step: all communes, the departments of a province, the ministries."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...org.agencies.kinds import CENTRAL, PROVINCE, ZONE, agency_kinds
from ...org.agencies.models import Agency, AgencyQuerySet
from ...org.places.models import Place
from .authority import all_below, chargeable, governs

COMMUNES, PROVINCES, DEPARTMENTS, MINISTRIES, BELOW = "communes", "provinces", "departments", "ministries", "below"
LABELS: dict[str, Words] = {
    COMMUNES: _("Ủy ban nhân dân mọi xã, phường, đặc khu"),
    PROVINCES: _("Ủy ban nhân dân mọi tỉnh, thành phố"),
    DEPARTMENTS: _("mọi sở, ban, ngành của tỉnh"),
    MINISTRIES: _("mọi bộ, cơ quan ngang bộ"),
    BELOW: _("mọi đơn vị cấp dưới của ngành mình"),
}
PROVINCE_KIND = "peoples_committee_province"
# What a province means by its "sở, ban, ngành": its own bodies and those of the nation that serve there.
OF_A_PROVINCE = ("department", "inspectorate", "police", "military", "zone")


def groups_of(giver: Agency) -> list[str]:
    """The groups that the giver may charge; read with its place."""
    if not governs(giver):
        return [BELOW]
    if giver.place is None:
        return [PROVINCES, MINISTRIES, COMMUNES]
    return [COMMUNES, DEPARTMENTS] if giver.place.level == Place.Level.PROVINCE else []


def members(giver: Agency, group: str, on: date | None = None) -> AgencyQuerySet:
    """The bodies of the group under the giver, but itself; none of a group that is not for it to charge."""
    if group not in groups_of(giver):
        nobody: AgencyQuerySet = Agency.objects.filter(pk__in=())
        return nobody
    if group in (COMMUNES, BELOW):
        return all_below(giver, on)
    found = chargeable(giver, on).exclude(pk=giver.pk)
    if group == PROVINCES:
        return found.filter(kind=PROVINCE_KIND)
    if group == MINISTRIES:
        return found.filter(place=None, kind__in=_kinds(CENTRAL, ("ministry",)))
    return found.filter(place=giver.place_id, kind__in=_kinds(PROVINCE, OF_A_PROVINCE) | _kinds(ZONE, OF_A_PROVINCE))


def _kinds(level: str, groups: tuple[str, ...]) -> set[str]:
    return {
        kind.code for kind in agency_kinds().values()
        if kind.is_present and kind.level == level and kind.group in groups
    }  # fmt: skip
