"""The secret address of a person's calendar: shown once, kept as a hash, renewed and revoked by that person alone."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...base.scope import Scope
from ...org.people.models import User
from ...org.people.services import note_act
from .models import CalendarAddress

FORM = re.compile(r"[A-Za-z0-9_-]{43}")
USE_NOTED_EVERY = timedelta(hours=1)


def standing_address(user: User) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(user=user, revoked_at=None).first()


def renew(user: User, *, via: str = "page") -> str:
    """A new secret of 256 random bits, nowhere kept; the one before opens nothing from now on."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        _end(user)
        CalendarAddress.objects.create(user=user, digest=_digest(secret))
        note_act(Scope(user.pk, str(user)), "set_calendar", user, via=via)
    return secret


def revoke(user: User, *, via: str = "page") -> None:
    with transaction.atomic():
        if _end(user):
            note_act(Scope(user.pk, str(user)), "set_calendar", user, via=via)


def _end(user: User) -> int:
    # The row of the person stands in for the one that may not be there yet.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return CalendarAddress.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def user_of(secret: str) -> User | None:
    """The active person whose address this is; None tells nothing of why there is none."""
    if not FORM.fullmatch(secret):
        return None
    found = CalendarAddress.objects.select_related("user").filter(digest=_digest(secret), revoked_at=None).first()
    if found is None or not found.user.is_active:
        return None
    now = timezone.now()
    if found.last_used_at is None or found.last_used_at < now - USE_NOTED_EVERY:
        before = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
        CalendarAddress.objects.filter(before, pk=found.pk).update(last_used_at=now)
    return found.user


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
