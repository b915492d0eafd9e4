"""The tree about a document, from the directive down to the communes, and deciding what it carries out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from ...base.errors import OutOfScope, Refused
from ...base.language import Words
from ...base.scope import Scope
from ...directives.cascade.graph.cascade import Branch, Cascade
from ...directives.cascade.graph.linking import link, unlink
from ...directives.cascade.graph.proposing import proposals
from ...directives.cascade.graph.stored import based_on, cascade_about, key_of
from ...directives.cascade.plans.standing import asked_by
from ...directives.documents.days import day_in_words
from ...directives.documents.models import LINES, Document
from ...directives.documents.visible import keeps, visible_documents
from ..scope import scope

LINE_LABELS: Mapping[str, Words] = dict(LINES)
# Of the documents under one more are not drawn: the page of units lists them all.
MOST_BELOW = 30


@require_GET
def tree_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    document = get_object_or_404(visible_documents(held), pk=pk)
    return _tree(request, held, document)


@require_POST
def link_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    seen = visible_documents(held)
    child = get_object_or_404(seen, pk=pk)
    parent = request.POST.get("parent", "")
    above = get_object_or_404(seen, pk=int(parent) if parent.isascii() and parent.isdigit() else 0)
    try:
        if request.POST.get("do") == "unlink":
            unlink(held, child, above)
        else:
            is_main = request.POST.get("main") == "yes"
            link(held, child, above, request.POST.get("line", ""), is_main=is_main)
    except OutOfScope:
        return HttpResponse(status=403)
    except Refused as refused:
        return _tree(request, held, child, refused, status=422)
    return redirect("document-cascade", pk=child.pk)


def _tree(
    request: HttpRequest, held: Scope, document: Document, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    numbers = based_on(document)
    found = cascade_about(held, document)
    own = key_of(document.pk)
    may = keeps(held, document)
    proposed = proposals(cascade_about(held, document, numbers), own, numbers) if may else ()
    ancestors = set(found.ancestors(own))
    context: dict[str, Any] = {
        "document": document, "rows": list(_rows(found, found.tree(found.roots_of(own)), own, ancestors)),
        "may_decide": may, "lines": LINES, "asks_plans": bool(asked_by(document)),
        "links": [
            {"edge": edge, "node": found.nodes[edge.parent], "line": LINE_LABELS[edge.line]}
            for edge in found.parents(own)
        ],
        "proposals": [one for one in proposed if one.parent.document],
        "errors": [violation.message for violation in refused.violations] if refused else [],
    }  # fmt: skip
    return render(request, "cascade/tree.html", context, status=status)


def _rows(found: Cascade, branch: Branch, own: str, ancestors: set[str]) -> Iterator[dict[str, Any]]:
    """The way from the top to the document and all that is below it; of what stands beside only the heads."""
    key = branch.node.key
    yield {
        "node": branch.node, "depth": min(branch.depth, 5), "is_own": key == own, "is_above": key in ancestors,
        "issued": day_in_words(branch.node.issued) if branch.node.issued else "",
        "line": LINE_LABELS[branch.edge.line] if branch.edge else "",
        "is_stated": branch.edge is not None and not branch.edge.is_decided,
        "others": [found.nodes[edge.parent] for edge in branch.others],
    }  # fmt: skip
    for child in branch.below[:MOST_BELOW]:
        yield from _rows(found, child, own, ancestors)
    if len(branch.below) > MOST_BELOW:
        more = len(branch.below) - MOST_BELOW
        yield {"more": more, "of_own": key == own, "depth": min(branch.depth + 1, 5)}
