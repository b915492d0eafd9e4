"""The list of work: what waits for the person who asks, and what is left undone in the units they watch over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.scope import Scope
from ...org.places.anytime import label_of_unit
from ...org.places.models import NATION, Place
from ..scope import scope
from ..worklist.counting import asked_of, in_unit, left_undone, own_work, worked
from ..worklist.kind import Asked, WorkKind, WorkRow
from ..worklist.kinds import KINDS

FIRST, ROWS = 5, 50


@never_cache
@require_GET
def work_page(request: HttpRequest) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    own = [
        {"work": work, "kind": kind, "rows": kind.rows(asked, 0, FIRST)} for kind, asked, work in own_work(held, today)
    ]
    done_here = {kind.id for kind in KINDS if asked_of(held, kind, today, is_acting=True)}
    undone = [work for work in left_undone(held, today) if work.id not in done_here]
    return render(request, "pages/work.html", {"own": own, "undone": undone})


@never_cache
@require_GET
def kind_page(request: HttpRequest, kind: str) -> HttpResponse:
    """All rows of one kind: one's own work, else what is left undone; `unit` (a key, or VN) narrows it to a unit."""
    found = next((one for one in KINDS if one.id == kind), None)
    if found is None:
        raise Http404
    asked, label = _asked(request, found)
    work = worked(found, asked)
    page: Page = Paginator(_Rows(found, asked, work.count), ROWS).get_page(request.GET.get("page"))
    context = {"kind": found, "work": work, "page": page, "rows": page.object_list, "unit_label": label}
    return render(request, "pages/work_kind.html", context)


class _Rows(Sequence[WorkRow]):
    """The rows of a kind, counted once, as the paginator wants them."""

    def __init__(self, kind: WorkKind, asked: Asked, count: int) -> None:
        self._kind, self._asked, self._count = kind, asked, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: Any) -> Any:
        return self._kind.rows(self._asked, wanted.start or 0, wanted.stop)


def _asked(request: HttpRequest, kind: WorkKind) -> tuple[Asked, str]:
    """Raises Http404 for a unit that there is not; of what the person may not see there is simply nothing."""
    held, today, given = scope(request), timezone.localdate(), request.GET.get("unit", "")[:12]
    if not given:
        own = asked_of(held, kind, today, is_acting=True)
        return own or asked_of(held, kind, today, is_acting=False) or _nothing(), ""
    unit = None
    if given != NATION:
        unit = (
            Place.objects.select_related("province", "parent").filter(pk=given).first() if given.isdecimal() else None
        )
        if unit is None:
            raise Http404
    within = in_unit(held, unit, today)
    return asked_of(within, kind, today, is_acting=False) or _nothing(), label_of_unit(unit) if unit else ""


def _nothing() -> Asked:
    """What a stranger is shown: an empty list, as of a kind of which nothing waits."""
    return Asked(Scope(), "", timezone.localdate())
