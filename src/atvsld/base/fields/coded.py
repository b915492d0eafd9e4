from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..language import Words
from .core import Field, Refs

SEPARATOR = re.compile(r"\s*[;,|\n]\s*")


@dataclass(frozen=True, kw_only=True)
class CodeField(Field):
    """One code, or several (`many`), of a dated list. "3 – Ngã cao" is read as the code 3.

    `uncoded` is what a page says where there is no code ("chưa chuyển đổi"). Whether the code stood in the list on the
    day of the event is checked with the other rules, for page and file alike.
    """

    code_list: str
    many: bool = False
    uncoded: Words = ""

    @property
    def blank(self) -> Any:
        return [] if self.many else ""

    def parse(self, raw: Any, refs: Refs) -> Any:
        if not self.many:
            return self._code(raw)
        parts = raw if isinstance(raw, (list, tuple)) else SEPARATOR.split(str(raw))
        return list(dict.fromkeys(code for code in map(self._code, parts) if code))

    def _code(self, raw: Any) -> str:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        code = re.split(r"\s+[–-]\s+", str(raw).strip(), maxsplit=1)[0].strip()
        if len(code) > 40 or "\x00" in code:
            raise self.wrong("code", _("«{label}» không phải là một mã của danh mục. Hãy chọn trong danh sách."))
        return code

    def codes_of(self, value: Any) -> list[str]:
        return list(value or []) if self.many else ([value] if value else [])

    def show(self, value: Any, codes: CodeLists, refs: Refs) -> str:
        if not value:
            return str(self.uncoded)
        return "; ".join(codes.name_of(self.code_list, code) for code in self.codes_of(value))

    def typed(self, value: Any, codes: CodeLists, refs: Refs) -> Any:
        return "; ".join(value or []) if self.many else value


@dataclass(frozen=True, kw_only=True)
class Reference(Field):
    """Another row, typed as people know it: a tax code, a receipt number, "Xã Tân Cương, Tỉnh Thái Nguyên"."""

    target: str

    @property
    def column(self) -> str:
        return f"{self.name}_id"

    def parse(self, raw: Any, refs: Refs) -> int:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        found = refs.find(self.target, str(raw))
        if found is None:
            typed = str(raw)[:80]
            if possible := refs.possible(self.target, str(raw)):
                message = _("«{typed}» ở mục «{label}» có thể là: {possible}. Hãy ghi rõ một trong số đó.")
                raise self.wrong("ambiguous", message, typed=typed, possible="; ".join(possible))
            message = _(
                "Không tìm thấy «{typed}» cho mục «{label}», hoặc có nhiều kết quả. Hãy chọn trong danh sách gợi ý."
            )
            raise self.wrong("unknown", message, typed=typed)
        return found

    def show(self, value: Any, codes: CodeLists, refs: Refs) -> str:
        return refs.label(self.target, value) if value else ""

    def typed(self, value: Any, codes: CodeLists, refs: Refs) -> Any:
        return self.show(value, codes, refs)


@dataclass(frozen=True, kw_only=True)
class PlaceField(Reference):
    """A province or a commune (`target` "province" or "commune"), by name or code."""
