"""Keys of the API: everybody makes and revokes their own; administrators see all and revoke any."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from ...base import lists
from ...base.errors import Refused
from ...base.scope import Scope
from ...org.people.api_token import ApiToken
from ...org.people.models import Membership
from ...org.people.roles import ROLES
from ...org.people.token_scope import VERBS, grants_on_offer
from ...org.people.token_services import create_token, revoke_token
from ..scope import scope

DAYS = ((30, gettext_lazy("30 ngày")), (90, gettext_lazy("90 ngày")), (180, gettext_lazy("180 ngày")),
        (365, gettext_lazy("365 ngày")))  # fmt: skip


@never_cache
def tokens_page(request: HttpRequest) -> HttpResponse:
    """One's own keys, and the form of a new one. The new key itself stands on this one answer and nowhere else."""
    own = ApiToken.objects.filter(user=request.user.pk)
    context: dict[str, Any] = {}
    if request.method == "POST":
        token_id = request.POST.get("revoke", "")
        if token_id:
            _revoke(request, own, token_id)
            return redirect("tokens")
        try:
            context["token"], context["secret"] = create_token(request.user, **_sent(request))  # type: ignore[arg-type]
        except Refused as refused:
            context["errors"] = [v.message for v in refused.violations]
    held = scope(request)
    is_refused = "errors" in context
    context |= {
        "tokens": _told(own.select_related("membership").order_by("-created_at")),
        "offer": _offer(held, set(request.POST.getlist("grants")) if is_refused else set()),
        "memberships": [(m.pk, _role(m)) for m in _standing(request)],
        "days": DAYS,
        "typed": request.POST if is_refused else {},
        "may_unmask": any(held.may(name, kind) for name in lists.registers() for kind in ("personal", "medical")),
    }
    return render(request, "pages/tokens.html", context, status=422 if is_refused else 200)


def all_tokens_page(request: HttpRequest) -> HttpResponse:
    """Every key of the installation, for administrators and auditors."""
    held = scope(request)
    tokens = ApiToken.objects.select_related("user", "membership").order_by("-created_at")
    if request.method == "POST":
        if not held.may("users", "edit"):
            raise PermissionDenied
        _revoke(request, tokens, request.POST.get("revoke", ""))
        return redirect("all-tokens")
    typed = request.GET.get("q", "").strip()[:100]
    if typed:
        who = Q(user__username__icontains=typed) | Q(user__full_name__icontains=typed)
        tokens = tokens.filter(who | Q(name__icontains=typed) | Q(prefix=typed))
    page = Paginator(tokens, 50).get_page(request.GET.get("page"))
    context = {"page": page, "tokens": _told(page), "q": typed, "may_revoke": held.may("users", "edit")}
    return render(request, "pages/all_tokens.html", context)


def _sent(request: HttpRequest) -> dict[str, Any]:
    given = request.POST.get("days", "")
    days = int(given) if given in {str(number) for number, _words in DAYS} else 0
    wanted = request.POST.get("membership", "")
    membership = next((m for m in _standing(request) if str(m.pk) == wanted), None)
    if wanted and membership is None:
        raise Http404
    return {
        "name": request.POST.get("name", "")[:60],
        "grants": request.POST.getlist("grants"),
        "expires_on": timezone.localdate() + timedelta(days=days),
        "membership": membership,
        "may_read_private": request.POST.get("may_read_private") == "1",
    }


def _revoke(request: HttpRequest, tokens: Any, token_id: str) -> None:
    token = tokens.filter(pk=int(token_id)).first() if token_id.isdecimal() and len(token_id) < 12 else None
    if token is None:
        messages.error(request, _("Không có mã truy cập này."))
        return
    revoke_token(scope(request), token)
    messages.success(request, _("Đã thu hồi mã «%(name)s»; chương trình dùng mã này không gọi được nữa.")
                     % {"name": token.name})  # fmt: skip


def _standing(request: HttpRequest) -> list[Membership]:
    today: date = timezone.localdate()
    standing = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), user=request.user.pk)
    return list(standing.filter(valid_from__lte=today).order_by("pk"))


def _role(membership: Membership) -> str:
    return f"{ROLES[membership.role].label} ({membership.unit_label})"


def _offer(held: Scope, ticked: set[str]) -> list[dict[str, Any]]:
    """A line a register: the verbs that may be given, with their words."""
    offered = grants_on_offer(held)
    return [
        {"title": register.title, "verbs": verbs}
        for register in lists.registers().values()
        if (verbs := [
            {"value": f"{register.name}.{verb}", "words": words, "ticked": f"{register.name}.{verb}" in ticked}
            for verb, words in VERBS.items() if f"{register.name}.{verb}" in offered
        ])
    ]  # fmt: skip


def _told(tokens: Any) -> list[dict[str, Any]]:
    titles = {name: register.title for name, register in lists.registers().items()}
    told = []
    for token in tokens:
        by_register: dict[str, list[str]] = {}
        for grant in token.grants:
            name, _dot, verb = grant.partition(".")
            by_register.setdefault(str(titles.get(name, name)), []).append(str(VERBS.get(verb, verb)))
        grants = [f"{title}: {', '.join(verbs)}" for title, verbs in by_register.items()]
        role = _role(token.membership) if token.membership else ""
        told.append({"token": token, "grants": grants, "role": role})
    return told
