"""Which of the units that a document asks for a plan have issued one: counts by province, each opens its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ...base.language import Words
from ...directives.cascade.plans.asked import COMMUNES, MINISTRIES, PROVINCES, PlanAsked
from ...directives.cascade.plans.standing import (
    HAS,
    LACKS,
    LATE,
    OVERDUE,
    WAITING,
    WITHOUT,
    Standing,
    asked_by,
    counts,
    day_of,
    standings,
)
from ...directives.documents.visible import visible_documents
from ..scope import scope

LABELS: Mapping[str, Words] = {
    HAS: _("đã có"), LATE: _("có, ban hành muộn"), WAITING: _("chưa có, còn hạn"), OVERDUE: _("chưa có, quá hạn"),
    LACKS: _("chưa có"),
}  # fmt: skip
TONES = {HAS: "done", LATE: "provisional", WAITING: "waiting", OVERDUE: "overdue", LACKS: "overdue"}
KINDS: Mapping[str, Words] = {MINISTRIES: _("bộ"), PROVINCES: _("tỉnh, thành phố"), COMMUNES: _("xã, phường, đặc khu")}
# What the address asks for; without it, the units without a plan.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "": WITHOUT, "da-co": (HAS, LATE), "muon": (LATE,), "tat-ca": tuple(LABELS),
}  # fmt: skip
PAGE_SIZE = 100


@require_GET
def plans_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    document = get_object_or_404(visible_documents(held), pk=pk)
    asked = asked_by(document)
    chosen = _chosen(asked, request.GET.get("nhiem-vu", ""))
    context: dict[str, Any] = {"document": document, "asked": asked, "chosen": chosen}
    if chosen is not None:
        context |= _shown(request, standings(held, document, chosen))
        context |= {"day": day_of(document, chosen), "kinds": [KINDS[kind] for kind in chosen.units]}
        context["is_past"] = chosen.due_on is not None and timezone.localdate() > chosen.due_on
    return render(request, "cascade/plans.html", context)


def _chosen(asked: list[PlanAsked], wanted: str) -> PlanAsked | None:
    return next((one for one in asked if str(one.position) == wanted), asked[0] if asked else None)


def _shown(request: HttpRequest, found: list[Standing]) -> dict[str, Any]:
    group, province = request.GET.get("nhom", ""), request.GET.get("tinh", "")
    group = group if group in GROUPS else ""
    by_province = counts(found)
    names = {str(count.province_id or 0): count.province for count in by_province}
    province = province if province in names else ""
    rows = [
        row for row in found
        if row.state in GROUPS[group] and (not province or str(row.unit.province_id or 0) == province)
    ]  # fmt: skip
    states = Counter(row.state for row in found)
    return {
        "counts": by_province if len(by_province) > 1 else [], "group": group, "province": province,
        "province_name": names.get(province, ""), "total": len(found), "shown": len(rows),
        "without": sum(states[state] for state in WITHOUT), "has": states[HAS] + states[LATE], "late": states[LATE],
        "page": Paginator([_row(row) for row in rows], PAGE_SIZE).get_page(request.GET.get("page")),
    }  # fmt: skip


def _row(standing: Standing) -> dict[str, Any]:
    return {
        "unit": standing.unit, "kind": KINDS[standing.unit.kind], "plan": standing.plan,
        "label": LABELS[standing.state], "tone": TONES[standing.state],
    }  # fmt: skip
