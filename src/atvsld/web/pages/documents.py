"""Documents that were accepted: the list, and one of them with its text and what was read in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ...directives.documents.fields import INDICATOR_LABELS
from ...directives.documents.models import KINDS, TARGET, TASK, Provision
from ...directives.documents.visible import visible_documents
from ...directives.tasks.acting import givers
from ..scope import scope
from ..tasks.from_document import handed_of
from .document_lines import Item, items_of, marked

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
    tasks = document.provisions.filter(kind=TASK) if givers(held).exists() else Provision.objects.none()
    told = dict(tasks.values_list("position", "pk")), handed_of(held, document.pk)
    context = {
        "document": document, "lines": marked(document.lines, items), "line_count": len(document.lines),
        "groups": [(kind, label, _with_tasks(items[kind], *told)) for kind, label in KINDS], "reading": document.whole,
        "carries_out": document.carries_out.filter(parent__in=seen).select_related("parent"),
        "carried_out_by": document.carried_out_by.filter(child__in=seen).select_related("child"),
        "measured": {
            f"{TARGET}-{position}": INDICATOR_LABELS.get(indicator, "")
            for position, indicator in document.provisions.filter(kind=TARGET).values_list("position", "indicator")
        },
    }  # fmt: skip
    return render(request, "documents/document.html", context)


def _with_tasks(
    items: Sequence[Item], may_hand: Mapping[int, int], handed: Mapping[int, int]
) -> list[tuple[Item, int | None, int | None]]:
    """(item, its provision where the person may hand it out, the charge that was made of it) of each."""
    return [
        (item, may_hand.get(item.place), handed.get(item.place)) if item.kind == TASK else (item, None, None)
        for item in items
    ]
