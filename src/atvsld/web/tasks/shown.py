"""Occurrences as a page tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from ...directives.tasks.lists import told_then
from ...directives.tasks.occurrences import Occurrence
from ...directives.tasks.status import (
    DONE_IN_TIME,
    DONE_LATE,
    LABELS,
    NOT_ACCEPTED,
    OVERDUE,
    SENT_BACK,
    WITHDRAWN,
    Stage,
    status_of,
)  # fmt: skip

BADGES = {
    OVERDUE: "overdue", DONE_LATE: "done", DONE_IN_TIME: "done", NOT_ACCEPTED: "waiting", SENT_BACK: "draft",
    WITHDRAWN: "void",
}  # fmt: skip


def shown_rows(rows: Sequence[Occurrence], day: date, today: date) -> list[dict[str, Any]]:
    """Rows read with charge and agency; on a past day without what was not known then."""
    if day < today:
        then = told_then(rows, day)
        return [_shown(row, *then.get(row.pk, ("", None)), day, is_past=True) for row in rows]
    return [
        _shown(row, status_of(row.stage, row.opens_on, row.due_now, day), row.due_now, day, is_past=False)
        for row in rows
    ]


def _shown(row: Occurrence, status: str, due: date | None, day: date, *, is_past: bool) -> dict[str, Any]:
    return {
        "title": row.charge.title, "url": reverse("task", args=[row.task_id]), "agency": row.agency.name_vi,
        "number": row.number, "due": due, "status": status, "label": LABELS.get(status, ""),
        "badge": BADGES.get(status, "plain"), "days_over": (day - due).days if status == OVERDUE and due else 0,
        "was_due": row.due_on if row.due_on != due else None,
        # Overdue, and not even accepted: told beside, for the status alone would hide it.
        "is_waiting": status == OVERDUE and not is_past and row.stage == Stage.WAITING,
        "done_on": row.done_on if status in (DONE_IN_TIME, DONE_LATE) else None,
        "proof": "" if is_past else row.get_proved_by_display(), "proved_by": "" if is_past else row.proved_by,
        "asked_due": None if is_past else row.asked_due,
    }  # fmt: skip
