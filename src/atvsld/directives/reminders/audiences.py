"""As whom a person is reminded, and of which occurrences: by memberships as they are today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ...base.scope import Scope, ScopePart
from ..tasks.acting import answered_for, givers
from ..tasks.models import Coordination
from .ladder import ABOVE, BESIDE, GIVER, LEAD, TOP, UNIT

LEADER = "leader"


@dataclass(frozen=True)
class Reminded:
    """A person on a day. `clauses` has each audience to which the person belongs, with the condition on occurrences.

    `is_nation`: what comes from below is the whole nation's, and is grouped by province. `givers` are the agencies in
    whose name the person hands out.
    """

    scope: Scope
    today: date
    clauses: dict[str, Q]
    is_nation: bool = False
    own: frozenset[int] = frozenset()
    givers: frozenset[int] = frozenset()


def reminded(scope: Scope, today: date) -> Reminded:
    """Whoever belongs to no agency and watches over no unit is reminded of nothing, not even by a count."""
    own: frozenset[int] = frozenset()
    gives: frozenset[int] = frozenset()
    if scope.may("tasks", "act"):
        own = frozenset(answered_for(scope, "act").values_list("pk", flat=True))
    if scope.may("tasks", "hand_out"):
        gives = givers_of(scope, today)
    watching = [part for part in scope.parts_for("tasks", "view") if _watches(part)]
    clauses: dict[str, Q] = {}
    if own:
        clauses[LEAD] = Q(agency__in=sorted(own))
        beside = Coordination.objects.filter(agency__in=sorted(own)).values("charge")
        clauses[BESIDE] = Q(charge__in=beside) & ~clauses[LEAD]
    if gives:
        clauses[GIVER] = Q(charge__giver__in=sorted(gives))
    # Whoever leads it is reminded of it as the lead already.
    outside = ~clauses[LEAD] if own else Q()
    for audience, of in ((UNIT, _unit), (ABOVE, _above), (TOP, _top)):
        found = [clause for part in watching if (clause := of(part)) is not None]
        if found:
            whole = found[0]
            for clause in found[1:]:
                whole |= clause
            clauses[audience] = whole & outside
    return Reminded(scope, today, clauses, any(part.everywhere for part in watching), own, gives)


def givers_of(scope: Scope, today: date) -> frozenset[int]:
    """The agencies in whose name the person hands out, and those of before whose charges went to them."""
    own = answered_for(scope, "hand_out").values_list("pk", flat=True)
    return frozenset(own) | frozenset(givers(scope, today).values_list("pk", flat=True))


def _watches(part: ScopePart) -> bool:
    """Leaders of the unit, and whoever keeps its records; not who only audits."""
    return bool(part.role == LEADER or "tasks.record" in part.grants) and bool(part.everywhere or part.place_ids)


def _unit(part: ScopePart) -> Q:
    if part.everywhere:
        return Q(province=None)
    ids = sorted(part.place_ids)
    return Q(commune__in=ids) | Q(province__in=ids, commune=None)


def _above(part: ScopePart) -> Q:
    if part.everywhere:
        return Q(province__isnull=False, commune=None)
    return Q(province__in=sorted(part.place_ids), commune__isnull=False)


def _top(part: ScopePart) -> Q | None:
    return Q(commune__isnull=False) if part.everywhere else None
