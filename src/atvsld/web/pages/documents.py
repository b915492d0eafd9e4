"""Documents that were accepted: the list, and one of them with its text and what was read in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ...base.errors import Refused
from ...base.scope import Scope
from ...directives.documents.models import KINDS, TASK, Document, Provision
from ...directives.documents.visible import keeps, visible_documents
from ...directives.documents.voiding import void_document
from ...directives.tasks.acting import givers
from ..scope import scope
from ..tasks.from_document import handed_of
from .document_lines import Item, items_of, marked

PAGE_SIZE = 50
# Of the same unit, the newest: one of them took the place of what is voided.
MOST_OFFERED = 50


def documents_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    rows = visible_documents(held, with_voided=True).defer("text", "reading").select_related("province", "commune")
    page = Paginator(rows.order_by("-issued_on", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "documents/list.html", {"page": page, "may_create": held.may("documents", "create")})


def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    document = _any_of(held, pk)
    return render(request, "documents/document.html", _context(held, document))


@require_POST
def void_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a document out; the page again with what is wrong where that is refused."""
    held = scope(request)
    document = _any_of(held, pk)
    if not keeps(held, document):
        raise PermissionDenied
    chosen = request.POST.get("replacement", "")
    try:
        void_document(
            held, document, request.POST.get("reason", ""),
            replacement=int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 12 else None,
        )  # fmt: skip
    except Refused as refused:
        errors = [violation.message for violation in refused.violations]
        typed = {"void_errors": errors, "reason": request.POST.get("reason", ""), "chosen": chosen}
        return render(request, "documents/document.html", _context(held, document) | typed, status=422)
    messages.success(request, gettext("Đã hủy văn bản đã nhận."))
    return redirect("document", pk)


def _any_of(held: Scope, pk: int) -> Document:
    """One that the person sees, voided or not."""
    seen = visible_documents(held, with_voided=True).select_related("province", "commune", "replaced_by")
    return get_object_or_404(seen, pk=pk)


def _context(held: Scope, document: Document) -> dict[str, Any]:
    seen = visible_documents(held)
    reading = document.whole
    items = items_of(reading)
    stands = document.voided_at is None
    hands = stands and givers(held).exists()
    tasks = document.provisions.filter(kind=TASK) if hands else Provision.objects.none()
    handed = handed_of(held, document.pk)
    told = dict(tasks.values_list("position", "pk")), handed
    same_unit = seen.filter(province=document.province_id, commune=document.commune_id).exclude(pk=document.pk)
    return {
        "document": document, "lines": marked(document.lines, items, reading), "line_count": len(document.lines),
        "groups": [(kind, label, _with_tasks(items[kind], *told)) for kind, label in KINDS],
        "carries_out": document.carries_out.filter(parent__in=seen).select_related("parent"),
        "carried_out_by": document.carried_out_by.filter(child__in=seen).select_related("child"),
        "replacement": seen.filter(replaces=document).first(), "handed": len(set(handed.values())),
        "replacements": same_unit.defer("text", "reading").order_by("-pk")[:MOST_OFFERED]
        if stands and keeps(held, document) else None,
    }  # fmt: skip


def _with_tasks(
    items: Sequence[Item], may_hand: Mapping[int, int], handed: Mapping[int, int]
) -> list[tuple[Item, int | None, int | None]]:
    """(item, its provision where the person may hand it out, the charge that was made of it) of each."""
    return [
        (item, may_hand.get(item.place), handed.get(item.place)) if item.kind == TASK else (item, None, None)
        for item in items
    ]
