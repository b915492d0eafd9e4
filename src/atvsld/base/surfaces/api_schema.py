"""From a register to the schemas of its API: what may be sent, and what comes back."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field as Described
from pydantic import create_model

from ..codelists.reading import CodeLists
from ..fields import Boolean, CodeField, Field, Integer, Privacy
from ..language import in_vietnamese
from ..privacy import mask
from ..references import ScopedRefs
from ..register import Register

Typed = str | int | float | bool | list[str] | None


def sent_type(declared: Field) -> Any:
    """What may stand in a request: the value itself, or the text a person would type; the cleaners decide."""
    if isinstance(declared, Boolean):
        return bool | str | None
    if isinstance(declared, Integer):
        return int | str | None
    if isinstance(declared, CodeField) and declared.many:
        return list[str] | str | None
    return str | None


def _described(declared: Field) -> Any:
    return Described(default=None, title=in_vietnamese(declared.label), description=in_vietnamese(declared.help))


def sent_schema(register: Register) -> type[Schema]:
    """Body of a create or of a change: every entered field, each optional so that refusals come from the rules."""
    parts: dict[str, Any] = {f.name: (sent_type(f), _described(f)) for f in register.entered}
    return create_model(f"{register.name.title()}Sent", __base__=Schema, **parts)


def given_schema(register: Register) -> type[Schema]:
    """A row as it comes back: id, version, whether it stands, and every field as a person would type it."""
    parts: dict[str, Any] = {
        "id": (int, ...),
        "row_version": (int, Described(description="Gửi lại khi sửa, để không đè lên thay đổi của người khác.")),
        "is_voided": (bool, ...),
    }
    for declared in register.fields:
        parts[declared.name] = (Typed, _described(declared))
    return create_model(f"{register.name.title()}Given", __base__=Schema, **parts)


def given(
    register: Register, row: Any, codes: CodeLists, refs: ScopedRefs, readable: frozenset[Privacy]
) -> dict[str, Any]:
    """A row for a machine; private values of kinds that are not `readable` are masked."""
    values: dict[str, Any] = {"id": row.pk, "row_version": row.row_version, "is_voided": row.voided_at is not None}
    for declared in register.fields:
        value = getattr(row, declared.column)
        if declared.privacy is not Privacy.OPEN and declared.privacy not in readable:
            values[declared.name] = mask(declared, declared.show(value, codes, refs))
        elif isinstance(declared, (Boolean, CodeField)):
            values[declared.name] = value
        else:
            typed = declared.typed(value, codes, refs)
            values[declared.name] = typed.isoformat() if hasattr(typed, "isoformat") else typed
    return values
