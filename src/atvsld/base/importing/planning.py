"""What is to be done with each case: create, change, leave, or refuse. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ..checking import check
from ..codelists.reading import CodeLists
from ..errors import OutOfScope, RuleViolation
from ..fields.scalar import HERE
from ..register import Context, Register
from ..scope import Scope
from ..surfaces.excel_reader import beside
from ..values import plain
from .cases import Case
from .found import Found
from .staging import Row

CHUNK = 500


@dataclass
class Plan:
    """One case and what to do: `row` is the one that is there already, `values` what to write.

    Of a new row `values` is all that is stored, of a change only what differs. `under` are the plans of what stands
    beside it in the same lines.
    """

    case: Case
    values: dict[str, Any] = field(default_factory=dict)
    row: Any = None
    violations: list[RuleViolation] = field(default_factory=list)
    under: list[Plan] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        return self.row is not None and bool(self.values)

    @property
    def is_refused(self) -> bool:
        return bool(self.violations) or any(plan.violations for plan in self.under)

    @property
    def touches(self) -> bool:
        """Whether anything is to be written."""
        plans = (self, *self.under)
        return any(p.row is None or p.is_change for p in plans)

    def outcomes(self) -> Iterator[tuple[Row, str]]:
        """What becomes of each line: created, updated, unchanged or merged into another."""
        first = {id(plan.case.rows[0]): plan for plan in self.under}
        for line in self.case.lines:
            own = self if line is self.case.rows[0] else None
            other = first.get(id(line.beside))
            done = [plan for plan in (own, other) if plan is not None]
            if not done:
                yield line, "merged"
            elif any(plan.row is None for plan in done):
                yield line, "created"
            else:
                yield line, "updated" if any(plan.is_change for plan in done) else "unchanged"


def plan(
    register: Register, scope: Scope, cases: Sequence[Case], codes: CodeLists,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Plan]:  # fmt: skip
    """Raises nothing: what cannot be done carries its violations."""
    plans: list[Plan] = []
    done = 0
    for start in range(0, len(cases), CHUNK):
        part = cases[start : start + CHUNK]
        register.ask_many([case.values for case in part])
        planner = _Planner(register, scope, codes, Found(register, scope, part))
        plans += map(planner.planned, part)
        done += sum(len(case.lines) for case in part)
        progress(done)
    return plans


class _Planner:
    """Plans cases of one register for one person, with the rows `found` that they may be."""

    def __init__(self, register: Register, scope: Scope, codes: CodeLists, found: Found) -> None:
        self.register, self.scope, self.codes, self.found = register, scope, codes, found
        self.under = beside(register)
        self.today = timezone.now().astimezone(HERE).date()

    def planned(self, case: Case) -> Plan:
        register, found = self.register, self.found
        row = found.row_of(case)
        if row is not None and row.pk not in found.visible:
            return Plan(case, violations=list(OutOfScope().violations))
        if row is None and case.lacks:
            return Plan(case, violations=list(case.lacks))
        given = {name: case.values[name] for name in case.given if name in case.values}
        current = register.values_of(row) if row is not None else {}
        whole = dict(case.values)
        if row is not None:
            whole = {f.name: current.get(f.name, f.blank) for f in register.entered} | given
        context = Context(self.codes, self.today, register.known(whole, row, self.scope))
        violations = list(check(register, whole, context))
        if violations:
            return Plan(case, row=row, violations=violations)
        stored = {**whole, **register.derive(whole, context)}
        if row is None and not register.key:
            row = found.alike({name: stored[name] for name in given})
            if row is not None:
                return self._with_under(Plan(case, row=row), stored)
        if row is None:
            attributes = register.attributes
            columns = {attributes.get(name, name): value for name, value in stored.items()}
            if surely_outside(register, self.scope, columns):
                return Plan(case, violations=list(OutOfScope().violations))
            return self._with_under(Plan(case, values=stored), stored)
        changed = {name: value for name, value in given.items() if plain(stored[name]) != plain(current[name])}
        return self._with_under(Plan(case, values=changed, row=row), stored)

    def _with_under(self, plan: Plan, stored: Mapping[str, Any]) -> Plan:
        """The plan with those of what stands beside the row in the same lines."""
        if self.under is None or not plan.case.under:
            return plan
        known = self.under.known_under(stored, plan.row, self.scope)
        context = Context(self.codes, self.today, known)
        for case in plan.case.under:
            row = self.found.under(plan.row, case.key)
            plan.under.append(_planned_under(self.under, case, row, plan.row, context))
        return plan


def _planned_under(under: Register, case: Case, row: Any, above: Any, context: Context) -> Plan:
    if row is None and case.lacks:
        return Plan(case, violations=list(case.lacks))
    given = {name: case.values[name] for name in case.given if name in case.values}
    current = under.values_of(row) if row is not None else {}
    start = {f.name: current.get(f.name, f.blank) for f in under.entered} if row is not None else case.values
    whole = {**start, **given}
    if above is not None:
        whole[under.parent] = above.pk
    violations = list(check(under, whole, context))
    if violations:
        return Plan(case, row=row, violations=violations)
    stored = {**whole, **under.derive(whole, context)}
    if row is None:
        return Plan(case, values=stored)
    return Plan(case, values={n: v for n, v in given.items() if plain(stored[n]) != plain(current[n])}, row=row)


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
