"""What a person chooses: mail of the day, the calendar; and the public pages behind links in mail."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ...base.errors import Refused
from ...directives.reminders import calendar_addresses, mail_choices
from ...directives.reminders.models import Digest
from ...org.people.models import User
from ..public.limits import limited

log = structlog.get_logger(__name__)


@never_cache
def choices_page(request: HttpRequest) -> HttpResponse:
    """A new secret stands on this one answer and nowhere else."""
    user = request.user
    assert isinstance(user, User)
    context: dict[str, Any] = {"errors": []}
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "calendar":
            secret = calendar_addresses.renew(user)
            path = reverse("reminder-calendar", args=[secret])
            context["address"] = (settings.ATVSLD_PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")) + path
        elif act == "address" and settings.ATVSLD_MAIL:
            context["errors"] = _ask(request, user)
        elif act in ("on", "off"):
            mail_choices.switch(user, act == "on")
        elif act == "forget":
            mail_choices.forget(user)
        elif act == "revoke":
            calendar_addresses.revoke(user)
        if not context["errors"] and "address" not in context:
            return redirect("reminder-choices")
    context |= {
        "mail_is_on": settings.ATVSLD_MAIL, "choice": mail_choices.choice_of(user),
        "calendar": calendar_addresses.standing_address(user),
        "last": Digest.objects.filter(user=user).order_by("-day").first(),
        "typed": request.POST.get("address", "")[:254],
    }  # fmt: skip
    return render(request, "reminders/choices.html", context, status=422 if context["errors"] else 200)


def _ask(request: HttpRequest, user: User) -> list[Any]:
    """Send the link that confirms an address; what hinders it in words."""
    address = request.POST.get("address", "")[:300]
    try:
        token = mail_choices.ask_for(user, address)
    except Refused as refused:
        return [violation.message for violation in refused.violations]
    link = settings.ATVSLD_PUBLIC_URL + reverse("reminder-mail-confirm", args=[token])
    text = render_to_string("reminders/confirm_mail.txt", {"name": str(user), "link": link})
    try:
        EmailMessage(_("Xác nhận địa chỉ nhận thư đôn đốc"), text, to=[address.strip()]).send()
    except (SMTPException, OSError) as error:
        log.warning("the mail of confirmation did not leave", error=type(error).__name__)
        return [_("Chưa gửi được thư xác nhận. Hãy xem lại địa chỉ, hoặc thử lại sau ít phút.")]
    messages.success(request, _("Đã gửi thư xác nhận. Hãy mở thư và bấm liên kết trong đó trong 3 ngày."))
    return []


@login_not_required
@never_cache
@limited
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that look through mail open links: the address is confirmed by the button alone."""
    if request.method != "POST":
        return render(request, "reminders/link.html", {"kind": "confirm"})
    is_done = mail_choices.confirm(token)
    return render(request, "reminders/link.html", {"kind": "confirm", "is_done": is_done, "is_old": not is_done},
                  status=200 if is_done else 410)  # fmt: skip


@csrf_exempt
@login_not_required
@never_cache
@limited
def off_page(request: HttpRequest, token: str) -> HttpResponse:
    """The link to unsubscribe, by a button or by the mail program (RFC 8058): its token is the right to do so."""
    user = mail_choices.user_of_off_token(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        mail_choices.switch(user, False, via="mail")
    return render(request, "reminders/link.html", {"kind": "off", "is_done": request.method == "POST"})
