"""A person's due days as an iCalendar (RFC 5545), read by programs under a secret address.

All-day events and no to-dos: Google Calendar and Outlook leave VTODO out of a calendar that is subscribed to.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ...base.demonstration import MARK, is_demonstration, marked_name
from ...base.language import speaking
from ...directives.reminders.audiences import Reminded, reminded
from ...directives.reminders.calendar_addresses import user_of
from ...directives.reminders.due_days import DueDay, due_days
from ...directives.reminders.ladder import AUDIENCES, DUE, LEAD, Ladder
from ...directives.reminders.versions import ladder_for
from ...directives.tasks.status import Stage
from ...org.people.models import User
from ...org.people.scoping import scope_of
from ..public.limits import limited

# Programs ask again after this long; in between they show what they have.
ASKED_EVERY = timedelta(hours=6)
MORNING = timedelta(hours=8)
KEPT_SECONDS = 900


@login_not_required
@require_safe
@limited
def calendar_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of the person as the memberships are now; 404 for who may do nothing any more."""
    user = user_of(secret)
    who = reminded(scope_of(user), timezone.localdate()) if user else None
    if user is None or who is None or not who.clauses:
        raise Http404
    with speaking(user.language or settings.LANGUAGE_CODE):
        content = calendar_of(user, who, settings.ATVSLD_PUBLIC_URL or request.build_absolute_uri("/").rstrip("/"))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{marked_name("don-doc.ics")}"'
    answer["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True, max_age=KEPT_SECONDS)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def calendar_of(user: User, who: Reminded, base: str) -> bytes:
    """The same bytes as long as nothing changed: no time of making stands in it."""
    from icalendar import Calendar

    name = gettext("Hạn việc giao: {name}").format(name=str(user))
    if is_demonstration():
        name = f"{gettext(MARK)} – {name}"
    whole = Calendar()
    whole.add("prodid", "-//ATVSLD//Don doc//VI")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    whole.add("x-wr-timezone", settings.TIME_ZONE)
    whole.add("refresh-interval", ASKED_EVERY, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT6H")
    ladders: dict[int | None, Ladder] = {}
    for due in due_days(who):
        province = due.row.charge.province_id
        if province not in ladders:
            ladders[province] = ladder_for(province, who.today)
        whole.add_component(_event(due, ladders[province], base))
    content: bytes = whole.to_ical()
    return content


def _event(due: DueDay, ladder: Ladder, base: str) -> Any:
    from icalendar import Event

    row, charge = due.row, due.row.charge
    assert row.due_now is not None
    made = Event()
    made.add("uid", f"viec-{row.pk}@{urlsplit(base).hostname or 'atvsld'}")
    made.add("dtstamp", due.changed_at)
    made.add("last-modified", due.changed_at)
    made.add("sequence", due.moved)
    made.add("dtstart", row.due_now)
    made.add("dtend", row.due_now + timedelta(days=1))
    made.add("summary", gettext("Hạn: {title}").format(title=charge.title))
    lines = [
        gettext("Cơ quan chủ trì: {name}").format(name=row.agency.name_vi),
        gettext("Cơ quan giao: {name}").format(name=charge.giver.name_vi),
        gettext("Căn cứ: {name}").format(name=charge.cause),
    ]
    if charge.deliverable:
        lines.append(gettext("Sản phẩm: {name}").format(name=charge.deliverable))
    if row.stage == Stage.WAITING:
        lines.append(gettext("Chưa nhận việc."))
    url = base + reverse("task", args=[row.task_id])
    made.add("description", "\n".join([*lines, url]))
    made.add("url", url)
    made.add("categories", [gettext("Đôn đốc"), str(AUDIENCES[due.audience])])
    made.add("transp", "TRANSPARENT")
    for days in sorted({step.days for step in ladder.of(DUE, LEAD) if step.days <= 0}):
        made.add_component(_alarm(days, charge.title))
    return made


def _alarm(days: int, title: str) -> Any:
    """In the morning of the day of the step."""
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", title)
    made.add("trigger", timedelta(days=days) + MORNING)
    return made
