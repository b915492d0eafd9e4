"""What a person does about the own account: sessions, and colleagues of the same establishment."""

from __future__ import annotations

from allauth.account.utils import user_display
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...base.scope import Scope
from ...org.accounts.colleagues import colleagues_of, hand_over, own_offices, remove_colleague
from ...org.accounts.issuing import invite
from ...org.accounts.managing import end_own_session
from ...org.people.models import User
from ...org.people.services import note_act
from ..scope import scope
from .devices import device_words
from .slips import slips_answer


@never_cache
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Where this person is signed in; one session or all others are ended."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        if request.POST.get("act") == "others":
            end_other_sessions(request, user)
            note_act(Scope(user.pk, user_display(user)), "end_sessions", user)
            messages.success(request, _("Đã kết thúc mọi phiên khác."))
        else:
            given = request.POST.get("session", "")
            if given.isdecimal() and len(given) < 12 and end_own_session(user, int(given)):
                messages.success(request, _("Đã kết thúc phiên đăng nhập đó."))
            else:
                messages.info(request, _("Phiên đăng nhập đó đã kết thúc từ trước."))
        return redirect("usersessions_list")
    sessions = sorted(UserSession.objects.purge_and_list(user), key=lambda s: s.last_seen_at, reverse=True)
    rows = [
        {"session": s, "device": device_words(s.user_agent), "is_current": s.session_key == request.session.session_key}
        for s in sessions
    ]
    return render(request, "accounts/sessions.html", {"rows": rows, "others": len(rows) - 1})


@never_cache
def colleagues_page(request: HttpRequest) -> HttpResponse:
    """Who acts for the own establishments; invite one more, take a right back, or hand over and leave."""
    held, user = scope(request), request.user
    assert isinstance(user, User)
    if request.method == "POST":
        return _act(request, held, user)
    offices = [{"office": office, "people": colleagues_of(held, office)} for office in own_offices(held)]
    return render(request, "accounts/colleagues.html", {"offices": offices, "today": timezone.localdate()})


def _act(request: HttpRequest, held: Scope, user: User) -> HttpResponse:
    act, given = request.POST.get("act", ""), request.POST.get("row", "")
    pk = int(given) if given.isdecimal() and len(given) < 12 else 0
    try:
        if act == "invite":
            office = own_offices(held).filter(pk=pk).first()
            if office is None:
                raise Http404
            return slips_answer(request, [invite(held, office)])
        if act == "remove":
            remove_colleague(held, pk)
            messages.success(request, _("Người đó không còn làm việc thay cơ sở nữa."))
        elif act == "leave":
            hand_over(held, pk)
            messages.success(request, _("Đã bàn giao: bạn không còn phụ trách cơ sở này."))
    except OutOfScope as refused:
        raise PermissionDenied from refused
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("colleagues")
