"""A document held against one that it carries out: targets first, then tasks and duties to report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ...directives.cascade.comparing import compared
from ...directives.cascade.comparing.result import Part
from ...directives.cascade.graph.stored import cascade_about, key_of
from ...directives.cascade.stored import reading_of
from ...directives.documents.models import REPORTING, TARGET, TASK
from ...directives.documents.visible import visible_documents
from ...directives.reading.result import Reading
from ..scope import scope
from .shown import KIND_TITLES, LABELS, STATES, TONES, lines_of

# Pairs of tasks that are held against each other within a request; a thousand against a thousand take three seconds.
MOST_PAIRS = 400_000


@require_GET
def comparison_page(request: HttpRequest, pk: int, parent: int) -> HttpResponse:
    held = scope(request)
    seen = visible_documents(held)
    child, above = get_object_or_404(seen, pk=pk), get_object_or_404(seen, pk=parent)
    cascade = cascade_about(held, child)
    ancestors = [cascade.nodes[key] for key in cascade.ancestors(key_of(child.pk))]
    if above.pk not in {node.document for node in ancestors}:
        raise Http404
    state = request.GET.get("trang-thai", "")
    state = state if state in STATES else ""
    whole, own = reading_of(above), reading_of(child)
    is_too_long = len(whole.tasks) * len(own.tasks) > MOST_PAIRS
    context: dict[str, Any] = {
        "child": child, "parent": above, "state": state, "state_label": LABELS.get(state, ""),
        "others": [node for node in ancestors if node.document and node.document != above.pk],
        "is_too_long": is_too_long, "parts": [] if is_too_long else _parts(whole, own, state),
    }  # fmt: skip
    return render(request, "cascade/comparison.html", context)


def _parts(parent: Reading, child: Reading, state: str) -> list[dict[str, Any]]:
    found = compared(parent, child)
    parts = ((TARGET, found.targets), (TASK, found.tasks), (REPORTING, found.duties))
    return [_part(kind, part, state) for kind, part in parts]


def _part(kind: str, part: Part[Any], state: str) -> dict[str, Any]:
    counts = part.counts
    empty = {
        TARGET: _("Không văn bản nào có chỉ tiêu."), TASK: _("Không văn bản nào có nhiệm vụ."),
        REPORTING: _("Không văn bản nào có chế độ báo cáo."),
    }  # fmt: skip
    return {
        "kind": kind, "title": KIND_TITLES[kind], "is_empty": not part.lines and not part.added, "empty": empty[kind],
        "counts": [
            {"state": one, "label": LABELS[one], "tone": TONES[one], "n": counts[one], "is_active": one == state}
            for one in STATES if counts[one]
        ],
        "lines": [line for line in lines_of(kind, part) if line.is_of(state)],
    }  # fmt: skip
