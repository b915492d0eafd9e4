"""One way to read: rows visible to a scope, as one WHERE clause over indexed columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from .scope import Scope, ScopePart


@dataclass(frozen=True)
class ScopeColumns:
    """Which columns of a table say whose a row is. `case_register` lets single rows be opened by a decision."""

    register: str
    places: tuple[str, ...] = ()
    establishments: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    case_register: str = ""
    case_column: str = "pk"

    def clause(self, part: ScopePart) -> Q | None:
        """Rows that one membership covers; None when it covers none."""
        if part.everywhere:
            return Q()
        owned = (
            [(column, part.place_ids) for column in self.places]
            + [(column, part.establishment_ids) for column in self.establishments]
            + [(column, part.zone_ids) for column in self.zones]
            + [(self.case_column, part.case_ids.get(self.case_register, frozenset()))]
        )
        clauses = [Q(**{f"{column}__in": sorted(ids)}) for column, ids in owned if ids]
        if not clauses:
            return None
        whole = clauses[0]
        for clause in clauses[1:]:
            whole |= clause
        return whole


class RegisterQuerySet(QuerySet):
    """Rows of a register. Pages, exports, the API and figures read through `visible_to` and nothing else."""

    def visible_to(self, scope: Scope, verb: str = "view") -> Self:
        """Rows on which the scope grants `verb`; a stranger gets none, and no count of them."""
        columns: ScopeColumns = self.model.scope_columns  # type: ignore[attr-defined]
        clauses = [columns.clause(part) for part in scope.parts_for(columns.register, verb)]
        granted = [clause for clause in clauses if clause is not None]
        if not granted:
            return self.none()
        whole = Q()
        for clause in granted:
            if not clause:
                return self.filter()
            whole |= clause
        return self.filter(whole)

    def standing(self) -> Self:
        """Rows that were not voided."""
        return self.filter(voided_at__isnull=True)
