"""Writing what was planned, a chunk of it in one transaction; what is refused is narrowed down to its line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import DataError, transaction
from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..errors import Refused, RuleViolation
from ..register import Register
from ..scope import Scope
from ..surfaces.excel_reader import beside
from .planning import Plan
from .result import ImportResult

# Rows of one transaction, which others wait for: half a second of work.
CHUNK = 1000
Item = TypeVar("Item")


class Writer:
    """Writes plans in the name of one person. Refusals go into the result; `done` are the plans that were written."""

    def __init__(
        self, register: Register, scope: Scope, codes: CodeLists, result: ImportResult, via: str
    ) -> None:  # fmt: skip
        self.register, self.scope, self.codes, self.result, self.via = register, scope, codes, result, via
        self.under = beside(register)
        self.created: list[tuple[Plan, int]] = []
        self.settling: list[tuple[Register, Any]] = []
        self._refused: set[int] = set()

    def add(self, plans: Sequence[Plan], landing: int | None = None) -> None:
        """The rows that are new, and what is new under rows that are there."""
        new = [p for p in plans if p.row is None and not p.is_refused]
        self._halved(new, lambda part: self._create(part, landing))
        added = [(p, u) for p in plans if p.row is not None and not p.is_refused for u in p.under if u.row is None]
        self._halved(added, lambda part: self._add(part, landing))

    def change(self, plans: Sequence[Plan]) -> None:
        """The rows that differ from what the file says."""
        own = [(p, p) for p in plans if p.is_change and not self.is_refused(p)]
        self._halved(own, lambda part: self._change(self.register, part))
        if self.under is not None:
            under = self.under
            others = [(p, u) for p in plans if not self.is_refused(p) for u in p.under if u.is_change]
            self._halved(others, lambda part: self._change(under, part))

    def settle(self) -> None:
        """What follows in other rows from those that were unseen until now."""
        for register in {id(pair[0]): pair[0] for pair in self.settling}.values():
            if register.services.settle is not None:
                rows = [row for of, row in self.settling if of is register]
                register.services.settle(self.scope, rows, self.via)

    def is_refused(self, plan: Plan) -> bool:
        return plan.is_refused or id(plan) in self._refused

    def _create(self, plans: Sequence[Plan], landing: int | None) -> None:
        services = self.register.services
        if self.under is not None and services.create_families is not None:
            many = [(p.values, [u.values for u in p.under]) for p in plans]
            ids = services.create_families(self.scope, many, via=self.via, codes=self.codes, landing=landing)
        else:
            rows = services.create_many(
                self.scope, [p.values for p in plans], via=self.via, codes=self.codes, is_checked=True, landing=landing
            )
            self._settle_later(self.register, rows, landing)
            ids = [row.pk for row in rows]
        self.created += zip(plans, ids, strict=True)

    def _add(self, pairs: Sequence[tuple[Plan, Plan]], landing: int | None) -> None:
        assert self.under is not None
        many = [{**u.values, self.under.parent: p.row.pk} for p, u in pairs]
        create = self.under.services.create_many
        rows = create(self.scope, many, via=self.via, codes=self.codes, is_checked=True, landing=landing)
        self._settle_later(self.under, rows, landing)

    def _settle_later(self, register: Register, rows: Sequence[Any], landing: int | None) -> None:
        if landing is not None:
            self.settling += [(register, row) for row in rows]

    def _change(self, register: Register, pairs: Sequence[tuple[Plan, Plan]]) -> None:
        many = [(plan.row, plan.values) for _, plan in pairs]
        register.services.update_many(self.scope, many, via=self.via, codes=self.codes)

    def _halved(self, items: Sequence[Item], act: Callable[[Sequence[Item]], None]) -> None:
        """All at once; when that is refused, halves, until what is bad stands alone."""
        if not items:
            return
        try:
            with transaction.atomic():
                act(items)
        except (Refused, DataError) as error:
            if len(items) == 1:
                first = items[0]
                self._refuse(first if isinstance(first, Plan) else first[0], reasons(error))  # type: ignore[index]
                return
            half = len(items) // 2
            self._halved(items[:half], act)
            self._halved(items[half:], act)

    def _refuse(self, plan: Plan, violations: Sequence[RuleViolation]) -> None:
        self._refused.add(id(plan))
        refuse_case(plan, violations, self.result)


def refuse_plan(plan: Plan, result: ImportResult) -> None:
    """The lines of a plan that cannot be carried out, each with its own reasons, the others with that of the whole."""
    if plan.violations:
        refuse_case(plan, plan.violations, result)
        return
    bad = {}
    for under in plan.under:
        if under.violations:
            for row in under.case.rows:
                bad[row.file, row.number] = row
                result.refuse(row.file, row.number, under.violations)
    numbers = ", ".join(str(number) for _, number in sorted(bad)[:5])
    message = _("Dòng này đúng, nhưng dòng {rows} của cùng một vụ thì không; một vụ chỉ được nhận trọn vẹn.")
    for row in plan.case.lines:
        if (row.file, row.number) not in bad:
            result.refuse(row.file, row.number, [RuleViolation("row.together", message, rows=numbers)])


def refuse_case(plan: Plan, violations: Sequence[RuleViolation], result: ImportResult) -> None:
    for row in plan.case.lines:
        result.refuse(row.file, row.number, violations)


def reasons(error: Exception) -> Sequence[RuleViolation]:
    if isinstance(error, Refused):
        return error.violations
    message = _("Cơ sở dữ liệu không nhận dòng này: có giá trị quá dài hoặc quá lớn. Hãy kiểm tra lại.")
    return [RuleViolation("row.unwritable", message)]
