"""The duties to report that concern some agencies: as reporters, or as those who receive."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ....base.asking import asking_once, once_a_file
from ....base.language import in_vietnamese
from ....base.scope import Scope
from ....org.agencies.find import agency_for
from ....org.agencies.models import Agency
from ....org.places.lineage import same_unit_ids
from ....org.places.models import Place
from ...assessment import may_see
from ...documents.models import REPORTING, Document, Provision
from ...documents.visible import visible_documents
from ...owners import unit_of
from ...programmes import PROGRAMMES, Programme
from ...tasks.models import Charge
from .declared import Duty
from .obliged import bodies_of, bodies_of_group

PROGRAMME, PROVISION = "programme", "provision"
WHAT = _("Kết quả thực hiện kế hoạch, chương trình")


def duties_about(scope: Scope, agencies: Collection[Agency], today: date) -> list[Duty]:
    """Those of documents and programmes of the nation, of the provinces of these agencies, and of their communes."""
    with asking_once():
        return [*_of_programmes(scope, agencies, today), *_of_documents(scope, agencies, today)]


def duties_on(scope: Scope, agencies: Collection[Agency], today: date) -> list[Duty]:
    """Those that lie upon one of these agencies."""
    keys = {agency.pk for agency in agencies}
    return [duty for duty in duties_about(scope, agencies, today) if duty.bodies & keys]


def duties_to(scope: Scope, agencies: Collection[Agency], today: date) -> list[Duty]:
    """Those whose reports go to one of these agencies."""
    keys = {agency.pk for agency in agencies}
    return [duty for duty in duties_about(scope, agencies, today) if duty.to_agency in keys]


def duty_of(scope: Scope, key: str, agencies: Collection[Agency], today: date) -> Duty | None:
    """The duty of that key among those of the agencies."""
    return next((duty for duty in duties_about(scope, agencies, today) if duty.key == key), None)


def _of_programmes(scope: Scope, agencies: Collection[Agency], today: date) -> Iterator[Duty]:
    """Of programmes that the person sees, or by which one of these agencies reports or is reported to."""
    keys = {agency.pk for agency in agencies}
    for programme in PROGRAMMES.values():
        if not programme.report_by:
            continue
        unit = unit_of(programme.owner)
        bodies = frozenset[int]().union(*(bodies_of_group(group, unit, today) for group in programme.report_by))
        to = agency_for(programme.report_to, unit, today) if programme.report_to else None
        if not (bodies & keys or (to and to.pk in keys) or may_see(scope, programme)):
            continue
        day, month = programme.report_before or (0, 0)
        yield Duty(
            f"{PROGRAMME}:{programme.id}", WHAT, bodies - ({to.pk} if to else set()), to.pk if to else None,
            to.name_vi if to else "", f"--{month:02d}-{day:02d}" if month else "", "yearly", True,
            _followed_since(programme, today), programme=programme.id, source=programme.title,
        )  # fmt: skip


def _followed_since(programme: Programme, today: date) -> date:
    """Since its first task was handed out here; before that nothing says what was sent on paper."""
    found = Charge.objects.filter(cause__programme=programme.id).aggregate(first=Min("handed_on"))["first"]
    return found or date(today.year, 1, 1)


def _of_documents(scope: Scope, agencies: Collection[Agency], today: date) -> Iterator[Duty]:
    rows = Provision.objects.filter(kind=REPORTING, document__in=_documents_above(scope, agencies))
    for row in rows.select_related("document__province", "document__commune").order_by("document_id", "position"):
        yield duty_of_provision(row, today)


def _documents_above(scope: Scope, agencies: Collection[Agency]) -> QuerySet[Document]:
    above = Q(province=None)
    for place in {agency.place_id: agency.place for agency in agencies if agency.place}.values():
        same = same_unit_ids(place)
        if place.level == Place.Level.PROVINCE:
            above |= Q(province_id__in=same, commune=None)
        else:
            above |= Q(province_id=place.province_id, commune=None) | Q(commune_id__in=same)
    return visible_documents(scope).filter(above)


def duty_of_provision(row: Provision, today: date) -> Duty:
    """The duty as the accepted document says it."""
    document, said = row.document, row.content
    decided = document.whole.get("agencies", {})
    bodies, undecided = bodies_of(said.get("by") or "", decided, document.province, today)
    to_name = said.get("to") or ""
    to = decided.get(to_name) or _named(to_name, document.commune or document.province, today)
    return Duty(
        f"{PROVISION}:{row.pk}", said.get("what") or in_vietnamese(WHAT), bodies - ({to} if to else set()), to, to_name,
        said.get("deadline") or "", said.get("recurrence") or "",
        "trước" in (said.get("deadline_raw") or "trước").lower(), document.accepted_at.date(),
        document=document.pk, source=str(document), undecided=undecided,
        lines=tuple((first, last) for first, last in said.get("lines") or ()),
    )  # fmt: skip


@once_a_file
def _named(name: str, unit: Place | None, today: date) -> int | None:
    """The body whose name the words begin with, among those of the unit: "Sở Nội vụ (tổng hợp …)"."""
    from ...documents.naming import suggestion_for

    short = name.split("(")[0].strip(" ,;.")
    found = suggestion_for(short, unit, None, today).agency if short else None
    return found.pk if found else None
