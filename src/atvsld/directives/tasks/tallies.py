"""The sums of the nation, moved by each write in its own transaction, and counted again by a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection
from django.db.models import Count

from .occurrences import Occurrence, TaskTally

NO_DAY = date(9999, 12, 31)
_TABLE = TaskTally._meta.db_table
_UPSERT = (
    f"INSERT INTO {_TABLE} (charge_id, province_id, opens_on, due_now, stage, n) VALUES (%s, %s, %s, %s, %s, %s) "  # noqa: S608
    "ON CONFLICT (charge_id, province_id, opens_on, due_now, stage) "
    f"DO UPDATE SET n = {_TABLE}.n + excluded.n"
)
Key = tuple[int, int, date, date, int]


def key_of(row: Occurrence) -> Key:
    return row.charge_id, row.province_id or 0, row.opens_on, row.due_now or NO_DAY, int(row.stage)


def moved(before: Iterable[Key], after: Iterable[Key]) -> None:
    """Take these occurrences from where they were counted to where they are now. Call inside their transaction."""
    change = Counter(after)
    change.subtract(before)
    add({key: n for key, n in change.items() if n})


def add(change: dict[Key, int]) -> None:
    """In one order always, so that two writes that meet wait for each other and never in a circle."""
    rows = [(*key, n) for key, n in sorted(change.items())]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_UPSERT, rows)


def recounted() -> Iterator[tuple[Key, int, int]]:
    """(key, kept, counted) of each sum that is not what the rows say; nothing while all is well."""
    fields = ("charge_id", "province_id", "opens_on", "due_now", "stage")
    counted: Counter[Key] = Counter()
    for *key, n in Occurrence.objects.values_list(*fields).annotate(n=Count("pk")):
        charge, province, opens, due, stage = key
        counted[charge, province or 0, opens, due or NO_DAY, stage] += n
    kept = {tuple(key): n for *key, n in TaskTally.objects.values_list(*fields, "n")}
    for whole in sorted({*counted, *kept}):
        if kept.get(whole, 0) != counted.get(whole, 0):
            yield whole, kept.get(whole, 0), counted.get(whole, 0)
