"""When and from where a session was last used: written at most every five minutes, not at every request."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

SECONDS = 300
KEY = "seen_at"


class ActivityMiddleware:
    """Keeps the list of sessions of signed-in people current."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = int(time.time())
            if now - request.session.get(KEY, 0) >= SECONDS:
                request.session[KEY] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
