"""Which documents a person sees, and for which unit they may accept one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ...base.scope import Scope
from ...org.places.models import Place
from ..tasks.models import Task
from .models import Document

REGISTER = "documents"


def visible_documents(scope: Scope, *, with_voided: bool = False) -> QuerySet[Document]:
    """Those that stand (with the voided where they are asked for): the nation's, those of the person's own units, and
    those of the provinces in which their communes lie; of a body without units those from which the tasks come that it
    sees."""
    parts = scope.parts_for(REGISTER, "view")
    rows = Document.objects.all() if with_voided else Document.objects.filter(voided_at=None)
    if not parts:
        return rows.none()
    if any(part.everywhere for part in parts):
        return rows
    bare = Scope(scope.user_id, scope.user_label, tuple(part for part in parts if not part.place_ids))
    charged = Task.objects.visible_to(bare).values("charge__provision__document_id")
    clause = Q(pk__in=charged.filter(charge__provision__isnull=False))
    if ids := sorted({pk for part in parts for pk in part.place_ids}):
        above = Place.objects.filter(pk__in=ids).values("province_id")
        clause |= Q(province=None) | Q(province__in=ids) | Q(commune__in=ids) | Q(commune=None, province__in=above)
    return rows.filter(clause)


def units_of(scope: Scope) -> list[Place | None]:
    """The units for which this person accepts documents; None is the nation."""
    parts = scope.parts_for(REGISTER, "create")
    if any(part.everywhere for part in parts):
        return [None]
    ids = {pk for part in parts for pk in part.place_ids}
    there = Place.objects.in_force().filter(pk__in=ids)
    provinces = list(there.filter(level=Place.Level.PROVINCE).in_vietnamese_order())
    return [*provinces] or [*there.filter(level=Place.Level.COMMUNE).in_vietnamese_order()]


def keeps(scope: Scope, document: Document) -> bool:
    """Whether the person accepts documents for the unit whose this is: they link it and void it, too."""
    if not visible_documents(scope, with_voided=True).filter(pk=document.pk).exists():
        return False
    units = {None if unit is None else unit.pk for unit in units_of(scope)}
    return (document.commune_id or document.province_id) in units
