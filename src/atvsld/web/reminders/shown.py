"""Reminders as a page tells them: each number with the address of exactly its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ...directives.reminders.audiences import Reminded
from ...directives.reminders.counting import GROUPED, Reminders
from ...directives.reminders.standing import BUCKETS, OVERDUE, TODAY
from ...directives.reminders.words import unanswered
from ...directives.tasks.models import TaskEvent
from ...org.agencies.models import Agency
from ...org.places.models import Place
from ..tasks.shown import shown_rows
from .labels import ABOUT, HEADS

FIRST, WORST = 10, 20
TONES = {OVERDUE: "overdue", TODAY: "overdue"}


def url_of(audience: str, bucket: str, **more: Any) -> str:
    path = reverse("reminder-list", args=[audience, bucket])
    return f"{path}?{urlencode(more)}" if more else path


def sections_of(found: Reminders) -> list[dict[str, Any]]:
    """Each audience with its counts; of the own tasks the most pressing, of what others do who they are."""
    return [_section(found, audience, counts) for audience, counts in found.sections()]


def _section(found: Reminders, audience: str, counts: dict[str, int]) -> dict[str, Any]:
    section: dict[str, Any] = {
        "audience": audience, "head": HEADS[audience], "about": ABOUT[audience], "by": found.by,
        "stats": [
            {"bucket": bucket, "label": BUCKETS[bucket], "value": n, "url": url_of(audience, bucket),
             "tone": TONES.get(bucket, "")}
            for bucket, n in counts.items()
        ],
    }  # fmt: skip
    if audience in GROUPED:
        lines = _lines(found, audience, list(counts))
        section |= {
            "heads": [BUCKETS[bucket] for bucket in counts], "lines": lines[:WORST], "more": lines[WORST:],
        }  # fmt: skip
    else:
        section["rows"] = first_rows(found, audience, list(counts))
    return section


def first_rows(found: Reminders, audience: str, buckets: Iterable[str]) -> list[dict[str, Any]]:
    rows: list[Any] = []
    for bucket in buckets:
        if len(rows) < FIRST:
            rows += found.rows(audience, bucket).select_related("charge", "agency")[: FIRST - len(rows)]
    today = found.who.today
    return shown_rows(rows, today, today)


def _lines(found: Reminders, audience: str, buckets: list[str]) -> list[dict[str, Any]]:
    """A line an agency (of the nation: a province), most overdue first."""
    cells: dict[int | None, Counter[str]] = {}
    since: dict[int | None, date | None] = {}
    for bucket in buckets:
        for group in found.groups(audience, bucket):
            cells.setdefault(group.pk, Counter())[bucket] = group.count
            if bucket == OVERDUE:
                since[group.pk] = group.since
    names = names_of(found, cells)
    order = sorted(cells, key=lambda pk: ([-cells[pk][bucket] for bucket in buckets], names.get(pk, "")))
    today = found.who.today
    return [
        {
            "name": names.get(pk, ""), "days": (today - day).days if (day := since.get(pk)) else 0,
            "cells": [
                {"label": BUCKETS[bucket], "n": cells[pk][bucket], "is_late": bucket == OVERDUE,
                 "url": url_of(audience, bucket, **{found.by: pk or 0})}
                for bucket in buckets
            ],
        }
        for pk in order
    ]  # fmt: skip


def names_of(found: Reminders, keys: Iterable[int | None]) -> dict[int | None, str]:
    wanted = [pk for pk in keys if pk is not None]
    if found.by == "province":
        return dict(Place.objects.filter(pk__in=wanted).values_list("pk", "full_name"))
    return dict(Agency.objects.filter(pk__in=wanted).values_list("pk", "name_vi"))


def words_to(who: Reminded) -> list[TaskEvent]:
    """What givers wrote by hand and the own agencies have not answered yet."""
    if not who.own:
        return []
    return list(unanswered(who.own, who.today).select_related("task__charge__giver", "task__agency")[:FIRST])
