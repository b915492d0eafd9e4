"""What the papers of a unit prove: that it has a plan of its own, that its figures are published."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from ....org.agencies.kinds import agency_kinds
from ....org.agencies.models import Agency
from ....org.agencies.naming import spelt_out
from ....org.places.lineage import lineage_ids
from ....org.places.models import NATION
from ...documents.models import Document, Implements
from ...releases.models import Release
from ..models import Charge, Task
from .verdicts import MET, MISSED, UNKNOWN, Known

# Whose documents are those of the unit itself; of any other body the document has to name it as its issuer.
OF_THE_UNIT = ("party_committee", "party_standing_committee", "peoples_committee", "peoples_council")


def own_plan(task: Task) -> Known:
    """A document of the lead agency, accepted and not struck out, that carries out the one by which it was charged,
    directly or by others in between."""
    charged = charged_by(task.charge)
    if not charged:
        return Known(UNKNOWN, gettext("Văn bản giao việc chưa được nhận vào hệ thống nên chưa đối chiếu được."))
    for document in _documents_of(task).order_by("-issued_on", "-pk"):
        if document.pk not in charged and charged & _above(document.pk):
            said = gettext("{document} ({day}) đã nhận vào hệ thống.")
            return Known(MET, said.format(document=document.number or document.title, day=document.issued or "–"))
    return Known(MISSED, gettext("Hệ thống chưa có kế hoạch của đơn vị thực hiện văn bản giao việc."))


def charged_by(charge: Charge) -> set[int]:
    """The accepted document of the charge: of its provision, else the one of the number and day of its cause."""
    standing = Document.objects.filter(voided_at=None)
    if charge.provision_id:
        return set(standing.filter(provisions=charge.provision_id).values_list("pk", flat=True))
    cause = charge.cause
    if not cause.number or cause.issued_on is None:
        return set()
    return set(standing.filter(number=cause.number, issued_on=cause.issued_on).values_list("pk", flat=True))


def published(task: Task, since: date) -> Known:
    """Figures of the unit that were published since the occurrence is at hand. Provinces and the nation publish."""
    if task.commune_id:
        return Known(UNKNOWN, gettext("Xã không công bố số liệu riêng; chỉ tỉnh và Bộ công bố."))
    code = task.province.code if task.province else NATION
    found = Release.objects.filter(code=code).order_by("-published_at").first()
    if found is None or timezone.localdate(found.published_at) < since:
        return Known(MISSED, gettext("Từ ngày {day} đơn vị chưa công bố số liệu nào.").format(day=f"{since:%d/%m/%Y}"))
    said = gettext("Đã công bố số liệu năm {year} ngày {day}.")
    return Known(MET, said.format(year=found.year, day=f"{timezone.localdate(found.published_at):%d/%m/%Y}"))


def _documents_of(task: Task) -> QuerySet[Document]:
    rows = Document.objects.filter(voided_at=None)
    if task.commune_id:
        rows = rows.filter(commune__in=lineage_ids([task.commune_id], whole_only=True))
    elif task.province_id:
        rows = rows.filter(commune=None, province__in=lineage_ids([task.province_id], whole_only=True))
    else:
        rows = rows.filter(commune=None, province=None)
    if task.agency.kind.startswith(OF_THE_UNIT):
        return rows
    issued = [pk for pk, body in rows.values_list("pk", "issuing_body") if _names(body, task.agency)]
    return rows.filter(Q(pk__in=issued))


def _names(body: str, agency: Agency) -> bool:
    """ "SỞ XÂY DỰNG", "Sở Xây dựng tỉnh Thái Nguyên"."""
    kind = agency_kinds().get(agency.kind)
    names = {spelt_out(agency.name_vi), spelt_out(kind.name_vi) if kind else ""} - {""}
    return spelt_out(body) in names


def _above(document: int) -> set[int]:
    """All documents that it carries out; one query a level."""
    known: set[int] = set()
    frontier = {document}
    while frontier:
        frontier = set(Implements.objects.filter(child__in=frontier).values_list("parent_id", flat=True)) - known
        known |= frontier
    return known
