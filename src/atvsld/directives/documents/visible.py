"""Which documents a person sees, and for which unit they may accept one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ...base.scope import Scope
from ...org.places.models import Place
from ..tasks.models import Task
from .models import Document

REGISTER = "documents"


def visible_documents(scope: Scope) -> QuerySet[Document]:
    """The nation's, those of the person's own units, and those of the provinces in which their communes lie; of a body
    without units those from which the tasks come that it sees."""
    parts = scope.parts_for(REGISTER, "view")
    if not parts:
        return Document.objects.none()
    if any(part.everywhere for part in parts):
        return Document.objects.all()
    bare = Scope(scope.user_id, scope.user_label, tuple(part for part in parts if not part.place_ids))
    charged = Task.objects.visible_to(bare).values("charge__provision__document_id")
    clause = Q(pk__in=charged.filter(charge__provision__isnull=False))
    if ids := sorted({pk for part in parts for pk in part.place_ids}):
        above = Place.objects.filter(pk__in=ids).values("province_id")
        clause |= Q(province=None) | Q(province__in=ids) | Q(commune__in=ids) | Q(commune=None, province__in=above)
    return Document.objects.filter(clause)


def units_of(scope: Scope) -> list[Place | None]:
    """The units for which this person accepts documents; None is the nation."""
    parts = scope.parts_for(REGISTER, "create")
    if any(part.everywhere for part in parts):
        return [None]
    ids = {pk for part in parts for pk in part.place_ids}
    there = Place.objects.in_force().filter(pk__in=ids)
    provinces = list(there.filter(level=Place.Level.PROVINCE).in_vietnamese_order())
    return [*provinces] or [*there.filter(level=Place.Level.COMMUNE).in_vietnamese_order()]
