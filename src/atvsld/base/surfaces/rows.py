"""From a register to a validator of rows: the other thin caller of the shared cleaners and rules, for files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..checking import check, clean
from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..references import ScopedRefs
from ..register import Register
from ..writing import context_for

Validated = tuple[dict[str, Any] | None, list[RuleViolation]]


def row_validator(
    register: Register, refs: ScopedRefs, codes: CodeLists, row: Any = None
) -> Callable[[Mapping[str, Any]], Validated]:
    """A function from what stood in the cells, by field name, to (plain values, no violations) or (None, violations).

    As in the form, the rules are asked only when every field could be read. `row` is the row that would be changed.
    """

    def validate(raw: Mapping[str, Any]) -> Validated:
        values, violations = clean(register, raw, refs)
        if not violations:
            violations = list(check(register, values, context_for(register, values, row, refs.scope, codes)))
        return (None, violations) if violations else (values, [])

    return validate
