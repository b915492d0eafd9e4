"""The page of a victim: masked for those who see only cases, with personal data of one case opened by a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ...base import lists
from ...base.fields import Privacy
from ...base.scope import Scope
from ..scope import scope
from .registers import detail_context, row_or_404
from .row import definitions, readable

SHORTEST_REASON = 10


def victim_page(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    register, held = lists.register(name), scope(request)
    row = row_or_404(register, held, pk)
    return render(request, "accidents/victim.html", _context(held, row))


def reveal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the personal data of this one person: asked with a reason, kept in the audit, shown once."""
    register, held = lists.register("victims"), scope(request)
    row = row_or_404(register, held, pk, "reveal")
    reason = request.POST.get("reason", "").strip()[:500]
    if request.method != "POST" or len(reason) < SHORTEST_REASON:
        error = gettext("Hãy ghi lý do (ít nhất {least} ký tự); lý do được lưu trong nhật ký.").format(
            least=SHORTEST_REASON
        )
        context = _context(held, row) | {"reveal_error": error if request.method == "POST" else ""}
        return render(request, "accidents/victim.html", context, status=422 if request.method == "POST" else 200)
    opened = definitions(register, held, row, opened=[Privacy.PERSONAL], reason=reason)
    context = _context(held, row) | {"definitions": opened, "may_reveal": False, "is_revealed": True}
    answer = render(request, "accidents/victim.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _context(held: Scope, row: Any) -> dict[str, Any]:
    register = lists.register("victims")
    context = detail_context(register, held, row)
    may_reveal = held.may("victims", "reveal") and Privacy.PERSONAL not in readable(register, held, row)
    return context | {"may_reveal": may_reveal}
