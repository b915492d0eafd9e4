"""A task as a document words it, put into the form by which it is handed out; nothing is handed out by that alone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ...base.scope import Scope
from ...base.search import fold
from ...directives.documents.models import TASK, Provision
from ...directives.documents.visible import visible_documents
from ...directives.tasks.groups import COMMUNES
from ...directives.tasks.models import Task
from ...directives.tasks.recurrence import LABELS, NONE
from ...directives.tasks.rules import MOST_TEXT, MOST_TITLE
from ...org.agencies.lineage import heir
from ...org.agencies.models import Agency

CHOSEN = "chosen"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OF_EVERY_YEAR = re.compile(r"--(\d{2})-(\d{2})")


def provision_seen(held: Scope, asked: str) -> Provision | None:
    """The task of a document that this person sees; None for anything else."""
    if not asked.isdigit() or len(asked) > 18:
        return None
    found = Provision.objects.filter(pk=int(asked), kind=TASK, document__in=visible_documents(held))
    return found.select_related("document").first()


def form_of(provision: Provision, today: date) -> dict[str, Any]:
    """What the form begins with. A day is filled in only where the document names one; a year alone is no day."""
    document, said = provision.document, provision.content
    title = provision.text if len(provision.text) <= MOST_TITLE else provision.text[: MOST_TITLE - 1].rstrip() + "…"
    again = said.get("recurrence")
    due = first_day(said.get("deadline") or "", today)
    return {
        "kind": "document",
        "cause_title": document.title[:500],
        "number": document.number,
        "issued_on": f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "",
        "issuing_body": document.issuing_body,
        "title": title,
        "text": provision.text[:MOST_TEXT],
        "deliverable": (said.get("deliverable") or "")[:500],
        "recurrence": again if again in LABELS else NONE,
        "first_due": f"{due:%d/%m/%Y}" if due else "",
        "whom": COMMUNES if any(_is_every_commune(name) for name in said.get("lead", ())) else CHOSEN,
        "agencies": _named(provision, "lead", today),
        "coordinating": _named(provision, "coordinating", today),
    }


def first_day(deadline: str, today: date) -> date | None:
    """The next day that a deadline means: of a day of every year the one to come."""
    try:
        if whole := _DAY.fullmatch(deadline):
            return date(*map(int, whole.groups()))
        if yearly := _OF_EVERY_YEAR.fullmatch(deadline):
            this = date(today.year, *map(int, yearly.groups()))
            return this if this >= today else this.replace(year=today.year + 1)
    except ValueError:
        return None
    return None


def undecided(provision: Provision) -> list[str]:
    """The bodies that the text names and that nobody has found in the register: "các đơn vị có liên quan"."""
    decided = provision.document.whole.get("agencies", {})
    names = [name for part in ("lead", "coordinating") for name in provision.content.get(part, ())]
    return [name for name in dict.fromkeys(names) if not decided.get(name) and not _is_every_commune(name)]


def _named(provision: Provision, part: str, today: date) -> list[str]:
    """The agencies that were decided when the document was accepted, or that succeeded them since; and no words."""
    decided = provision.document.whole.get("agencies", {})
    ids = [decided[name] for name in provision.content.get(part, ()) if decided.get(name)]
    found = Agency.objects.select_related("place").in_bulk(ids)
    return [*dict.fromkeys(str(heir(found[pk], today).pk) for pk in ids if pk in found), ""]


def _is_every_commune(name: str) -> bool:
    """ "UBND các xã, phường", "Ủy ban nhân dân cấp xã": what is handed to all communes in one step."""
    return bool(re.match(r"(?:ubnd|uy ban nhan dan)\s+(?:cac\s+xa|cap\s+xa|xa,)", fold(name)))


def handed_of(held: Scope, document_id: int) -> dict[int, int]:
    """{position of a task in a document: the newest charge made of it of which this person sees a task}."""
    seen = Task.objects.visible_to(held).filter(charge__provision__document_id=document_id).order_by("charge_id")
    return dict(seen.values_list("charge__provision__position", "charge_id").distinct())
