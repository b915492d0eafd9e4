"""What is owed: each time of each duty of the own agencies; what others sent here; what was made freely."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.asking import asking_once
from ...directives.reporting.acting import acting_agencies
from ...directives.reporting.duties.found import duties_about
from ...directives.reporting.duties.owed import Owed, owed_by
from ...directives.reporting.models import DRAFT, SENT, STATES, TaskReport
from ..scope import scope
from .shown import BADGES

ROWS = 50


@never_cache
@require_GET
def owed_page(request: HttpRequest) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    with asking_once():
        own = list(acting_agencies(held, "prepare", today))
        owed = owed_by(held, own, today) if own else []
        unclear = [duty for duty in duties_about(held, own, today) if duty.undecided] if own else []
    deciding = acting_agencies(held, "decide", today)
    incoming = TaskReport.objects.visible_to(held).filter(to_agency__in=deciding.values("pk"), state=SENT)
    others = TaskReport.objects.visible_to(held).exclude(pk__in=[one.report.pk for one in owed if one.report])
    state = request.GET.get("state", "")
    if state in dict(STATES):
        others = others.filter(state=state)
    page = Paginator(_read(others.exclude(Q(pk__in=incoming.values("pk")))), ROWS).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "owed": [_owed(one) for one in owed], "unclear": unclear, "own": own, "page": page, "state": state,
        "states": STATES, "badges": BADGES,
        "incoming": list(_read(incoming)[:ROWS]), "incoming_count": incoming.count(),
        "rows": [_row(row) for row in page.object_list],
    }  # fmt: skip
    return render(request, "reports/owed.html", context)


def _read(rows: Any) -> Any:
    return rows.select_related("agency", "to_agency").defer("texts").order_by("-last_day", "agency__sort_key", "pk")


def _owed(one: Owed) -> dict[str, Any]:
    """`lines` are those of the document on which the duty stands."""
    duty = one.duty
    return {
        "one": one, "duty": duty, "badge": BADGES[one.state], "label": one.label, "due_on": one.occasion.due_on,
        "days_left": (one.occasion.due_on - one.today).days if one.occasion.due_on else None,
        "line": duty.lines[0][0] if duty.lines else None,
    }  # fmt: skip


def _row(row: TaskReport) -> dict[str, Any]:
    return {"row": row, "badge": BADGES[row.state], "is_draft": row.state == DRAFT}
