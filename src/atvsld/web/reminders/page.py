"""What reaches a person today, and the rows behind each of its numbers."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...directives.reminders.audiences import reminded
from ...directives.reminders.counting import Reminders
from ...directives.reminders.ladder import AUDIENCES
from ...directives.reminders.standing import BUCKETS
from ...directives.tasks.occurrences import Occurrence
from ..scope import scope
from ..tasks.shown import shown_rows
from .labels import HEADS
from .shown import names_of, sections_of, words_to

ROWS = 50


@never_cache
@require_GET
def reminders_page(request: HttpRequest) -> HttpResponse:
    who = reminded(scope(request), timezone.localdate())
    found = Reminders(who)
    context: dict[str, Any] = {
        "day": who.today, "sections": sections_of(found), "written": words_to(who),
    }  # fmt: skip
    return render(request, "reminders/page.html", context)


@never_cache
@require_GET
def list_page(request: HttpRequest, audience: str, bucket: str) -> HttpResponse:
    """The rows of one number; `agency` or `province` (0: the nation's bodies) narrows them."""
    if audience not in AUDIENCES or bucket not in BUCKETS:
        raise Http404
    who = reminded(scope(request), timezone.localdate())
    rows = Rows(Reminders(who), audience, bucket, _key(request, "agency"), _key(request, "province"))
    page: Page[Any] = Paginator(cast(Any, rows), ROWS).get_page(request.GET.get("page"))
    context = {
        "head": HEADS[audience], "bucket": BUCKETS[bucket], "page": page, "chosen": rows.name,
        "rows": shown_rows(list(page.object_list), who.today, who.today), "day": who.today,
    }  # fmt: skip
    return render(request, "reminders/list.html", context)


class Rows:
    """As a paginator wants them, counted in the way that costs least."""

    def __init__(self, found: Reminders, audience: str, bucket: str, agency: int | None, province: int | None) -> None:
        rows = found.rows(audience, bucket)
        if agency is not None:
            rows = rows.filter(agency=agency)
        if province is not None:
            rows = rows.filter(province=province or None)
        self._rows = rows.select_related("charge", "agency")
        narrowed = province if found.by == "province" else agency
        if agency is None and province is None:
            self._count = found.count(audience, bucket)
        else:
            self._count = rows.count()
        self.name = names_of(found, [narrowed]).get(narrowed, "") if narrowed and self._count else ""

    def count(self) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: Any) -> list[Occurrence]:
        return list(self._rows[wanted])


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else None
