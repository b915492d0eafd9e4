"""The past of a task, told again from its events: what was known on any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from .recurrence import Planned
from .status import Facts, Stage, status

HANDED, ACCEPTED, SENT_BACK, SPLIT, ASKED, DECIDED, EVIDENCE, DONE, REOPENED, WITHDRAWN, REMINDED, STRUCK, NOTED = (
    "handed", "accepted", "sent_back", "split", "extension_asked", "extension_decided", "evidence", "done", "reopened",
    "withdrawn", "reminded", "evidence_struck", "noted",
)  # fmt: skip


@dataclass(frozen=True)
class Happened:
    """One event in plain values. `number` names the occurrence, None the whole task; `due_after` is a new due day."""

    kind: str
    on: date
    number: int | None = None
    due_after: date | None = None


def facts_on(planned: Planned, number: int, events: Iterable[Happened], day: date) -> Facts | None:
    """What was known of an occurrence at the end of the day, from the events of its task in their order; None before
    it was handed out."""
    known: Facts | None = None
    for event in events:
        if event.on > day:
            break
        if event.number not in (None, number):
            continue
        if event.kind == HANDED:
            known = Facts(planned.opens_on, planned.due_on)
        elif known is not None:
            known = _after(known, event)
    return known


def _after(known: Facts, event: Happened) -> Facts:
    if event.kind == ACCEPTED:
        return replace(known, accepted_on=known.accepted_on or event.on)
    if event.kind == DECIDED and event.due_after is not None:
        return replace(known, due_on=event.due_after)
    if event.kind == DONE:
        return replace(known, done_on=event.on)
    if event.kind in (SENT_BACK, WITHDRAWN) and known.done_on is None:
        return replace(known, end=Stage.SENT_BACK if event.kind == SENT_BACK else Stage.WITHDRAWN)
    if event.kind == REOPENED and event.number is not None:
        return replace(known, done_on=None)
    if event.kind == REOPENED and known.end is not None:
        # Handed out anew: it has to be accepted again.
        return replace(known, end=None, accepted_on=None)
    return known


def status_on(planned: Planned, number: int, events: Iterable[Happened], day: date) -> str | None:
    """The status at the end of any past day; None before the task was handed out."""
    known = facts_on(planned, number, events, day)
    return None if known is None else status(known, day)
