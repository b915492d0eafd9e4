"""The rows that are there already for what a file tells, and which of them the person may see: a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..register import Register
from ..scope import Scope
from ..surfaces.excel_reader import beside
from ..values import plain
from .cases import Case, Key, key_of


class Found:
    """Rows by their key, by the number that their sender keeps, by the name they are called, or by all they hold."""

    def __init__(self, register: Register, scope: Scope, cases: Sequence[Case]) -> None:
        self.register = register
        # Without a key the day of the event narrows the search.
        self._first = register.key[0] if register.key else register.event_date or register.entered[0].name
        rows = self._candidates(cases)
        ids = [row.pk for row in rows]
        self.visible = set(register.model.objects.visible_among(ids, scope).values_list("pk", flat=True))
        self._by_pk = {row.pk: row for row in rows}
        self._rows: dict[Key, Any] = {}
        self._own: dict[Key, Any] = {}
        self._alike: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            values = register.values_of(row)
            if register.key:
                self._rows.setdefault(key_of(register, values), row)
            own = register.own_key(values)
            # Numbers of the sender's own are no secret key: only what the person may see is recognised by them.
            if own is not None and row.pk in self.visible:
                self._own.setdefault(own, row)
            self._alike[str(plain(values[self._first]))].append(row)
        self._under = self._rows_under(scope)

    def _candidates(self, cases: Sequence[Case]) -> list[Any]:
        register, objects = self.register, self.register.model.objects
        wanted: dict[str, set[Any]] = {register.field(self._first).column: {c.values.get(self._first) for c in cases}}
        if register.own_key_field:
            name = register.own_key_field
            wanted[register.field(name).column] = {case.values.get(name) for case in cases} - {""}
        wanted["pk"] = {case.found for case in cases}
        rows: dict[int, Any] = {}
        for column, values in wanted.items():
            if known := values - {None}:
                rows |= {row.pk: row for row in objects.standing().filter(**{f"{column}__in": known})}
        if register.key and (keys := next(iter(wanted.values())) - {None}):
            column = next(iter(wanted))
            rows |= {r.pk: r for r in objects.filter(**{f"{column}__in": keys}, voided_at__isnull=False)}
        return sorted(rows.values(), key=lambda row: (row.voided_at is not None, row.pk))

    def _rows_under(self, scope: Scope) -> dict[tuple[int, Key], Any]:
        under = beside(self.register)
        if under is None or not self.visible:
            return {}
        above = under.field(under.parent).column
        rows = under.model.objects.standing().visible_among(self.visible, scope, column=above)
        found: dict[tuple[int, Key], Any] = {}
        for row in rows.order_by("pk"):
            values = {**under.values_of(row), under.parent: None}
            found.setdefault((getattr(row, above), key_of(under, values)), row)
        return found

    def row_of(self, case: Case) -> Any:
        """The row that the lines name, or that has their key."""
        if case.found is not None:
            return self._by_pk.get(case.found)
        own = self.register.own_key(case.values)
        if own is not None:
            return self._own.get(own)
        return self._rows.get(case.key) if self.register.key else None

    def alike(self, given: Mapping[str, Any]) -> Any:
        """A visible row that holds all that was given: in a register without a key, the row that was meant."""
        for row in self._alike[str(plain(given.get(self._first)))]:
            values = self.register.values_of(row)
            if row.pk in self.visible and all(plain(values[name]) == plain(value) for name, value in given.items()):
                return row
        return None

    def under(self, row: Any, key: Key) -> Any:
        """The row of that key under this one, if both are there."""
        return self._under.get((row.pk, key)) if row is not None else None
