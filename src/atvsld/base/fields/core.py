from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..language import Words


class Privacy(StrEnum):
    """Who may read a field: everyone with the row, or only those with the second permission on columns."""

    OPEN = "open"
    PERSONAL = "personal"
    MEDICAL = "medical"


class Refs(Protocol):
    """Finds what a typed reference means, within the rights of the person who typed it."""

    def find(self, target: str, text: str) -> int | None:
        """Row id, or None when nothing or more than one thing fits."""

    def possible(self, target: str, text: str) -> Sequence[str]:
        """The labels of what the text may mean, where `find` could not decide; none where nothing is like it."""

    def label(self, target: str, row_id: int) -> str:
        """The text that `find` understands again."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a register: the name in the code, the words of the form, the help, who may read it.

    `derived` fields are worked out by rule and shown, never typed; `short` is the head of a narrow column,
    `section` the heading under which the form shows it (a field without one stands under the heading before it).
    `empty_tells`: that a private field is empty tells of the person too (in no group, so no woman), and is hidden.
    """

    name: str
    label: Words
    help: Words
    required: bool = False
    privacy: Privacy = Privacy.OPEN
    empty_tells: bool = False
    derived: bool = False
    aliases: Sequence[str] = ()
    short: Words = ""
    section: Words = ""

    @property
    def column(self) -> str:
        """The attribute of the model that holds the value."""
        return self.name

    @property
    def blank(self) -> Any:
        """The value of an empty field."""
        return None

    def clean(self, raw: Any, refs: Refs) -> Any:
        """The plain value of what was typed, read from a cell or sent; raises RuleViolation naming the remedy."""
        text = raw.strip() if isinstance(raw, str) else raw
        if text is None or text == "" or text == []:
            if self.required:
                raise self.wrong("required", _("Chưa nhập «{label}». Hãy điền mục này."))
            return self.blank
        return self.parse(text, refs)

    def parse(self, raw: Any, refs: Refs) -> Any:
        raise NotImplementedError

    def wrong(self, reason: str, message: Words, **parts: Any) -> RuleViolation:
        """The refusal of what was typed; `{label}` in the message is the field's own, other parts are given."""
        return RuleViolation(f"field.{reason}", message, self.name, label=self.label, **parts)

    def show(self, value: Any, codes: CodeLists, refs: Refs) -> str:
        """The value in Vietnamese form, for pages and printed lists."""
        return "" if value is None else str(value)

    def typed(self, value: Any, codes: CodeLists, refs: Refs) -> Any:
        """The value as a person would type it again: the form's initial value and the cell of an export."""
        return value
