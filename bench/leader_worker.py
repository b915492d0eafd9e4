"""Opens the leader's screen of one installation and prints, as JSON, how many milliseconds whole pages took.

Units: the nation, every province with accidents, the busiest commune of each; this year and the last; each measure.
Some victims were changed a moment ago, so that no file speaks for them. `fresh`: one more was changed since the screen
was opened last, each time. `bare`: what the screen counts, four aggregates written by hand in SQL over the same Parquet
files.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

import django

from .lists_worker import RUNS, milliseconds

CHANGED = 500


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    django.setup()
    from django.conf import settings

    from atvsld.figures.lake.compaction import compact

    settings.ALLOWED_HOSTS = ["*"]
    compact()
    with changed_a_moment_ago():
        spent: dict[str, list[float]] = {"page": [], "fresh": [], "bare": [], "programme": []}
        opened = 0
        for kind, act in acts():
            spent[kind] += milliseconds(act)
            if kind == "page":
                opened += 1
                spent["fresh"] += after_a_change(act)
    told = {kind: quantiles(values, n=20)[-1] for kind, values in spent.items()}
    told |= {f"{kind}_median": median(spent[kind]) for kind in ("page", "fresh", "bare")}
    print(json.dumps(told | {"screens": opened, "changed": CHANGED}))


@contextmanager
def changed_a_moment_ago() -> Iterator[None]:
    """As after a change of so many victims, spread over the register: what is read of them comes from the database."""
    from atvsld.accidents.models import Victim
    from atvsld.base.models import Change

    count = Victim.objects.count()
    ids = Victim.objects.order_by("pk").values_list("pk", flat=True)[:: max(1, count // CHANGED)]
    before = set(Change.objects.values_list("pk", flat=True))
    Change.objects.bulk_create([Change(register="victims", object_id=pk) for pk in list(ids)[:CHANGED]])
    try:
        yield
    finally:
        Change.objects.exclude(pk__in=before).delete()


def after_a_change(act: Callable[[], Any]) -> list[float]:
    """How long it takes each time that one of the changed victims has changed once more; noting that is not counted."""
    from atvsld.base.models import Change

    ids = list(Change.objects.filter(register="victims").order_by("pk").values_list("object_id", flat=True)[:RUNS])
    spent = []
    for pk in ids:
        Change.objects.create(register="victims", object_id=pk)
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def acts() -> Iterator[tuple[str, Callable[[], Any]]]:
    from django.test import Client
    from django.utils import timezone

    from atvsld.web.overview.asked import MEASURES

    year = timezone.localdate().year
    for user, unit, ids in leaders():
        client = Client()
        client.force_login(user)
        for asked in (year, year - 1):
            for measure in MEASURES:
                query = {"unit": unit, "year": asked, "measure": measure}
                yield "page", lambda query=query, client=client: opened(client, "/tong-quan/", query)
            yield "bare", lambda asked=asked, ids=ids: by_hand(asked, ids)
    for user, _unit, _ids in leaders():
        client = Client()
        client.force_login(user)
        for path in programmes_for(client):
            yield "programme", lambda client=client, path=path: opened(client, path, {})


def opened(client: Any, path: str, query: dict[str, Any]) -> None:
    answer = client.get(path, query)
    assert answer.status_code == 200, (path, query, answer.status_code)


def programmes_for(client: Any) -> list[str]:
    """The pages of the programmes with targets that the person may open."""
    from atvsld.directives.programmes import PROGRAMMES

    paths = [f"/chuong-trinh/{name}/" for name, programme in PROGRAMMES.items() if programme.targets]
    return [path for path in paths if client.get(path).status_code == 200]


def leaders() -> Iterator[tuple[Any, str, list[int]]]:
    """(a person, the unit of their screen, the rows of places in which its cases are recorded; none: everywhere)."""
    from django.db.models import Count

    from atvsld.accidents.models import Accident
    from atvsld.base import lists
    from atvsld.org.places.models import Place

    yield somebody("ministry"), "VN", []
    found = Accident.objects.values_list("event_province_id").exclude(event_province=None).annotate(n=Count("pk"))
    for province_id, _n in found.order_by("-n"):
        province = Place.objects.get(pk=province_id)
        if province.valid_to is not None:
            continue
        yield somebody("leader", place=province), province.code, sorted(lists.lineage([province_id]))
        communes = Accident.objects.filter(event_province_id=province_id).exclude(event_commune=None)
        busiest = communes.values_list("event_commune_id").annotate(n=Count("pk")).order_by("-n").first()
        commune = Place.objects.get(pk=busiest[0])
        yield somebody("leader", place=commune), commune.code, sorted(lists.lineage([commune.pk]))


def somebody(role: str, **unit: Any) -> Any:
    """The same in an installation that was kept."""
    from atvsld.org.people.models import User
    from atvsld.testing import make_user

    name = f"bench.{role}.{unit['place'].code}" if unit else f"bench.{role}"
    return User.objects.filter(username=name).first() or make_user(role, username=name, **unit)


def by_hand(year: int, ids: list[int]) -> None:
    """By month and by unit, each by head office and by place of the event: read from the files alone."""
    from atvsld.figures.lake import snapshot

    sums = "count(*), sum((severity = 'fatal')::int), sum((severity = 'severe')::int) FROM victims WHERE"
    work = "has_labour_contract AND NOT is_commuting"
    places = ", ".join(map(str, ids))

    def lying(side: str) -> str:
        return f" AND ({side}_province_id IN ({places}) OR {side}_commune_id IN ({places}))" if ids else ""

    with snapshot("victims") as taken:
        taken.current("victims")
        years = f"year BETWEEN {year - 5} AND {year}"
        for sql in (
            f"SELECT year, month, {sums} {years} AND {work}{lying('reporting')} GROUP BY ALL",
            f"SELECT reporting_commune_id, {sums} year = {year} AND {work}{lying('reporting')} GROUP BY ALL",
            f"SELECT year, month, {sums} {years}{lying('event')} GROUP BY ALL",
            f"SELECT event_commune_id, {sums} year = {year}{lying('event')} GROUP BY ALL",
        ):
            taken.cursor.execute(sql).fetchall()


if __name__ == "__main__":
    main()
