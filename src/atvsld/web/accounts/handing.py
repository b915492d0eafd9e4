"""Officers hand codes out: which establishments have no account yet, slips for all of them in one step."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from ...base import lists
from ...base.codelists.reading import CodeLists
from ...base.errors import OutOfScope, Refused
from ...base.surfaces.filters import narrowed
from ...org.accounts.holders import CODE, HELD, NONE, in_state, with_holder
from ...org.accounts.issuing import MOST, issue_claims
from ..scope import scope
from .slips import slips_answer

PAGE = 50
STATES = (
    (NONE, gettext_lazy("Chưa có tài khoản")),
    (CODE, gettext_lazy("Đã cấp mã, chưa dùng")),
    (HELD, gettext_lazy("Đã có tài khoản")),
)


def _rows(request: HttpRequest) -> tuple[object, QuerySet, QuerySet]:
    """(the filters, all that the filters keep, those of the chosen state), within what this officer hands out."""
    held = scope(request)
    bound, rows = narrowed(lists.register("establishments"), held, request.GET, CodeLists())
    bound.form.fields.pop("voided", None)
    kept = with_holder(rows.visible_to(held, "accounts").standing())  # type: ignore[attr-defined]
    return bound, kept, in_state(kept, request.GET.get("tinh-trang", NONE))


@never_cache
def handing_page(request: HttpRequest) -> HttpResponse:
    """The list; posted, it answers with the slips themselves, which nobody can open again."""
    bound, kept, rows = _rows(request)
    if request.method == "POST":
        return _hand_out(request, rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    state = request.GET.get("tinh-trang", NONE)
    query = request.GET.copy()
    query.pop("page", None)
    states = []
    for code, label in STATES:
        query["tinh-trang"] = code
        states.append(
            {"code": code, "label": label, "url": f"?{query.urlencode()}", "count": in_state(kept, code).count()}
        )
    context = {"page": page, "filter_form": bound.form, "states": states, "state": state, "most": MOST}  # type: ignore[attr-defined]
    return render(request, "accounts/handing.html", context)


def _hand_out(request: HttpRequest, rows: QuerySet) -> HttpResponse:
    ids = [int(i) for i in request.POST.getlist("ids") if i.isdecimal() and len(i) < 12]
    if request.POST.get("which") == "all":
        ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
    back = redirect(f"{reverse('accounts-handing')}?{request.GET.urlencode()}")
    if not ids:
        messages.error(request, _("Chưa chọn cơ sở nào. Hãy đánh dấu các cơ sở, hoặc chọn tất cả theo bộ lọc."))
        return back
    try:
        slips = issue_claims(scope(request), ids)
    except OutOfScope as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return back
    return slips_answer(request, slips, as_file=request.POST.get("how") == "excel")
