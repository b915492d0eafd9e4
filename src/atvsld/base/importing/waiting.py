"""Lines that refer to another line of the same run (a branch to its head office): they wait until that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..references import ScopedRefs
from ..register import Register
from ..scope import Scope
from .cases import merged
from .planning import Plan, plan
from .result import ImportResult
from .staging import Row


class Waiting:
    """The lines that wait, the plans that were made of them, and how many can come (`expected`, of a mere check)."""

    def __init__(
        self, register: Register, scope: Scope, rows: Sequence[Row], ready: Sequence[Row], codes: CodeLists
    ) -> None:
        self.register, self.scope, self.codes = register, scope, codes
        self.rows, self.plans, self.expected = list(rows), list[Plan](), 0
        self._offered = {self._name(row.values) for row in (*ready, *rows)}
        self._written: dict[Any, int] = {}

    def look(self, result: ImportResult) -> None:
        """Refuse what refers to nothing; whether the others break a rule is known when they are written."""
        for row in self.rows:
            if all(self._called(text) in self._offered for text in (row.waits or {}).values()):
                self.expected += 1
            else:
                self._refuse(row, result)

    def next(self, written: Sequence[tuple[Plan, int]], result: ImportResult) -> list[Plan]:
        """What can be done now that these rows are written; empty when nothing is left, or all that is is refused."""
        self._written |= {self._name(plan.values): pk for plan, pk in written}
        found, left = [], []
        for row in self.rows:
            ids = {name: self._written.get(self._called(text)) for name, text in (row.waits or {}).items()}
            if all(ids.values()):
                given = row.given | set(ids)
                found.append(replace(row, values={**row.values, **ids}, given=given, waits=None))
            else:
                left.append(row)
        if not found:
            for row in left:
                self._refuse(row, result)
            left = []
        self.rows = left
        plans = plan(self.register, self.scope, merged(self.register, found, result), self.codes)
        self.plans += plans
        return plans

    def _name(self, values: Any) -> Any:
        return values.get(self.register.key[0]) if self.register.key else None

    def _called(self, text: str) -> Any:
        """The key that a reference names, written as the register writes it."""
        if not self.register.key:
            return None
        try:
            return self.register.field(self.register.key[0]).clean(text.split(" – ")[0], ScopedRefs(self.scope))
        except RuleViolation:
            return None

    def _refuse(self, row: Row, result: ImportResult) -> None:
        for name, text in (row.waits or {}).items():
            field = self.register.field(name)
            message = _(
                "Không tìm thấy «{text}» cho mục «{label}», cả trong sổ lẫn trong tệp này. "
                "Hãy kiểm tra lại, hoặc thêm dòng ấy vào tệp."
            )
            result.refuse(row.file, row.number, [field.wrong("unknown", message, text=text[:80])])
