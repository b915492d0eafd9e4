"""The language of a request: what the person chose, else Vietnamese, whatever language the machine is set to."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import DjangoTranslation, parse_accept_lang_header
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog

from ..base.language import LANGUAGES, SOURCE, speaking
from ..org.people.models import User
from ..org.people.services import choose_language

CHOSEN = "language_chosen"
# What programs call; the pages about the API are read by people.
FOR_PROGRAMS = ("/api/v1/", "/api/openapi.json")


class LanguageMiddleware:
    """Answers in the language of the person's account, else of the cookie, else (programs only) of Accept-Language.

    A browser's own Accept-Language is not asked: the machines of Vietnamese officers are often set to English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with speaking(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.path.startswith(FOR_PROGRAMS):
            patch_vary_headers(response, ["Accept-Language"])
        return response


def language_of(request: HttpRequest) -> str:
    chosen = request.user.language if isinstance(request.user, User) else ""
    chosen = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen not in LANGUAGES and request.path.startswith(FOR_PROGRAMS):
        chosen = _accepted(request.headers.get("Accept-Language", ""))
    return chosen if chosen in LANGUAGES else SOURCE


def _accepted(header: str) -> str:
    """The first of our languages that a program says it accepts."""
    tags = (tag.split("-")[0] for tag, _ in parse_accept_lang_header(header.lower()[:200]))
    return next((tag for tag in tags if tag in LANGUAGES), "")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The switch at the head of every page: kept in a cookie, and with the account of whoever is signed in."""
    language, target = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    if language not in LANGUAGES:
        return answer
    if isinstance(request.user, User):
        choose_language(request.user, language)
    else:
        request.session[CHOSEN] = language
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer


def keep_choice(sender: Any, request: HttpRequest, user: User, **kept: Any) -> None:
    """Whoever chose a language on the way in has chosen it for the account."""
    language = request.session.pop(CHOSEN, "")
    if language:
        choose_language(user, language)


@cache
def words_of_scripts(language: str) -> dict[str, Any]:
    """What the scripts of a page say in that language; empty for Vietnamese, in which they are written."""
    view = JavaScriptCatalog()
    view.translation = DjangoTranslation(
        language, domain="djangojs", localedirs=[str(path) for path in settings.LOCALE_PATHS]
    )
    return view.get_catalog() if language != SOURCE else {}
