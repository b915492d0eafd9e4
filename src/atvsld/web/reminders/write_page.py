"""Words by hand about all tasks of a filtered list that the person handed out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...base.numbers import vietnamese_number
from ...directives.reminders.audiences import givers_of
from ...directives.reminders.words import MOST_TASKS, given_by, remind_all
from ..scope import scope
from ..tasks.asked import Asked

SAMPLE = 10


@never_cache
def write_page(request: HttpRequest) -> HttpResponse:
    """The same address as the list of tasks has, so that it is about the very rows that were looked at."""
    asked, held = Asked.of(request), scope(request)
    rows = given_by(asked.rows(), givers_of(held, asked.today)).order_by()
    ids = list(rows.values_list("task_id", flat=True).distinct()[: MOST_TASKS + 1])
    back, errors = f"{reverse('task-list')}?{request.GET.urlencode()}", list[str]()
    if request.method == "POST":
        try:
            n = remind_all(held, ids, request.POST.get("reason", "")[:2000])
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            errors = [violation.message for violation in refused.violations]
        else:
            said = ngettext("Đã đôn đốc {n} việc.", "Đã đôn đốc {n} việc.", n).format(n=vietnamese_number(n))
            messages.success(request, said)
            return redirect(back)
    sample = rows.filter(task__in=ids).select_related("charge", "agency").order_by("due_now", "pk")[:SAMPLE]
    context = {
        "asked": asked, "n": len(ids), "most": MOST_TASKS, "sample": sample, "errors": errors,
        "back": back, "typed": request.POST.get("reason", "")[:2000],
    }  # fmt: skip
    return render(request, "reminders/write.html", context, status=422 if errors else 200)
