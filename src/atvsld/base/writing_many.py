"""Changing many rows that are there: the batch verbs of the one way to write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from .audit.record import Act, record_writes
from .codelists.reading import CodeLists
from .errors import OutOfScope, Refused
from .models import RegisterRow
from .register import Register, Values
from .scope import Scope
from .values import plain
from .writing import (
    CHUNK,
    already_there,
    assembled,
    changes_of,
    checked,
    followed,
    note_changes,
    require_covered,
    require_unchanged,
    stored_columns,
)

FOLLOWING = {"updated_at", "row_version", "search_text"}


def update_many(
    register: Register,
    scope: Scope,
    many: Sequence[tuple[RegisterRow, Values]],
    *,
    via: str = "file",
    verb: str = "edit",
    codes: CodeLists | None = None,
) -> list[Any]:
    """Change rows to these values (fields not named stay), all or none; the rows that did change, one entry each.

    Each row is changed only if nobody wrote it since it was read. Raises what `writing.update` raises.
    """
    scope.require(register.name, verb)
    codes = codes or CodeLists()
    done: list[Any] = []
    with transaction.atomic():
        for start in range(0, len(many), CHUNK):
            part = many[start : start + CHUNK]
            granted = register.model.objects.visible_among([row.pk for row, _ in part], scope, verb)
            held = {row.pk: row for row in granted.select_for_update(of=("self",), no_key=True)}
            acts = []
            for row, values in part:
                if (current := held.get(row.pk)) is None:
                    raise OutOfScope()
                require_unchanged(current, row.row_version)
                before, stored = register.values_of(current), stored_columns(current)
                entered = {f.name: before[f.name] for f in register.entered} | dict(values)
                assembled(register, current, checked(register, entered, current, scope, codes))
                changes = changes_of(register, before, current) | followed(register, stored, current)
                if changes:
                    acts.append(Act(verb, register.name, current, changes))
            _write(register, scope, acts, via)
            require_covered(register, scope, verb, [act.row.pk for act in acts])
            done += [act.row for act in acts]
    return done


def follow_many(
    register: Register, scope: Scope, many: Sequence[tuple[RegisterRow, Mapping[str, Any]]], *, via: str
) -> None:
    """Set columns that follow from a write already allowed elsewhere (totals of an accident); audited as "derive".

    Call inside the transaction of that write.
    """
    acts = []
    for row, columns in many:
        changes = {
            c: [plain(getattr(row, c)), plain(v)] for c, v in columns.items() if plain(getattr(row, c)) != plain(v)
        }
        for column in changes:
            setattr(row, column, columns[column])
        if changes:
            acts.append(Act("derive", register.name, row, changes))
    for start in range(0, len(acts), CHUNK):
        _write(register, scope, acts[start : start + CHUNK], via, is_new_version=False)


def _write(register: Register, scope: Scope, acts: Sequence[Act], via: str, *, is_new_version: bool = True) -> None:
    if not acts:
        return
    now, rows = timezone.now(), [act.row for act in acts]
    for row in rows:
        row.updated_at = now  # type: ignore[attr-defined]
        if is_new_version:
            row.row_version += 1  # type: ignore[attr-defined]
    names = {f.name: f.column for f in register.fields}
    wanted = {names.get(name, name) for act in acts for name in act.changes} | FOLLOWING
    wanted |= {"sort_key"} if register.sort_by else set()
    columns = [f.name for f in register.model._meta.concrete_fields if f.attname in wanted]
    try:
        with transaction.atomic():
            register.model.objects.bulk_update(rows, columns, batch_size=CHUNK)
    except IntegrityError as error:
        raise Refused([already_there(register)]) from error
    record_writes(scope, via, acts)
    note_changes(register, [row.pk for row in rows])
