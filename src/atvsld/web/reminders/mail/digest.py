"""What the mail of a day says to one person: numbers, titles, days, links; nothing of workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from ....base.demonstration import MARK, SENTENCE, is_demonstration
from ....base.language import speaking
from ....base.numbers import vietnamese_number
from ....base.scope import Scope
from ....directives.reminders.audiences import reminded
from ....directives.reminders.counting import GROUPED, Reminders
from ....directives.reminders.mail_choices import off_token
from ....directives.reminders.standing import BUCKETS
from ....directives.reminders.versions import InForce
from ....directives.reminders.words import unanswered
from ....org.people.models import User
from ..labels import HEADS
from ..shown import first_rows, names_of, url_of

GROUPS = 5


@dataclass(frozen=True)
class Written:
    """A mail, and how many things in it are new since the one before."""

    mail: EmailMultiAlternatives
    new: int


def written(
    user: User, held: Scope, address: str, day: date, after: date, ladders: list[InForce] | None = None
) -> Written | None:
    """The digest in the person's language; None where nothing was added since `after`."""
    who = reminded(held, day)
    if not who.clauses:
        return None
    found = Reminders(who, ladders)
    with speaking(user.language or settings.LANGUAGE_CODE):
        sections = [_section(found, audience, counts, after) for audience, counts in found.sections()]
        words = list(unanswered(who.own, day).filter(on__gt=after).select_related("task__charge")) if who.own else []
        new = sum(line["new"] for section in sections for line in section["lines"]) + len(words)
        if not new:
            return None
        context = {
            "name": str(user), "language": get_language(), "day": day, "sections": sections, "new": new,
            "words": [{"title": event.task.charge.title, "url": _link("task", event.task_id)} for event in words],
            "page": _link("reminders"), "off": _link("reminder-mail-off", off_token(user.pk)),
            "choices": _link("reminder-choices"),
            "mark": f"{gettext(MARK)}: {gettext(SENTENCE)}" if is_demonstration() else "",
        }  # fmt: skip
        said = ngettext("Đôn đốc {day}: {n} điều mới", "Đôn đốc {day}: {n} điều mới", new)
        subject = said.format(n=vietnamese_number(new), day=f"{day:%d/%m/%Y}")
        if context["mark"]:
            subject = f"[{gettext(MARK)}] {subject}"
        mail = EmailMultiAlternatives(subject, render_to_string("reminders/mail.txt", context), to=[address])
        mail.attach_alternative(render_to_string("reminders/mail.html", context), "text/html")
    mail.extra_headers = {
        "Message-ID": make_msgid(domain=urlsplit(settings.ATVSLD_PUBLIC_URL).hostname or "atvsld"),
        "Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{context['off']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
    return Written(mail, new)


def _section(found: Reminders, audience: str, counts: dict[str, int], after: date) -> dict[str, Any]:
    lines = [
        {"label": BUCKETS[bucket], "n": n, "new": found.count(audience, bucket, since=after),
         "url": settings.ATVSLD_PUBLIC_URL + url_of(audience, bucket)}
        for bucket, n in counts.items()
    ]  # fmt: skip
    section: dict[str, Any] = {"head": HEADS[audience], "lines": lines, "rows": [], "groups": []}
    if audience not in GROUPED:
        section["rows"] = [
            row | {"link": settings.ATVSLD_PUBLIC_URL + row["url"]} for row in first_rows(found, audience, counts)
        ]
        return section
    bucket = next(iter(counts))
    groups = found.groups(audience, bucket)[:GROUPS]
    names = names_of(found, [group.pk for group in groups])
    section["groups"] = [
        {"name": names.get(group.pk) or gettext("Cơ quan trung ương"), "n": group.count} for group in groups
    ]
    return section


def _link(name: str, *parts: Any) -> str:
    return settings.ATVSLD_PUBLIC_URL + reverse(name, args=parts)
