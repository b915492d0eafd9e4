"""How often one key, one person or one address may call; counted in the cache that all processes share."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from .problems import ApiRefusal


def count_call(request: HttpRequest, caller: str) -> None:
    """One more call of this caller; raises ApiRefusal 429 beyond ATVSLD_API_RATES["calls"]."""
    _count(f"api-calls:{caller}", "calls")


def count_failure(request: HttpRequest) -> None:
    """One more call with a wrong key from this address; raises ApiRefusal 429 beyond ATVSLD_API_RATES["failures"].

    Only failures are slowed down: whoever shares the address and shows a good key goes on.
    """
    _count(f"api-failures:{get_adapter().get_client_ip(request)}", "failures")


def _count(name: str, kind: str) -> None:
    allowed, seconds = settings.ATVSLD_API_RATES[kind]
    left = seconds - int(time.time()) % seconds
    count = 1
    if not cache.add(name, 1, left):
        try:
            count = cache.incr(name)
        except ValueError:  # its time was over between the two lines
            cache.set(name, 1, left)
    if count > allowed:
        message = _("Gọi quá {allowed} lần trong {seconds} giây. Hãy chờ {left} giây rồi gọi tiếp.")
        told = RuleViolation("rate.exceeded", message, allowed=allowed, seconds=seconds, left=left)
        raise ApiRefusal(429, told, {"Retry-After": str(left)})
