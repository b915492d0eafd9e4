from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..search import fold
from .core import Field


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few words that the program itself must understand (sex, who declares), typed as value or as label."""

    options: tuple[tuple[Any, str], ...]
    synonyms: Mapping[str, Any] = field(default_factory=dict)
    empty: Any = ""

    @property
    def blank(self) -> Any:
        return self.empty

    def parse(self, raw: Any, refs: Any) -> Any:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        wanted = fold(str(raw))
        for value, label in self.options:
            if wanted in (fold(str(value)), fold(label)):
                return value
        for word, value in self.synonyms.items():
            if wanted == fold(word):
                return value
        allowed = ", ".join(f"«{label}»" for _, label in self.options)
        raise self.wrong("choice", f"«{self.label}» chỉ nhận {allowed}.")

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return dict(self.options).get(value, "" if value is None else str(value))

    def typed(self, value: Any, codes: Any, refs: Any) -> Any:
        return self.show(value, codes, refs)
