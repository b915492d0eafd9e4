"""From a register to the schemas of its API: what may be sent, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, create_model
from pydantic import Field as Described

from ..fields import Boolean, Choice, CodeField, Date, Field, Integer, Moment, PlaceField, Privacy, Reference
from ..fields.scalar import HERE
from ..language import in_vietnamese
from ..privacy import mask
from ..register import Register
from .words import example_of


class Sent(Schema):
    """A body whose every field is known: a name that no field has is refused, not dropped."""

    model_config = ConfigDict(extra="forbid")


def sent_type(declared: Field) -> Any:
    """What may stand in a request: the value itself, or the text a person would type; the cleaners decide."""
    if isinstance(declared, Boolean):
        return bool | str | None
    if isinstance(declared, Integer) or (isinstance(declared, Choice) and isinstance(declared.empty, int)):
        return int | str | None
    if isinstance(declared, CodeField) and declared.many:
        return list[str] | str | None
    return str | None


def sent_schema(register: Register, *, without: str = "", more: Mapping[str, Any] | None = None) -> type[Schema]:
    """Body of a create or of a change: every entered field, each optional so that refusals come from the rules."""
    parts: dict[str, Any] = {
        f.name: (
            sent_type(f),
            Described(default=None, title=in_vietnamese(f.label), description=_about(f), examples=_examples(f)),
        )
        for f in register.entered
        if f.name != without
    }
    name = f"{register.name.title()}Sent" + ("Nested" if without else "Declared" if more else "")
    return create_model(name, __base__=Sent, **parts, **(more or {}))


def given_schema(register: Register) -> type[Schema]:
    """A row as it comes back: id, version, whether it stands, every field, and the columns that are no fields."""
    parts: dict[str, Any] = {
        "id": (int, ...),
        "row_version": (int, Described(description="Gửi lại khi sửa, để không đè lên thay đổi của người khác.")),
        "is_voided": (bool, Described(description="Dòng đã bị hủy; vẫn đọc được, không còn được đếm.")),
        "created_at": (datetime, Described(description="Ghi lúc.")),
        "updated_at": (datetime, Described(description="Sửa lúc; xem tham số updated_since.")),
    }
    for declared in register.fields:
        parts[declared.name] = (
            given_type(declared),
            Described(title=in_vietnamese(declared.label), description=_about(declared)),
        )
        if isinstance(declared, Reference):
            parts[declared.column] = (
                int | None,
                Described(description=f"Số dòng của «{in_vietnamese(declared.label)}»."),
            )
    for extra in register.extra_columns:
        parts[extra.name] = (int | None if extra.is_number else str | None, Described(title=in_vietnamese(extra.label)))
    return create_model(f"{register.name.title()}Given", __base__=Schema, **parts)


def given_type(declared: Field) -> Any:
    """The type of a value that is given; a masked one is text instead."""
    kind: Any = str
    if isinstance(declared, Boolean):
        kind = bool
    elif isinstance(declared, Integer):
        kind = int | None
    elif isinstance(declared, Date):
        kind = date | None
    elif isinstance(declared, Moment):
        kind = datetime | None
    elif isinstance(declared, Reference):
        kind = str | None
    elif isinstance(declared, CodeField) and declared.many:
        kind = list[str]
    elif isinstance(declared, Choice):
        values = tuple(value for value, _ in declared.options)
        kind = Literal[(*values, declared.empty)]  # type: ignore[valid-type]
    return kind if declared.privacy is Privacy.OPEN else kind | str


def given(register: Register, row: Any, readable: frozenset[Privacy]) -> dict[str, Any]:
    """A row for a machine; private values of kinds that are not `readable` are masked.

    The row comes with what its references point at (`joined`), else each is a query.
    """
    values: dict[str, Any] = {
        "id": row.pk, "row_version": row.row_version, "is_voided": row.voided_at is not None,
        "created_at": _here(row.created_at), "updated_at": _here(row.updated_at),
    }  # fmt: skip
    for declared in register.fields:
        value = getattr(row, declared.column)
        if isinstance(declared, Reference):
            values[declared.column] = value
            value = _label(getattr(row, declared.name))
        if declared.privacy is not Privacy.OPEN and declared.privacy not in readable:
            values[declared.name] = mask(declared, value)
        else:
            values[declared.name] = _here(value) if isinstance(value, datetime) else value
    for extra in register.extra_columns:
        value = extra.value(row)
        values[extra.name] = value if value is None or extra.is_number else in_vietnamese(value)
    return values


def joined(register: Register) -> tuple[str, ...]:
    """What has to be read with the rows, so that labels of references are no queries of their own."""
    names = [f.name for f in register.fields if isinstance(f, Reference)]
    places = [f.name for f in register.fields if isinstance(f, PlaceField)]
    above = [f"{name}__{unit}" for name in places for unit in ("province", "parent")]
    return (*register.select_related, *names, *above)


def _label(related: Any) -> str | None:
    """The text that a request may hold for the same row."""
    if related is None:
        return None
    return related.label if hasattr(type(related), "label") else str(related)


def _here(moment: datetime) -> datetime:
    return moment.astimezone(HERE)


def _about(declared: Field) -> str:
    notes = []
    if isinstance(declared, CodeField):
        notes.append(f"Mã của danh mục «{declared.code_list}».")
    if isinstance(declared, Choice):
        notes.append("; ".join(f"{value}: {in_vietnamese(label)}" for value, label in declared.options) + ".")
    if declared.privacy is not Privacy.OPEN:
        notes.append("Được che nếu không có quyền đọc.")
    return " ".join([in_vietnamese(declared.help), *notes])


def _examples(declared: Field) -> list[Any] | None:
    if isinstance(declared, Choice):
        return [declared.options[0][0]]
    if isinstance(declared, Boolean):
        return [False]
    if isinstance(declared, Moment):
        return ["2025-12-31T14:30:00+07:00"]
    if isinstance(declared, Date):
        return ["2025-12-31"]
    example = example_of(declared)
    return [in_vietnamese(example)] if example else None
