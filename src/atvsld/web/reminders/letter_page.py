"""The letter of reminder to the agencies of a filtered list: who issues it, until when to answer; then the file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.demonstration import MARK, SENTENCE, is_demonstration, marked_name
from ...base.documents.official_word import as_docx
from ...base.errors import Refused
from ...directives.reminders.audiences import givers_of
from ...directives.reminders.letter import MOST_ROWS, Asked, letter_of
from ...directives.reminders.words import given_by
from ...directives.tasks.occurrences import Occurrence
from ...org.agencies.models import Agency
from ..scope import scope
from ..tasks.asked import Asked as AskedTasks
from ..tasks.verbs import day_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_GET
def letter_page(request: HttpRequest) -> HttpResponse:
    """The same address as the list of tasks has; with `giver`, the file itself."""
    asked = AskedTasks.of(request)
    rows = given_by(asked.rows(), givers_of(scope(request), asked.today)).filter(due_now__lt=asked.today)
    givers = _givers(rows)
    chosen = next((one for one in givers if str(one["agency"].pk) == request.GET.get("giver", "")), None)
    errors: list[Any] = []
    if chosen is not None:
        try:
            reply_by = day_of(request.GET.get("reply_by", ""), "reply_by")
            if reply_by is not None and reply_by <= asked.today:
                errors = [_("Ngày trả lời phải sau hôm nay.")]
            elif chosen["n"] > MOST_ROWS:
                errors = [_("Một công văn nêu được nhiều nhất {most} việc. Hãy lọc hẹp hơn.").format(most=MOST_ROWS)]
            else:
                return _file(chosen["agency"], rows, asked.today, reply_by)
        except Refused as refused:
            errors = [violation.message for violation in refused.violations]
    kept = [(name, value) for name, value in request.GET.items() if name not in ("giver", "reply_by", "page")]
    context = {
        "asked": asked, "givers": givers, "errors": errors, "kept": kept,
        "typed": request.GET.get("reply_by", "")[:20], "back": f"{reverse('task-list')}?{request.GET.urlencode()}",
    }  # fmt: skip
    return render(request, "reminders/letter.html", context, status=422 if errors else 200)


def _givers(rows: QuerySet[Occurrence]) -> list[dict[str, Any]]:
    """In whose name the overdue tasks were handed out, the most first."""
    counted = rows.order_by().values_list("charge__giver").annotate(n=Count("pk"))
    found = Agency.objects.select_related("place__province", "parent").in_bulk([pk for pk, _n in counted])
    told = [{"agency": found[pk], "n": n} for pk, n in counted]
    return sorted(told, key=lambda one: (-one["n"], one["agency"].sort_key))


def _file(giver: Agency, rows: QuerySet[Occurrence], today: date, reply_by: date | None) -> HttpResponse:
    wanted = list(rows.filter(charge__giver=giver).select_related("charge__cause", "agency"))
    marks = (f"{MARK}: {SENTENCE}",) if is_demonstration() else ()
    answer = HttpResponse(as_docx(letter_of(Asked(giver, wanted, today, reply_by, marks))), content_type=WORD)
    name = marked_name(f"cong-van-don-doc-{today:%Y-%m-%d}.docx")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
