"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ..org.people.roles import ROLES
from .menus import menu_for
from .scope import scope


def page(request: HttpRequest) -> dict[str, Any]:
    common = {"version": settings.ATVSLD_VERSION, "today": timezone.localdate(), "demo_mode": settings.ATVSLD_DEMO}
    if not getattr(request, "user", None) or not request.user.is_authenticated or not hasattr(request, "scope"):
        return common
    held = scope(request)
    return common | {
        "nav": menu_for(held, request.path),
        "unit_label": "; ".join(dict.fromkeys(p.unit_label for p in held.parts)),
        "role_label": "; ".join(dict.fromkeys(ROLES[p.role].label for p in held.parts)),
        "user_label": str(request.user),
    }
