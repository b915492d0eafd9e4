"""Lists of tasks: narrowed by their address, counted exactly, saved as a workbook."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...directives.tasks.models import Cause, Charge
from ...directives.tasks.status import LABELS
from ...org.agencies.models import Agency
from ..scope import scope
from .asked import SHOWN_STATUSES, Asked, Found
from .shown import shown_rows
from .withdraw_page import may_withdraw
from .workbook import workbook

ROWS = 50


@never_cache
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    page: Page[Any] = Paginator(cast(Any, Found(asked)), ROWS).get_page(request.GET.get("page"))
    context = {
        "asked": asked, "page": page, "rows": shown_rows(list(page.object_list), asked.day, asked.today),
        "statuses": [(key, LABELS[key]) for key in SHOWN_STATUSES], "chosen": _chosen(asked),
        "may_remind": scope(request).may("tasks", "decide"),
    }  # fmt: skip
    charge = Charge.objects.select_related("giver").filter(pk=asked.charge).first() if asked.charge else None
    context["withdraws"] = charge.pk if charge and may_withdraw(scope(request), charge) else None
    return render(request, "tasks/list.html", context)


def _chosen(asked: Asked) -> list[str]:
    """What narrows the list beside unit, day and status, in words that are data."""
    found: list[str] = []
    if asked.cause is not None:
        found += [str(row) for row in Cause.objects.filter(pk=asked.cause, charges__in=_charges(asked)).distinct()]
    if asked.charge is not None:
        found += [row.title for row in _charges(asked).filter(pk=asked.charge)]
    if asked.agency is not None:
        found += [row.name_vi for row in Agency.objects.filter(pk=asked.agency)]
    return found


def _charges(asked: Asked) -> Any:
    """Charges of which the person sees a task: the name of another's is told to nobody."""
    wanted = {"cause_id": asked.cause} if asked.cause else {"pk": asked.charge}
    charges = Charge.objects.filter(**wanted)
    seen = asked.ground.rows().filter(charge__in=charges.values("pk")).values("charge_id")
    return charges.filter(pk__in=seen)


@never_cache
@require_GET
def excel_page(request: HttpRequest) -> HttpResponse:
    """Up to twenty thousand rows; a longer list says so in its first lines."""
    asked = Asked.of(request)
    found = asked.rows().select_related("charge__cause", "agency")
    name = f"viec-giao-{asked.day:%Y-%m-%d}"
    return workbook(name, gettext("Việc giao"), asked.label, found, asked.count(), asked.day, asked.today)
