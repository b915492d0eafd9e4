"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from ..base.demonstration import is_demonstration
from ..org.people.models import User
from ..org.people.roles import ROLES
from .language import words_of_scripts
from .menus import menu_for
from .scope import scope


def demo_accounts() -> list[tuple[str, str]]:
    """User name and role of the accounts of the demonstration; those of the other provinces have a dot in the name."""
    users = User.objects.filter(is_demo=True, is_active=True).exclude(username__contains=".")
    users = users.prefetch_related("memberships").order_by("pk")
    return [(u.username, str(ROLES[m.role].label)) for u in users for m in list(u.memberships.all())[:1]]


def page(request: HttpRequest) -> dict[str, Any]:
    common = {"version": settings.ATVSLD_VERSION, "today": timezone.localdate(), "demo_mode": is_demonstration()}
    language = get_language() or settings.LANGUAGE_CODE
    common |= {"language": language, "languages": settings.LANGUAGES, "words": words_of_scripts(language)}
    if settings.ATVSLD_DEMO and request.path == reverse("account_login"):
        common |= {"demo_accounts": demo_accounts(), "demo_password": settings.ATVSLD_DEMO_PASSWORD}
    if not getattr(request, "user", None) or not request.user.is_authenticated or not hasattr(request, "scope"):
        return common
    held = scope(request)
    return common | {
        "nav": menu_for(held, request.path),
        "unit_label": "; ".join(dict.fromkeys(gettext(p.unit_label) for p in held.parts if p.unit_label)),
        "role_label": "; ".join(dict.fromkeys(str(ROLES[p.role].label) for p in held.parts)),
        "user_label": str(request.user),
        "may_be_reminded": held.may("tasks", "view"),
    }
