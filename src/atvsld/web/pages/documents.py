"""Documents that were accepted: the list, and one of them with its text and what was read in it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ...directives.documents.fields import INDICATOR_LABELS
from ...directives.documents.models import KINDS, TARGET
from ...directives.documents.visible import visible_documents
from ..scope import scope
from .document_lines import items_of, marked

PAGE_SIZE = 50


def documents_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    rows = visible_documents(held).defer("text", "reading").select_related("province", "commune")
    page = Paginator(rows.order_by("-issued_on", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "documents/list.html", {"page": page, "may_create": held.may("documents", "create")})


def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    seen = visible_documents(held)
    document = get_object_or_404(seen.select_related("province", "commune"), pk=pk)
    items = items_of(document.whole)
    context = {
        "document": document, "lines": marked(document.lines, items), "line_count": len(document.lines),
        "groups": [(kind, label, items[kind]) for kind, label in KINDS], "reading": document.whole,
        "carries_out": document.carries_out.filter(parent__in=seen).select_related("parent"),
        "carried_out_by": document.carried_out_by.filter(child__in=seen).select_related("child"),
        "measured": {
            f"{TARGET}-{position}": INDICATOR_LABELS.get(indicator, "")
            for position, indicator in document.provisions.filter(kind=TARGET).values_list("position", "indicator")
        },
    }  # fmt: skip
    return render(request, "documents/document.html", context)
