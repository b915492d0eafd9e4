"""Asks one installation for lists of accidents and prints, as JSON, how many milliseconds answers took.

`database`: every statement of the page, its session and scope included, asked again one after the other. `bare`: an
exact count and fifty rows by SQL written by hand, with the same indexes. `page`: the whole answer, signed
in. Questions: commune, province and nation, with and without unit, year, severity and words; the first page, the tenth
and the last.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import django

RUNS = 5
ENOUGH_MS = 1_000
FIRST_YEAR = 2024


@dataclass(frozen=True)
class Question:
    """A person's list: the address of the page, and the same as a WHERE of hand-written SQL."""

    who: str
    query: dict[str, str]
    where: str
    params: list[Any] = field(default_factory=list)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    people = make_people()
    spent: dict[str, list[float]] = {"database": [], "bare": [], "page": []}
    asked = [*questions(people)]
    for question in asked:
        for kind, act in acts(people, question).items():
            spent[kind] += milliseconds(act)
    broad, share = broad_question(people)
    broad_spent = {kind: sorted(milliseconds(act))[RUNS // 2] for kind, act in acts(people, broad).items()}
    told = {kind: quantiles(values, n=20)[-1] for kind, values in spent.items()}
    told |= {"broad": broad_spent["page"], "broad_bare": broad_spent["bare"], "share": share}
    print(json.dumps(told))


def milliseconds(act: Callable[[], Any]) -> list[float]:
    """Of several runs after one that is not counted; of fewer where one takes seconds, each then counted as often."""
    act()
    spent: list[float] = []
    while len(spent) < RUNS and sum(spent) < ENOUGH_MS:
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    return (spent * RUNS)[:RUNS]


@dataclass(frozen=True)
class People:
    """Somebody of the ministry, of the province and of the commune with most accidents; and what they may see."""

    users: dict[str, Any]
    clauses: dict[str, str]
    province: int
    commune: int


def make_people() -> People:
    from django.db.models import Count

    from atvsld.accidents.models import Accident
    from atvsld.org.people.models import User
    from atvsld.org.people.scoping import scope_of
    from atvsld.org.places.models import Place
    from atvsld.testing import make_user

    def busiest(column: str) -> Place:
        first = (
            Accident.objects.values_list(column).annotate(Count("pk")).order_by("-pk__count").exclude(**{column: None})
        )
        return Place.objects.get(pk=first[0][0])

    province, commune = busiest("event_province_id"), busiest("event_commune_id")

    def somebody(role: str, **unit: Any) -> Any:
        """The same in an installation that was kept."""
        known = User.objects.filter(username=f"bench.{role}").first()
        return known or make_user(role, username=f"bench.{role}", **unit)

    users = {
        "nation": somebody("ministry"),
        "province": somebody("labour", place=province),
        "commune": somebody("commune", place=commune),
    }
    clauses = {"nation": ""}
    for who in ("province", "commune"):
        ids = ", ".join(str(pk) for part in scope_of(users[who]).parts for pk in sorted(part.place_ids))
        columns = Accident.scope_columns.places
        clauses[who] = " AND (" + " OR ".join(f"a.{column} IN ({ids})" for column in columns) + ")"
    return People(users, clauses, province.pk, commune.pk)


def questions(people: People) -> Iterator[Question]:
    from atvsld.accidents.models import Accident

    some = Accident.objects.order_by("-pk").values_list("receipt_number", "search_text")[1000]
    receipt, rare = some[0], rarest(some[1].split())
    for who in people.users:
        year = f"a.occurred_on BETWEEN '{FIRST_YEAR}-01-01' AND '{FIRST_YEAR}-12-31'"
        wheres: list[tuple[dict[str, str], str]] = [
            ({}, ""),
            ({"year": str(FIRST_YEAR)}, f" AND {year}"),
            ({"severity": "fatal"}, " AND a.severity = 'fatal'"),
            ({"severity": "minor"}, " AND a.severity = 'minor'"),
            ({"year": str(FIRST_YEAR), "severity": "severe"}, f" AND {year} AND a.severity = 'severe'"),
            ({"unit": named(people.commune)}, f" AND a.event_commune_id IN ({lineage(people.commune)})"),
            ({"unit": named(people.province)}, f" AND a.event_province_id IN ({lineage(people.province)})"),
            ({"page": "10"}, ""),
            ({"page": "1000000"}, ""),
        ]
        for query, where in wheres:
            yield Question(who, query, people.clauses[who] + where)
        for text in (receipt, rare):
            clause, param = by_words(text)
            yield Question(who, {"q": text}, people.clauses[who] + clause, [param])
            yield Question(
                who, {"q": text, "year": str(FIRST_YEAR)}, f"{people.clauses[who]}{clause} AND {year}", [param]
            )


def broad_question(people: People) -> tuple[Question, float]:
    """A word that stands in very many accidents, asked for the nation; and one in how many holds it."""
    from atvsld.accidents.models import Accident
    from atvsld.base.words import matching

    words = Accident.objects.order_by("-pk").values_list("search_text", flat=True)[2000].split()
    total = Accident.objects.count()
    word, held = max(
        ((word, matching(Accident.objects.all(), word).count()) for word in words), key=lambda pair: pair[1]
    )
    clause, param = by_words(word)
    return Question("nation", {"q": word}, people.clauses["nation"] + clause, [param]), total / held


def rarest(words: list[str]) -> str:
    """Of the words of an address the one that fewest accidents hold: what somebody who looks for it types."""
    from atvsld.accidents.models import Accident
    from atvsld.base.words import matching

    long = [word for word in words if len(word) > 2 and word.isalpha()]
    return min(long, key=lambda word: matching(Accident.objects.all(), word).count())


def named(place_id: int) -> str:
    from atvsld.org.places.models import Place

    return Place.objects.get(pk=place_id).label


def lineage(place_id: int) -> str:
    from atvsld.base import lists

    return ", ".join(str(pk) for pk in sorted(lists.lineage([place_id])))


def by_words(text: str) -> tuple[str, str]:
    from django.db import connection

    from atvsld.base.search import folded_words
    from atvsld.base.words import fts5_query, tsquery

    words = folded_words(text)
    if connection.vendor == "sqlite":
        found = "SELECT rowid FROM accidents_accident_words WHERE accidents_accident_words MATCH %s"
        return f" AND a.id IN ({found})", fts5_query(words)
    return " AND to_tsvector('simple', a.search_text) @@ to_tsquery('simple', %s)", tsquery(words)


def acts(people: People, question: Question) -> dict[str, Callable[[], Any]]:
    from django.db import connection
    from django.http import QueryDict
    from django.test import Client

    from atvsld.accidents.registers import ACCIDENTS
    from atvsld.base.codelists.reading import CodeLists
    from atvsld.base.surfaces.filters import listed
    from atvsld.org.people.scoping import scope_of

    user = people.users[question.who]
    held, codes = scope_of(user), CodeLists()
    client = Client()
    client.force_login(user)
    query = QueryDict(mutable=True)
    query.update(question.query)
    page = int(question.query.get("page", 1))
    where = "a.voided_at IS NULL AND a.landing IS NULL" + question.where

    def offset(total: int) -> int:
        return min(page - 1, max(0, (total - 1) // 50)) * 50

    statements: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    def whole_page() -> None:
        answer = client.get("/tai-nan/", question.query)
        assert answer.status_code == 200, answer.status_code

    whole_page()
    with connection.execute_wrapper(keep):
        whole_page()

    def database() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                if cursor.description:
                    cursor.fetchall()

    def bare() -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM accidents_accident a WHERE {where}", question.params)
            total = cursor.fetchone()[0]
            joined = "LEFT JOIN org_establishment e ON e.id = a.establishment_id"
            order = "ORDER BY a.occurred_on DESC, a.occurred_at DESC, a.id DESC LIMIT 50"
            sql = f"SELECT a.*, e.name FROM accidents_accident a {joined} WHERE {where} {order} OFFSET {offset(total)}"
            cursor.execute(sql, question.params)
            return len(cursor.fetchall())

    _, listing = listed(ACCIDENTS, held, query, codes)
    total = listing.count()
    assert len(listing[offset(total) : offset(total) + 50]) == bare(), question
    return {"database": database, "bare": bare, "page": whole_page}


if __name__ == "__main__":
    main()
