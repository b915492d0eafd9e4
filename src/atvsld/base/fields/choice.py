from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..language import Words, everywhere
from ..search import fold
from .core import Field


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few words that the program itself must understand (sex, who declares), typed as value or as label."""

    options: tuple[tuple[Any, Words], ...]
    synonyms: Mapping[str, Any] = field(default_factory=dict)
    empty: Any = ""

    @property
    def blank(self) -> Any:
        return self.empty

    @cached_property
    def readings(self) -> dict[str, Any]:
        """Folded text → value: the values themselves, their labels in every language, the synonyms."""
        found: dict[str, Any] = {}
        for value, label in self.options:
            for text in (str(value), *everywhere(label)):
                found.setdefault(fold(text), value)
        for word, value in self.synonyms.items():
            found.setdefault(fold(word), value)
        return found

    def parse(self, raw: Any, refs: Any) -> Any:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        try:
            return self.readings[fold(str(raw))]
        except KeyError:
            allowed = ", ".join(f"«{label}»" for _value, label in self.options)
            raise self.wrong("choice", _("«{label}» chỉ nhận {allowed}."), allowed=allowed) from None

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return str(dict(self.options).get(value, "" if value is None else value))

    def typed(self, value: Any, codes: Any, refs: Any) -> Any:
        return self.show(value, codes, refs)
