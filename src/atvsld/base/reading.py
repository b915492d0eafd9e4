"""One way to read: rows visible to a scope, as one WHERE clause over indexed columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from django.db.models import Case, Manager, Q, QuerySet, When

from .scope import PART_VERBS

if TYPE_CHECKING:
    from .scope import Scope, ScopePart


@dataclass(frozen=True)
class ScopeColumns:
    """Which columns of a table say whose a row is. `case_register` lets single rows be opened by a decision.

    `levels` groups the place columns by the level of the units in them, in each group first the one that most rows
    share with the others: it lets a long list be read piece by piece (`pieces`). `placed` is a place column and the one
    that overrules it once an officer has placed the row.
    """

    register: str
    places: tuple[str, ...] = ()
    establishments: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    case_register: str = ""
    case_column: str = "pk"
    levels: tuple[tuple[str, ...], ...] = ()
    placed: tuple[str, str] = ("", "")

    def clause(self, part: ScopePart, verb: str = "view") -> Q | None:
        """Rows on which one membership may have the verb; None when it covers none."""
        if part.everywhere:
            return Q()
        owned = (
            [(column, part.place_ids) for column in self.places]
            + [(column, part.establishment_ids) for column in self.establishments]
            + [(column, part.zone_ids) for column in self.zones]
            + [(self.case_column, part.case_ids.get(self.case_register, frozenset()))]
        )
        clauses = [Q(**{f"{column}__in": sorted(ids)}) for column, ids in owned if ids]
        if part.part_place_ids and verb in PART_VERBS:
            clauses += [self._divided(column, sorted(part.part_place_ids)) for column in self.places]
        if not clauses:
            return None
        whole = clauses[0]
        for clause in clauses[1:]:
            whole |= clause
        return whole

    def _divided(self, column: str, ids: list[int]) -> Q:
        """Rows of units of which a part came to this membership, until an officer has placed them."""
        unplaced = {f"{self.placed[1]}__isnull": True} if column == self.placed[0] else {}
        return Q(**{f"{column}__in": ids}, **unplaced)

    def pieces(self, part: ScopePart) -> list[Piece]:
        """What `clause` covers, cut so that no row lies in two pieces and each follows one index; [] where it cannot.

        An OR over five columns makes a database fetch every row to see which it has had already: at a hundred thousand
        rows that is the difference between 10 ms and half a second.
        """
        if part.everywhere:
            return [Piece()]
        others = part.establishment_ids or part.zone_ids or part.case_ids.get(self.case_register)
        if others or part.part_place_ids or not self.levels or not part.place_ids:
            return []
        ids = sorted(part.place_ids)
        found = []
        for columns in self.levels:
            earlier = Q()
            for column in columns:
                found.append(Piece(column, tuple(ids), earlier))
                earlier &= outside(column, ids)
        return found


@dataclass(frozen=True)
class Piece:
    """Rows with one of `ids` in `column`, less those of the pieces before; without a column, all rows."""

    column: str = ""
    ids: tuple[int, ...] = ()
    but: Q = field(default_factory=Q)


def outside(column: str, ids: Sequence[int]) -> Q:
    """Rows whose column holds none of the sorted ids, nothing included; as ranges, which an index can follow."""
    clause = Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lt": ids[0]}) | Q(**{f"{column}__gt": ids[-1]})
    for low, high in pairwise(ids):
        if high - low > 1:
            clause |= Q(**{f"{column}__gt": low, f"{column}__lt": high})
    return clause


class RegisterQuerySet(QuerySet):
    """Rows of a register. Pages, exports, the API and figures read through `visible_to` and nothing else."""

    def visible_to(self, scope: Scope, verb: str = "view") -> Self:
        """Rows on which the scope grants `verb`; a stranger gets none, and no count of them."""
        granted = self._granted(scope, verb)
        return self.none() if granted is None else self.filter(granted)

    def visible_among(self, ids: Collection[int], scope: Scope, verb: str = "view", column: str = "pk") -> Self:
        """`visible_to` for rows whose ids are known, or those of the rows above them: the scope is asked of each.

        Left the choice, SQLite walks every row of the scope to find five hundred.
        """
        granted = self._granted(scope, verb)
        if granted is None:
            return self.none()
        rows = self.filter(**{f"{column}__in": ids})
        # A condition within CASE is followed by no index.
        return rows.filter(Case(When(granted, then=True), default=False)) if granted else rows

    def _granted(self, scope: Scope, verb: str) -> Q | None:
        """What the rows must meet, nothing when all are granted; None when none is."""
        columns: ScopeColumns = self.model.scope_columns  # type: ignore[attr-defined]
        clauses = [columns.clause(part, verb) for part in scope.parts_for(columns.register, verb)]
        granted = [clause for clause in clauses if clause is not None]
        if not granted:
            return None
        whole = Q()
        for clause in granted:
            if not clause:
                return Q()
            whole |= clause
        return whole

    def pieces_visible_to(self, scope: Scope, verb: str = "view") -> list[Piece]:
        """The rows of `visible_to` in pieces; [] where one clause does as well."""
        columns: ScopeColumns = self.model.scope_columns  # type: ignore[attr-defined]
        parts = scope.parts_for(columns.register, verb)
        whole = [part for part in parts if part.everywhere]
        if whole or len(parts) == 1:
            return columns.pieces((whole or list(parts))[0])
        return []

    def standing(self) -> Self:
        """Rows that were not voided."""
        return self.filter(voided_at__isnull=True)


class Landed(Manager):
    """The rows that are there for everybody: what a file is still bringing in is not among them."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(landing__isnull=True)


class RegisterManager(Landed.from_queryset(RegisterQuerySet)):  # type: ignore[misc]
    """Landed rows of a register, read through `visible_to`."""
