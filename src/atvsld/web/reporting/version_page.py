"""A version as it was sent: its page, its file for programs, its Word; and the Word of what is being written."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.documents.official_word import as_docx
from ...base.search import fold
from ...directives.reporting.written.whole import official, sections
from .common import Opened
from .shown import BADGES, shown, shown_annexes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_GET
def version_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    return shown_version(request, Opened.of(request, pk), number, [])


def shown_version(request: HttpRequest, opened: Opened, number: int, errors: list[str]) -> HttpResponse:
    version = opened.version(number)
    whole = version.whole
    links = opened.links(whole["figures"], number)
    context: dict[str, Any] = {
        "report": opened.row, "opened": opened, "version": version, "whole": whole, "errors": errors,
        "sections": shown(sections(whole["figures"], whole["texts"]), links), "about": whole["figures"]["about"],
        "annexes": shown_annexes(whole["figures"], links), "badge": BADGES[version.outcome or "sent"],
        "is_last": number == opened.versions[0].number, "sees_draft": opened.sees_draft,
        "may_decide": opened.decides is not None and number == opened.versions[0].number,
    }  # fmt: skip
    return render(request, "reports/version.html", context, status=422 if errors else 200)


@never_cache
@require_GET
def version_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Exactly the text whose hash was kept."""
    version = Opened.of(request, pk).version(number)
    answer = HttpResponse(version.content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{pk}-ban-{number}.json"'
    return answer


@never_cache
@require_GET
def word_page(request: HttpRequest, pk: int) -> HttpResponse:
    """`?ban=2`: that version; without it what is being written, for whoever sees that."""
    opened = Opened.of(request, pk)
    number = opened.asked_version(request)
    if number is not None:
        version = opened.version(number)
        whole = version.whole
        said = official(whole["figures"], whole["texts"], version.sent_on)
    elif opened.sees_draft:
        said = official(opened.figures(), opened.row.parts)
    else:
        raise Http404
    answer = HttpResponse(as_docx(said), content_type=DOCX)
    name = slugify(fold(opened.row.agency.name_vi))
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{name}-{opened.row.last_day.year}-{pk}.docx"'
    return answer
