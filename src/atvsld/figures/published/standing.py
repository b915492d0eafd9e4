"""Which version of each notice counts today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from .book import Book
from .models import PublishedFigure, PublishedNotice
from .record import Notice

Key = tuple[str, int, int]


def standing_notices() -> list[PublishedNotice]:
    """Of each period the newest version that was not voided, in the order of time."""
    newest_first = PublishedNotice.objects.filter(voided_at=None).order_by("kind", "year", "half", "version")
    return list({row.key: row for row in newest_first}.values())


def standing_of(key: Key) -> PublishedNotice | None:
    return _of(key).filter(voided_at=None).order_by("-version").first()


def newest(key: Key) -> PublishedNotice | None:
    """The version with the highest number, voided or not."""
    return _of(key).order_by("-version").first()


def _of(key: Key) -> QuerySet[PublishedNotice]:
    return PublishedNotice.objects.filter(kind=key[0], year=key[1], half=key[2])


def records(rows: Iterable[PublishedNotice]) -> list[Notice]:
    """The rows with their figures as plain values, by one query."""
    rows = list(rows)
    figures: dict[int, list[PublishedFigure]] = defaultdict(list)
    for figure in PublishedFigure.objects.filter(notice__in=[row.pk for row in rows]).order_by("pk"):
        figures[figure.notice_id].append(figure)
    return [row.as_record(figures[row.pk]) for row in rows]


def standing_book() -> Book:
    """Everything that counts, in two queries."""
    return Book(records(standing_notices()))
