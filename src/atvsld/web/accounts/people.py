"""People whom an officer may help back in: reset slip, second factor, sessions; each its own act."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...org.accounts.managing import (
    end_sessions_of,
    hand_reset_slip,
    managed_users,
    may_manage,
    reset_second_factor,
    standing_memberships,
)
from ...org.people.models import User
from ..scope import scope
from .slips import slips_answer

PAGE = 50


def people_page(request: HttpRequest) -> HttpResponse:
    """Accounts of the officer's place, found by name, user name or tax code."""
    typed = request.GET.get("q", "").strip()[:100]
    people = managed_users(scope(request)).prefetch_related("memberships__establishment", "memberships__place")
    if typed:
        wanted = Q(username__icontains=typed) | Q(full_name__icontains=typed)
        people = people.filter(wanted | Q(memberships__establishment__tax_code__startswith=typed)).distinct()
    page = Paginator(people.order_by("username"), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "q": typed})


@never_cache
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    person = managed_users(held).filter(pk=pk).first()
    if person is None:
        raise Http404
    if request.method == "POST":
        return _act(request, person)
    context = {
        "person": person, "may_manage": may_manage(held, person),
        "memberships": standing_memberships().filter(user=person).select_related("establishment", "place", "zone"),
        "factors": Authenticator.objects.filter(user=person).exclude(type="recovery_codes").count(),
        "sessions": UserSession.objects.filter(user=person).count(),
    }  # fmt: skip
    return render(request, "accounts/person.html", context)


def _act(request: HttpRequest, person: User) -> HttpResponse:
    held, act = scope(request), request.POST.get("act", "")
    try:
        if act == "slip":
            return slips_answer(request, [hand_reset_slip(held, person)])
        if act == "factor":
            reset_second_factor(held, person, request.POST.get("reason", ""))
            messages.success(request, _("Đã xóa lớp bảo vệ thứ hai và kết thúc mọi phiên đăng nhập của người này."))
        elif act == "sessions":
            number = end_sessions_of(held, person)
            messages.success(request, _("Đã kết thúc %d phiên đăng nhập.") % number)
    except OutOfScope as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("managed-person", person.pk)
