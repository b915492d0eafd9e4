"""The waiting list of requests for an account: many are decided in one step."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from ...base.audit.record import record_reading
from ...base.errors import OutOfScope, Refused
from ...org.accounts.holders import current_holders
from ...org.accounts.models import AccountRequest
from ...org.accounts.requests import AUDITED, State, approve, reject
from ..scope import scope
from .slips import slips_answer

PAGE = 50


@never_cache
def requests_page(request: HttpRequest) -> HttpResponse:
    """Who asks, whether the same establishment asked before or has an account; posted, the decision."""
    held = scope(request)
    if request.method == "POST":
        return _decide(request)
    state = request.GET.get("tinh-trang", State.WAITING)
    rows = AccountRequest.objects.visible_to(held)
    counts = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    page = Paginator(_told(rows.filter(state=state)), PAGE).get_page(request.GET.get("page"))
    record_reading(held, "page", AUDITED, [r.pk for r in page], "personal")
    states = [{"code": s.value, "label": s.label, "count": counts.get(s.value, 0)} for s in State]
    context = {"page": page, "states": states, "state": state, "may_decide": state == State.WAITING}
    return render(request, "accounts/requests.html", context)


def _told(rows: QuerySet) -> QuerySet:
    """With `others`: how many more wait for the same tax code; `has_account`: somebody holds the establishment."""
    same = AccountRequest.objects.filter(tax_code=OuterRef("tax_code"), state=State.WAITING).exclude(pk=OuterRef("pk"))
    known = current_holders().filter(establishment__tax_code=OuterRef("tax_code"))
    held = Q(Exists(known.filter(establishment__voided_at=None)))
    told = rows.select_related("establishment", "province", "commune").annotate(others=Exists(same), has_account=held)
    return told.order_by("requested_at", "pk")


def _decide(request: HttpRequest) -> HttpResponse:
    held, act, reason = scope(request), request.POST.get("act", ""), request.POST.get("reason", "")
    ids = [int(i) for i in request.POST.getlist("ids") if i.isdecimal() and len(i) < 12]
    back = redirect("account-requests")
    if not ids or act not in ("code", "active", "reject"):
        messages.error(request, _("Hãy đánh dấu ít nhất một yêu cầu."))
        return back
    try:
        if act == "reject":
            number = reject(held, ids, reason)
            said = ngettext("Đã trả lời không chấp nhận %d yêu cầu.", "Đã trả lời không chấp nhận %d yêu cầu.", number)
            messages.success(request, said % number)
            return back
        decided = approve(held, ids, State.ACTIVE if act == "active" else State.CODE, reason)
    except OutOfScope as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return back
    for left, why in decided.left:
        messages.warning(request, f"{left.number} ({left.tax_code}): {why}.")
    for user in decided.opened:
        messages.success(request, _("Đã mở tài khoản %s.") % user.username)
    if decided.slips:
        return slips_answer(request, decided.slips, as_file=request.POST.get("how") == "excel")
    return back
