"""What is to be done with each case: create, change, leave, or refuse. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..checking import check
from ..codelists.reading import CodeLists
from ..errors import OutOfScope, RuleViolation
from ..fields import Field
from ..register import Register
from ..scope import Scope
from ..values import plain
from ..writing import context_for
from .merging import Case, key_of

CHUNK = 500


@dataclass
class Plan:
    """One case and what to do: `row` is the one that is there already, `values` what to write (only what differs)."""

    case: Case
    values: dict[str, Any] = field(default_factory=dict)
    row: Any = None
    violations: list[RuleViolation] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return self.row is not None and bool(self.values)


def plan(register: Register, scope: Scope, cases: Sequence[Case], codes: CodeLists) -> list[Plan]:
    """Raises nothing: what cannot be done carries its violations."""
    plans = []
    for start in range(0, len(cases), CHUNK):
        part = cases[start : start + CHUNK]
        found = _Found(register, scope, part)
        plans += [_planned(register, scope, case, found, codes) for case in part]
    return plans


def _planned(register: Register, scope: Scope, case: Case, found: _Found, codes: CodeLists) -> Plan:
    row = found.by_key(case)
    if row is not None and row.pk not in found.visible:
        return Plan(case, violations=list(OutOfScope().violations))
    if row is None and case.lacks:
        return Plan(case, violations=list(case.lacks))
    given = {name: case.values[name] for name in case.given if name in case.values}
    current = register.values_of(row) if row is not None else {}
    entered: dict[str, Field] = {f.name: f for f in register.entered}
    start = {name: current.get(name, f.blank) for name, f in entered.items()} if row is not None else case.values
    whole = {**start, **given}
    context = context_for(register, whole, row, scope, codes)
    violations = list(check(register, whole, context))
    if violations:
        return Plan(case, row=row, violations=violations)
    stored = {**whole, **register.derive(whole, context)}
    if row is None:
        if not register.key and (alike := found.alike({name: stored[name] for name in given})) is not None:
            return Plan(case, row=alike)
        columns = {entered[name].column if name in entered else name: value for name, value in stored.items()}
        if surely_outside(register, scope, columns):
            return Plan(case, violations=list(OutOfScope().violations))
        return Plan(case, values=whole)
    changed = {name: value for name, value in given.items() if plain(stored[name]) != plain(current[name])}
    return Plan(case, values=changed, row=row)


class _Found:
    """The rows that are there already for some cases, and which of them the person may see: a few queries."""

    def __init__(self, register: Register, scope: Scope, cases: Sequence[Case]) -> None:
        self.register = register
        # Without a key the day of the event narrows the search.
        first = register.key[0] if register.key else register.event_date or register.entered[0].name
        column = register.field(first).column
        wanted = {case.values.get(first) for case in cases} - {None}
        rows = list(register.model.objects.standing().filter(**{f"{column}__in": wanted})) if wanted else []
        if register.key:
            rows += list(register.model.objects.filter(**{f"{column}__in": wanted}, voided_at__isnull=False))
        ids = [row.pk for row in rows]
        self.visible = set(register.model.objects.filter(pk__in=ids).visible_to(scope).values_list("pk", flat=True))
        self._rows: dict[tuple[str, ...], Any] = {}
        self._alike: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            values = register.values_of(row)
            self._rows.setdefault(key_of(register, values), row)
            self._alike[str(plain(values[first]))].append(row)
        self._first = first

    def by_key(self, case: Case) -> Any:
        return self._rows.get(case.key) if self.register.key else None

    def alike(self, given: Mapping[str, Any]) -> Any:
        """A visible row that holds all that was given: in a register without a key, the row that was meant."""
        for row in self._alike[str(plain(given.get(self._first)))]:
            values = self.register.values_of(row)
            if row.pk in self.visible and all(plain(values[name]) == plain(value) for name, value in given.items()):
                return row
        return None


def surely_outside(register: Register, scope: Scope, columns: Mapping[str, Any]) -> bool:
    """Whether a new row with these columns lies where nothing grants creating it.

    False when that can only be asked of the database; the service asks it in any case.
    """
    owner = register.model.scope_columns
    if any("__" in column for column in (*owner.places, *owner.establishments, *owner.zones)):
        return False
    for part in scope.parts_for(owner.register, "create"):
        owned = [(owner.places, part.place_ids), (owner.establishments, part.establishment_ids)]
        owned.append((owner.zones, part.zone_ids))
        if part.everywhere or any(columns.get(column) in ids for names, ids in owned for column in names):
            return False
    return True
