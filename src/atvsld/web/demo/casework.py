"""Declares the drawn accidents and takes their files as far as they have come, in the names of those who would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from zlib import crc32

from ...accidents.bulk import Case
from ...accidents.models import Accident, Victim
from ...accidents.receipts import new_receipt_number
from ...accidents.services import create_accidents, create_victims, move, update_accident, update_victim, void_accident
from ...base.scope import Scope
from .events import Event
from .victims import late_death_on

Declared = list[tuple[Event, Accident]]
RETURN_REASON = "Đề nghị bổ sung biên bản làm việc và giấy chứng thương (trình diễn)."
# The state that each end leaves, and how often the row was written: declared, completed, accepted or returned.
STATES = {"notified": "notified", "declared": "declared", "accepted": "accepted", "returned": "notified",
          "voided": "notified"}  # fmt: skip
VERSIONS = {"notified": 1, "declared": 2, "accepted": 3, "returned": 3, "voided": 2}
# How long after its receipt an officer strikes a case out or sends it back.
ANSWERED_AFTER = timedelta(hours=5)
VOID_REASON = "Khai trùng với vụ đã khai trước đó (trình diễn)."


def declare_all(scope: Scope, events: Sequence[Event]) -> Declared:
    """The first notices of these accidents with their victims, all declared by one person."""
    extra = _received(events)
    accidents = create_accidents(scope, [_first_notice(e) for e in events], via="demo", extra=lambda: next(extra))
    pairs = list(zip(events, accidents, strict=True))
    victims = [victim | {"accident": accident.pk} for event, accident in pairs for victim in event.victims]
    create_victims(scope, victims, via="demo", extra=lambda: {"is_demo": True})
    return pairs


def take_further(declarer: Scope, officer: Scope, declared: Declared) -> None:
    """Complete, accept, return and void, as each file went on."""
    for event, accident in declared:
        if event.end == "voided":
            void_accident(officer, accident, VOID_REASON, via="demo")
        elif event.end != "notified":
            _complete(declarer, event, accident)
            if event.end == "accepted":
                move(officer, accident, "accept", via="demo")
            elif event.end == "returned":
                move(officer, accident, "return", RETURN_REASON, via="demo")


def died_later(officer: Scope, declared: Declared) -> None:
    """The one victim who died of the wound after the file was closed."""
    for event, accident in declared:
        if event.kind.dies_later:
            victim = Victim.objects.standing().filter(accident=accident).order_by("pk")[0]
            died_on = late_death_on(accident.occurred_on)
            update_victim(officer, victim, {"died_on": died_on, "reported_condition": "fatal"}, via="demo")


def as_case(event: Event) -> Case:
    """What `declare_all`, `take_further` and `died_later` would leave of this event, for the bulk path."""
    columns = {"state": STATES[event.end], "row_version": VERSIONS[event.end]} | next(_received([event]))
    if event.end == "returned":
        columns["returned_at"] = event.received_at + ANSWERED_AFTER
    struck_out: dict[str, Any] = {}
    if event.end == "voided":
        voided_at = event.received_at + ANSWERED_AFTER
        struck_out = {"voided_at": voided_at, "void_reason": VOID_REASON, "row_version": 2}
    victims = [(dict(victim), {"is_demo": True, **struck_out}) for victim in event.victims]
    if event.kind.dies_later:
        died_on = late_death_on(event.values["occurred_at"].date())
        victims[0][0].update({"died_on": died_on, "reported_condition": "fatal"})
        victims[0][1]["row_version"] = 2
    return Case(_first_notice(event), columns | struck_out, victims)


def _first_notice(event: Event) -> dict[str, Any]:
    """What is sent first; the cause is found out later, but not all wait for it."""
    is_coded_at_once = event.end not in ("notified", "voided")
    return {**event.values, **(event.coded if is_coded_at_once else {})}


def _complete(declarer: Scope, event: Event, accident: Accident) -> None:
    if any(getattr(accident, field) != value for field, value in event.coded.items()):
        update_accident(declarer, accident, event.coded, via="demo")
    move(declarer, accident, "complete", via="demo")


def _received(events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        at = event.received_at
        # Not random, that the same demonstration has the same numbers.
        number = crc32(f"{event.values['occurred_at']} {event.values['declarant_name']}".encode())
        yield {"is_demo": True, "received_at": at, "receipt_number": new_receipt_number(at, number)}
