"""Reminders as work: words of a giver that wait for an answer, and agencies whose overdue tasks were escalated."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...base.language import in_its_language
from ...base.numbers import vietnamese_number
from ...directives.reminders.audiences import reminded
from ...directives.reminders.counting import Reminders
from ...directives.reminders.ladder import ABOVE, TOP, UNIT
from ...directives.reminders.standing import OVERDUE
from ...directives.reminders.words import unanswered
from ...directives.tasks.acting import answered_for
from ...org.agencies.models import Agency
from ...org.places.models import Place
from .kind import Asked, Tally, WorkKind, WorkRow

ESCALATED = (UNIT, ABOVE, TOP)


def _written(asked: Asked) -> set[int]:
    return set(answered_for(asked.scope, "act").values_list("pk", flat=True))


def _written_tally(asked: Asked) -> Tally:
    found = unanswered(_written(asked), asked.today).order_by().aggregate(n=Count("pk"), since=Min("on"))
    return Tally(found["n"], found["since"])


def _written_rows(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found = unanswered(_written(asked), asked.today).select_related("task__charge__giver")[start:stop]
    return [
        WorkRow(
            event.task.charge.title, reverse("task", args=[event.task_id]),
            str(in_its_language(event.task.charge.giver.name_vi)), event.on,
        )
        for event in found
    ]  # fmt: skip


def _groups(asked: Asked) -> list[tuple[str, int | None, int, date | None, str]]:
    """(audience, agency or province, how many, the longest overdue since, by what)."""
    found = Reminders(reminded(asked.scope, asked.today))
    return [
        (audience, group.pk, group.count, group.since, found.by)
        for audience in ESCALATED
        for group in found.groups(audience, OVERDUE)
    ]


def _escalated_tally(asked: Asked) -> Tally:
    """Counted by agency: what is asked is to speak with each of them."""
    groups = _groups(asked)
    return Tally(len(groups), min((since for *_, since, _by in groups if since), default=None), len(groups))


def _escalated_rows(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    groups = _groups(asked)[start:stop]
    ids = [pk for _audience, pk, *_ in groups if pk is not None]
    by = groups[0][4] if groups else "agency"
    model, column = (Place, "full_name") if by == "province" else (Agency, "name_vi")
    names = dict(model._default_manager.filter(pk__in=ids).values_list("pk", column))
    return [
        WorkRow(
            names.get(pk, str(_("Cơ quan trung ương"))),
            f"{reverse('reminder-list', args=[audience, OVERDUE])}?{by}={pk or 0}",
            ngettext("{n} kỳ quá hạn", "{n} kỳ quá hạn", n).format(n=vietnamese_number(n)), since,
        )
        for audience, pk, n, since, by in groups
    ]  # fmt: skip


WRITTEN = WorkKind(
    "loi-don-doc", _("Lời đôn đốc chưa trả lời"), _("Đọc rồi nhận việc, báo xong, gửi minh chứng hoặc xin gia hạn."),
    ("tasks", "act"), _written_tally, _written_rows,
)  # fmt: skip
ESCALATIONS = WorkKind(
    "chuyen-len", _("Nơi có việc quá hạn chuyển lên bạn"), _("Làm việc với nơi đó, hoặc viết đôn đốc."),
    ("tasks", "view"), _escalated_tally, _escalated_rows,
)  # fmt: skip
