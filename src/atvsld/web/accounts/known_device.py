"""A browser from which somebody has signed in before carries a signed mark for that account.

The mark opens nothing. It only gives this browser a count of tries of its own, so that strangers who guess at the
account from elsewhere cannot use up its owner's tries (decision 0040).
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ...base.crypto import keyed_digest

COOKIE = "atvsld_may"
SALT = "atvsld.known-device"
KEPT_SECONDS = 180 * 24 * 3600
# People of one office share a computer; the oldest account gives way.
MOST = 12


def _account(username: str) -> str:
    return keyed_digest(settings.SECRET_KEY, "known-device", username.strip().lower())[:20]


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def mark_of(request: HttpRequest, username: str) -> str:
    """The random mark that this browser carries for this account; "" for a browser that never signed in to it."""
    return str(_marks(request).get(_account(username), ""))


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """Called after a whole sign-in, the second factor included."""
    marks, account = _marks(request), _account(username)
    mark = marks.pop(account, "") or secrets.token_urlsafe(12)
    kept = dict([*marks.items(), (account, mark)][-MOST:])
    response.set_cookie(
        COOKIE, signing.dumps(kept, salt=SALT), max_age=KEPT_SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
