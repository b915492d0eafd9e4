"""What is said when something typed, filed or asked for cannot be accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _


class RuleViolation(Exception):
    """One reason for refusing one thing: a stable code, the sentence for the person, the field it concerns.

    `code` is documented and never changes meaning ("tax_code.check_digit"); the sentence names the field, the reason
    and the remedy; `field` is the declared name of the field, "" when the whole row is meant. A sentence marked for
    translation (`_("Tệp «{name}» trống.")`, name=…) is put together in the language of whoever reads `message`.
    """

    def __init__(self, code: str, said: Any, field: str = "", **parts: Any) -> None:
        super().__init__(code, said, field)
        self.code, self.said, self.field, self.parts = code, said, field, parts

    @property
    def message(self) -> str:
        return self.said.format(**self.parts) if self.parts else str(self.said)

    def of(self, field: str) -> RuleViolation:
        """The same refusal, told of another field."""
        return RuleViolation(self.code, self.said, field, **self.parts)

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleViolation, (self.code, self.message, self.field)

    def __str__(self) -> str:
        return self.message

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleViolation) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.code, self.field))

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": self.message}


class Refused(Exception):
    """All the reasons for which one write was refused; nothing of it was saved."""

    def __init__(self, violations: Iterable[RuleViolation]) -> None:
        self.violations = tuple(violations)
        super().__init__("; ".join(v.message for v in self.violations))

    @property
    def codes(self) -> list[str]:
        return [v.code for v in self.violations]


class OutOfScope(Refused):
    """The person has no right to this; says nothing about whether the thing exists."""

    def __init__(self, message: Any = _("Bạn không có quyền làm việc này trong phạm vi được giao.")) -> None:
        super().__init__([RuleViolation("scope.denied", message)])
