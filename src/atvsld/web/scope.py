"""The scope of the person who asks, on every request, and the gate that a page puts before itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ..base.scope import STRANGER, Scope
from ..org.people.models import User
from ..org.people.scoping import scope_of

View = Callable[..., HttpResponse]


class ScopeMiddleware:
    """Gives each request `request.scope`; a person with a first password may do nothing but change it
    (the API says so itself)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = SimpleLazyObject(lambda: _scope_of(request))  # type: ignore[attr-defined]
        if request.user.is_authenticated and request.user.must_change_password:
            always = ("account_change_password", "account_logout", "healthz", "set-language")
            allowed = {reverse(name) for name in always}
            if request.path not in allowed and not request.path.startswith(("/static/", "/api/v1/")):
                return redirect("account_change_password")
        return self.get_response(request)


def _scope_of(request: HttpRequest) -> Scope:
    return scope_of(request.user) if isinstance(request.user, User) else STRANGER


def scope(request: HttpRequest) -> Scope:
    return request.scope  # type: ignore[attr-defined]


def needs(register: str, *verbs: str) -> Callable[[View], View]:
    """A page only for those with one of these verbs on the register, wherever; rows are checked by `visible_to`."""

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kept: Any) -> HttpResponse:
            if not any(scope(request).may(register, verb) for verb in verbs):
                raise PermissionDenied
            return view(request, *args, **kept)

        return gated

    return gate
