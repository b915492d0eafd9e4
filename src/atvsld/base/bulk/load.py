"""One load of many new rows of one register: rules, derived columns, hashes, insertion, and one entry at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..audit.loads import HASH_BYTES, HASHES_A_PART, record_load
from ..checking import check
from ..codelists.reading import CodeLists
from ..errors import OutOfScope, Refused
from ..fields.scalar import HERE
from ..models import Change
from ..register import Context, Register, Values
from ..scope import Scope
from ..words import learn
from .indexes import made_at_the_end
from .insert import first_free_id, insert_with_ids
from .rows import Columns, Stored

# Fewer rows than this come into the indexes as they come.
FEW = 5000


class BulkLoad:
    """The rows of one register on their way into the table. Their ids follow one another, from `next_id` on.

    Without `has_indexes` these are made at the end (`made_at_the_end`).
    """

    def __init__(self, register: Register, scope: Scope, codes: CodeLists | None = None) -> None:
        if not any(part.everywhere for part in scope.parts_for(register.name, "create")):
            raise OutOfScope()
        self.register, self.scope = register, scope
        self.codes = codes or CodeLists()
        self.now = timezone.now()
        self.has_indexes = True
        self.first_id = self.next_id = first_free_id(register.model._meta.db_table)
        self._today = self.now.astimezone(HERE).date()
        self._columns = Columns(register)
        self._hashes = bytearray()

    def row(self, values: Values, known: Mapping[str, Any], **extra: Any) -> Stored:
        """The columns of a new row; `known` is what the register's rules may know, `extra` columns that are no fields.

        Raises Refused with every violation, as any other write.
        """
        context = Context(self.codes, self._today, known)
        violations = list(check(self.register, values, context))
        if violations:
            raise Refused(violations)
        entered = {**values, **self.register.derive(values, context)}
        return self._columns.filled(entered, {"created_at": self.now, "updated_at": self.now, **extra})

    def insert(self, rows: Sequence[Stored]) -> range:
        """Give these rows their ids and write them; the ids."""
        ids = range(self.next_id, self.next_id + len(rows))
        for pk, row in zip(ids, rows, strict=True):
            row["id"] = pk
        self._hashes += b"".join(map(self._columns.content_hash, rows))
        insert_with_ids(self.register.model._meta.db_table, self._columns.names, map(self._columns.for_database, rows))
        if self.has_indexes:
            learn(self.register, ids)
        self.next_id = ids.stop
        return ids

    def finish(self, via: str) -> None:
        """One entry with the root of the hashes; the lake is told that this register has to be read anew."""
        if self._hashes:
            size = HASHES_A_PART * HASH_BYTES
            parts = [bytes(self._hashes[start : start + size]) for start in range(0, len(self._hashes), size)]
            record_load(self.scope, via, self.register.name, self.first_id, parts)
            Change.note_whole(self.register.name)


@contextmanager
def bulk_load(*registers: Register, scope: Scope, via: str = "file", expected: int = 0) -> Iterator[list[BulkLoad]]:
    """A load of each register, all in one transaction, entered and noted at its end.

    `expected` says about how many rows come: where these are more than the table has, its indexes are made at the end.

    Only for whoever may create rows everywhere: that a row lies in the scope is not asked row by row.
    Raises OutOfScope for others.
    """
    with transaction.atomic(), ExitStack() as filling:
        codes = CodeLists()
        loads = [BulkLoad(register, scope, codes) for register in registers]
        for load in loads:
            if expected >= max(FEW, load.first_id):
                filling.enter_context(made_at_the_end(load.register.model))
                load.has_indexes = False
        yield loads
        for load in loads:
            load.finish(via)
