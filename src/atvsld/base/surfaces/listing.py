"""The rows of a list: counted exactly and cut into pages in a few milliseconds, also where there are a million."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Self

from django.db.models import Count, QuerySet

from ..reading import Piece

# So many rows are sorted whole. Asked for the first fifty of them, PostgreSQL, which takes place and employer of an
# accident to be unrelated, would expect many more rows and walk through the whole table in order of the date.
FEW = 2_000


@dataclass(frozen=True)
class _Stretch:
    """Rows that one index holds in the order of the list, and how many they are."""

    rows: QuerySet
    count: int


class Listing:
    """The rows of a list, as a QuerySet gives them: `count()`, slices, `order_by`.

    `rows` is the whole as one query. `pieces` are the same rows without double ones: then a count is a sum of what
    single indexes tell, and a page is merged from the first rows of each piece. `order` is that of the list, of columns
    that are never empty and end with the key.
    """

    def __init__(
        self, rows: QuerySet, pieces: Sequence[tuple[Piece, QuerySet]] = (), order: Sequence[str] = ()
    ) -> None:
        self.rows = rows
        self.model = rows.model
        self._pieces = pieces
        self._order = tuple(order)
        self._known: list[_Stretch] | None = None

    @property
    def query(self) -> Any:
        """Of the whole: what tells a table in which order its rows stand."""
        return self.rows.query

    def order_by(self, *fields: str) -> Self:
        """In another order the page comes from the one query; the count stays a sum."""
        ordered = type(self)(self.rows.order_by(*fields), self._pieces)
        ordered._known = self._known
        return ordered

    def count(self) -> int:
        return sum(stretch.count for stretch in self._stretches()) if self._pieces else self.rows.count()

    def __getitem__(self, wanted: slice) -> list[Any]:
        if not self._pieces or not self._order:
            return list(self.rows[wanted])
        start, stop = wanted.start or 0, min(wanted.stop, self.count())
        if start >= stop:
            return []
        # The keys first: whole rows of a commune, with all that is joined to them, take fifty times as long to sort.
        keys = self._keys_between(start, stop)
        # By the keys alone, which were found among the rows that may be seen: with one more condition SQLite begins at
        # the index of that, which holds the whole table.
        found = self.model._base_manager.filter(pk__in=keys)
        found.query.select_related = self.rows.query.select_related
        rows = {row.pk: row for row in found}
        return [rows[key] for key in keys if key in rows]

    def _keys_between(self, start: int, stop: int) -> list[int]:
        """The keys from start to stop of all stretches together; beyond the middle they are reached from the end."""
        total = self.count()
        if start > total // 2:
            backward = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in self._order]
            return self._keys(backward, total - stop, total - start)[::-1]
        return self._keys(self._order, start, stop)

    def _keys(self, order: Sequence[str], start: int, stop: int) -> list[int]:
        """The keys from start to stop in this order, however the stretches hold them."""
        stretches = self._stretches()
        if len(stretches) == 1 and stretches[0].count > FEW:
            return list(stretches[0].rows.order_by(*order).values_list("pk", flat=True)[start:stop])
        return self._merged(order, stop)[start:]

    def _merged(self, order: Sequence[str], many: int) -> list[int]:
        """The keys of the first rows of all stretches together."""
        names = [name.removeprefix("-") for name in order]
        heads: list[tuple[Any, ...]] = []
        for stretch in self._stretches():
            rows = stretch.rows.order_by(*order).values_list(*names)
            heads += rows[:many] if stretch.count > FEW else rows
        for position, name in reversed(list(enumerate(order))):
            heads.sort(key=itemgetter(position), reverse=name.startswith("-"))
        return [head[-1] for head in heads[:many]]

    def _stretches(self) -> list[_Stretch]:
        if self._known is None:
            self._known = [s for piece, rows in self._pieces for s in _stretches_of(piece, rows) if s.count]
        return self._known


def _stretches_of(piece: Piece, rows: QuerySet) -> Iterator[_Stretch]:
    """A piece taken apart by the value of its column: only among equal ones does an index keep the order."""
    if not piece.column:
        yield _Stretch(rows, rows.count())
        return
    # Of rows, not of keys: no index needs to hold the key for that, and PostgreSQL reads the index alone.
    counted = rows.order_by().values_list(piece.column).annotate(rows=Count("*"))
    for value, count in counted.filter(**{f"{piece.column}__in": piece.ids}).filter(piece.but):
        yield _Stretch(rows.filter(**{piece.column: value}).filter(piece.but), count)
