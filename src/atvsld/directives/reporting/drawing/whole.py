"""All that a report counts, as plain values that are the same when they are read again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ....base.language import Words, in_vietnamese, speaking
from ....base.scope import Scope
from ....base.values import plain
from ....org.places.models import NATION, Place
from ...programmes import PROGRAMMES
from ..models import TaskReport
from .asked import Asked
from .children import children
from .documents import documents
from .measures import measures
from .tasks import tasks
from .years import sources, years

# Of what is counted and how; a new number where an old version could no longer be read.
CAPITAL = _("Hà Nội")
FORMAT, RULES = "atvsld-task-report/1", "task-report-rules/1"


def drawn_up(scope: Scope, report: TaskReport, today: date) -> dict[str, Any]:
    """Documents, tasks, targets, accidents, reports of others. The caller answers for the right to make the report."""
    asked = Asked(scope, report, today)
    with speaking("vi"):
        found = {
            "about": _about(asked), "documents": documents(asked), "tasks": tasks(asked), **measures(asked),
            "children": children(asked),
        }  # fmt: skip
        if report.is_review:
            found |= {"years": years(asked), "sources": sources(asked)}
    drawn: dict[str, Any] = plain(found)
    return drawn


def _about(asked: Asked) -> dict[str, Any]:
    report, agency, unit = asked.report, asked.agency, asked.unit
    return {
        "form": report.form, "title": report.title, "first_day": asked.first, "last_day": asked.last,
        "as_of": asked.day, "due_on": report.due_on, "covers": report.covers,
        "agency": {"id": agency.pk, "name": agency.name_vi, "kind": agency.kind,
                   "parent": agency.parent.name_vi if agency.parent else ""},
        "unit": {"code": unit.code if unit else NATION, "name": unit.full_name if unit else in_vietnamese(_("Cả nước")),
                 "place": in_vietnamese(_locality(unit))},
        "to": report.to_name, "source": _source(report),
    }  # fmt: skip


def _locality(unit: Place | None) -> Words:
    """Where letters of the unit are dated: its own name, of the nation's bodies the capital."""
    return unit.name_vi if unit else CAPITAL


def _source(report: TaskReport) -> dict[str, Any]:
    """What asked for it: the programme or the document, in the words by which it is cited."""
    if report.programme:
        declared = PROGRAMMES[report.programme]
        return {"programme": report.programme, "title": in_vietnamese(declared.title), "number": declared.number}
    if report.document is not None:
        document = report.document
        return {
            "document": document.pk, "title": document.title, "number": document.number,
            "doc_type": document.doc_type, "issued": document.issued, "issuing_body": document.issuing_body,
        }  # fmt: skip
    return {}
