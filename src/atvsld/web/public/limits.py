"""How often one address may ask for public pages: counted in the cache that all processes share."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..accounts.address import client_address

CALLS, SECONDS = 120, 60
View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """429 beyond `CALLS` in a minute from one address."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kept: Any) -> HttpResponse:
        left = SECONDS - int(time.time()) % SECONDS
        if _count(f"public-calls:{client_address(request)}", left) > CALLS:
            answer = render(request, "429.html", status=429)
            answer["Retry-After"] = str(left)
            return answer
        return view(request, *args, **kept)

    return counted


def _count(name: str, left: int) -> int:
    if cache.add(name, 1, left):
        return 1
    try:
        return cache.incr(name)
    except ValueError:  # its time was over between the two lines
        cache.set(name, 1, left)
        return 1
