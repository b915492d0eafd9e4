"""Which of the units that a document asks for a plan have issued one that carries it out, and which have not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ....base.scope import Scope
from ....base.search import fold
from ...documents.models import Document
from ...documents.visible import visible_documents
from ..comparing.days import last_day
from ..graph.cascade import STATE
from ..graph.numbers import line_of
from ..graph.stored import cascade_about, key_of
from ..stored import reading_of
from .asked import MINISTRIES, PlanAsked, plans_asked
from .units import Unit, of_kinds, successors_of

HAS, LATE, WAITING, OVERDUE, LACKS = "has", "late", "waiting", "overdue", "lacks"
# Those that have no plan, whatever the day.
WITHOUT = (OVERDUE, WAITING, LACKS)


@dataclass(frozen=True)
class Plan:
    """A document of a unit that carries out the one that asks. `issued_on`: the last day it can have been issued."""

    document: int
    label: str
    issued_on: date | None
    is_of_successor: bool = False


@dataclass(frozen=True)
class Standing:
    """A unit and its plan; without one it is overdue after the day, waiting before it, lacking where none is named."""

    unit: Unit
    plan: Plan | None
    state: str


@dataclass(frozen=True)
class Count:
    """How many units of a province (ministries: of none) are asked, have a plan (of these late), and have none."""

    province_id: int | None
    province: str
    asked: int
    has: int
    late: int
    without: int


def asked_by(document: Document) -> list[PlanAsked]:
    """The tasks of the document that ask units for a plan of their own; a commune has no units below it."""
    return [] if document.commune_id else list(plans_asked(reading_of(document).tasks))


def day_of(document: Document, asked: PlanAsked) -> date:
    """The day on which units are asked about: the due day, else that of the document, else of its acceptance."""
    return asked.due_on or document.issued_on or last_day(document.issued_month) or document.accepted_at.date()


def standings(scope: Scope, document: Document, asked: PlanAsked, today: date | None = None) -> list[Standing]:
    """Of each unit in the scope whether it has a plan; a stranger gets none."""
    now = today or timezone.localdate()
    units = of_kinds(scope, asked.units, day_of(document, asked), document.province, now)
    if not units:
        return []
    plans = _plans(scope, document)
    later = successors_of([unit.pk for unit in units if unit.has_ended])
    return [Standing(unit, plan, _state(plan, asked.due_on, now)) for unit, plan in _matched(units, plans, later)]


def counts(found: Iterable[Standing]) -> list[Count]:
    """By province, in the order in which the units stand."""
    states: dict[tuple[int | None, str], Counter[str]] = defaultdict(Counter)
    for standing in found:
        states[standing.unit.province_id, standing.unit.province][standing.state] += 1
    return [
        Count(pk, name, held.total(), held[HAS] + held[LATE], held[LATE], sum(held[state] for state in WITHOUT))
        for (pk, name), held in states.items()
    ]


def _matched(
    units: Sequence[Unit], plans: Mapping[tuple[str, object], list[Plan]], later: Mapping[int, set[int]]
) -> Iterator[tuple[Unit, Plan | None]]:
    for unit in units:
        own: tuple[str, object] = (MINISTRIES, fold(unit.label)) if unit.kind == MINISTRIES else ("place", unit.pk)
        held = plans.get(own, [])
        if not held and unit.kind != MINISTRIES:
            held = [
                Plan(plan.document, plan.label, plan.issued_on, True)
                for pk in later.get(unit.pk, ()) for plan in plans.get(("place", pk), ())
            ]  # fmt: skip
        yield unit, min(held, key=lambda plan: (plan.issued_on or date.max, plan.document), default=None)


def _plans(scope: Scope, document: Document) -> dict[tuple[str, object], list[Plan]]:
    """What carries the document out at first or last hand, by the place or the body of the nation that issued it.

    A plan of the Party's committee is not that of the People's Committee, which is the one that is asked.
    """
    below = cascade_about(scope, document).descendants(key_of(document.pk))
    ids = [int(key.removeprefix("document:")) for key in below if key.startswith("document:")]
    found: dict[tuple[str, object], list[Plan]] = defaultdict(list)
    rows = visible_documents(scope).filter(pk__in=ids)
    for row in rows.only(
        "number", "doc_type", "title", "issued_on", "issued_month", "issuing_body", "province", "commune"
    ):
        if line_of(row.issuing_body, row.number) != STATE:
            continue
        place = row.commune_id or row.province_id
        owner: tuple[str, object] = ("place", place) if place else (MINISTRIES, fold(row.issuing_body))
        label = f"{row.doc_type} {row.number}".strip() or row.title
        found[owner].append(Plan(row.pk, label, row.issued_on or last_day(row.issued_month)))
    return found


def _state(plan: Plan | None, due_on: date | None, today: date) -> str:
    if plan is not None:
        return LATE if due_on and plan.issued_on and plan.issued_on > due_on else HAS
    if due_on is None:
        return LACKS
    return OVERDUE if today > due_on else WAITING
