"""Fills an installation with the tasks of the nation, or prints, as JSON, how many milliseconds things took there."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from statistics import median
from typing import Any

import django

from .lists_worker import milliseconds

DAYS = 34
# Of each commune's tasks: most are accepted; of what has fallen due most is done, some of it late.
SPREAD = """
UPDATE directives_occurrence SET accepted_on = handed_on + (task_id %% 9)::int,
  done_on = CASE WHEN due_now < %(today)s AND (id * 7919) %% 100 < 84 THEN due_now + ((id * 31) %% 40 - 32)::int END,
  proved_by = CASE WHEN due_now < %(today)s AND (id * 7919) %% 100 < 84 THEN 'word' ELSE '' END,
  stage = CASE WHEN due_now < %(today)s AND (id * 7919) %% 100 < 84
               THEN CASE WHEN (id * 31) %% 40 > 32 THEN 4 ELSE 3 END ELSE 2 END
WHERE (task_id * 13) %% 10 > 0
"""
COUNTED = """
INSERT INTO directives_tasktally (charge_id, province_id, opens_on, due_now, stage, n)
SELECT charge_id, coalesce(province_id, 0), opens_on, due_now, stage, count(*)
FROM directives_occurrence GROUP BY 1, 2, 3, 4, 5
"""
BARE_SUMS = """
SELECT charge_id, province_id, stage, due_now < %s, opens_on > %s, sum(n)
FROM directives_tasktally GROUP BY 1, 2, 3, 4, 5
"""
BARE_ROWS = """
SELECT agency_id, stage, due_now < %s, opens_on > %s, count(*)
FROM directives_occurrence WHERE {} = %s GROUP BY 1, 2, 3, 4
"""
BARE_PAST = """
SELECT charge_id, province_id, done_on <= %s, due_on < %s, opens_on > %s, count(*)
FROM directives_occurrence WHERE handed_on <= %s GROUP BY 1, 2, 3, 4, 5
"""
BARE_WITHDRAW = "UPDATE directives_occurrence SET stage = 6, ended_on = %s WHERE charge_id = %s AND stage IN (1, 2, 5)"
BARE_INSERT = """
INSERT INTO directives_occurrence (task_id, charge_id, agency_id, province_id, commune_id, number, opens_on,
  due_on, due_now, stage, handed_on, proved_by, is_tangled)
SELECT task_id, charge_id, agency_id, province_id, commune_id, number + 1000, opens_on,
  due_on, due_now, stage, handed_on, '', false FROM directives_occurrence WHERE charge_id = %s
"""


def main(words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    django.setup()
    if words[0] == "fill":
        fill(int(words[1]))
    else:
        print(json.dumps(measured()))


def fill(charges: int) -> None:
    """All by the verb itself; how far each has come is then spread by hand, and counted as the check would."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from atvsld.base.bulk.indexes import made_at_the_end
    from atvsld.directives.tasks.occurrences import Occurrence
    from atvsld.testing import load_reference_data

    call_command("migrate", verbosity=0)
    load_reference_data()
    with transaction.atomic(), made_at_the_end(Occurrence):
        for number in range(charges):
            hand_out_one(number)
        with connection.cursor() as cursor:
            cursor.execute(SPREAD, {"today": today()})
            cursor.execute("UPDATE directives_task SET accepted_on = date '2024-04-10' WHERE (id * 13) % 10 > 0")
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE directives_tasktally")
        cursor.execute(COUNTED)
        cursor.execute("VACUUM FULL directives_occurrence")
        cursor.execute("VACUUM ANALYZE")


def hand_out_one(number: int) -> Any:
    """One charge of the ministry to all communes of the nation, monthly, each charge on another day of the month."""
    from atvsld.directives.programmes import PROGRAMMES
    from atvsld.directives.tasks.authority import all_below
    from atvsld.directives.tasks.causes import cause_of_programme
    from atvsld.directives.tasks.handing import hand_out
    from atvsld.directives.tasks.rules import Wanted
    from atvsld.org.agencies.find import agency_for

    giver = agency_for("ministry_home_affairs", None)
    first = date(2024, 4, 1 + number % 28)
    last = date(2024 + (2 + DAYS) // 12, 1 + (2 + DAYS) % 12, 28)
    wanted = Wanted(f"Việc đo thử {number}", recurrence="monthly", first_due=first, last_day=last)
    cause = cause_of_programme(sorted(PROGRAMMES)[number % len(PROGRAMMES)])
    return hand_out(everything(), cause, giver, wanted, all_below(giver), via="bench", today=date(2024, 4, 1))


def measured() -> dict[str, float]:
    from django.conf import settings

    from atvsld.directives.tasks import due_services
    from atvsld.directives.tasks.occurrences import Occurrence, ToldDay
    from atvsld.directives.tasks.status import Stage
    from atvsld.directives.tasks.withdrawing import withdraw_charge
    from atvsld.org.places.models import Place

    settings.ALLOWED_HOSTS = ["*"]
    told: dict[str, float] = {
        "rows": Occurrence.objects.count(),
        "communes": Place.objects.communes().in_force().count(),
    }
    day, nation, largest = today(), opener("ministry"), province()
    commune = Place.objects.communes_of(largest).in_force().first()
    told["nation"] = spent(nation)
    told["bare_nation"] = spent(lambda: run(BARE_SUMS, day, day))
    told["province"] = spent(opener("labour", place=largest))
    told["bare_province"] = spent(lambda: run(BARE_ROWS.format("province_id"), day, day, largest.pk))
    told["commune"] = spent(opener("commune", place=commune))
    told["bare_commune"] = spent(lambda: run(BARE_ROWS.format("commune_id"), day, day, commune.pk))
    told["past"] = spent(opener("labour", {"day": (day - timedelta(days=200)).isoformat()}, place=largest))
    past = (day - timedelta(days=200)).isoformat()
    open_past = opener("ministry", {"day": past})

    def never_told() -> None:
        ToldDay.objects.all().delete()
        open_past()

    told["past_first"], told["past_nation"] = once_more(never_told), spent(open_past)
    told["bare_past"] = spent(lambda: run(BARE_PAST, past, past, past, past))
    told["list"] = spent(opener("ministry", path="/viec-giao/danh-sach/", query={"status": "overdue"}))
    opened = Occurrence.objects.filter(stage=Stage.ACCEPTED, due_now__lt=day).order_by("pk")
    rows = iter(opened.values_list("task_id", "number", "pk")[:100])
    scope = everything()

    def change() -> None:
        task, number, _pk = next(rows)
        due_services.close(scope, task, number, via="bench")
        nation()

    def bare_change() -> None:
        run("UPDATE directives_occurrence SET proved_by = 'word' WHERE id = %s", next(rows)[2])
        run(BARE_SUMS, day, day)

    with rolled_back():
        told["change"], told["bare_change"] = spent(change), spent(bare_change)
    charge = Occurrence.objects.values_list("charge_id", flat=True)[0]
    told["hand_out"] = once_more(lambda: hand_out_one(27))
    told["withdraw"] = once_more(lambda: withdraw_charge(scope, charge, "đo thử", via="bench"))
    told["bare_withdraw"] = once_more(lambda: run(BARE_WITHDRAW, day, charge))
    told["bare_hand_out"] = once_more(lambda: run(BARE_INSERT, charge))
    return told


def once_more(act: Callable[[], Any]) -> float:
    """Median of three times, each undone."""
    taken = []
    for _ in range(3):
        with rolled_back():
            start = time.perf_counter()
            act()
            taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def spent(act: Callable[[], Any]) -> float:
    return median(milliseconds(act))


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is deferred to the end of the transaction is asked, and all of it undone."""
    from django.db import connection, transaction

    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)


def today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def everything() -> Any:
    from atvsld.base.scope import system_scope

    return system_scope("bench", *(f"tasks.{verb}" for verb in ("view", "hand_out", "record", "act", "decide")))


def run(sql: str, *params: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        if cursor.description:
            cursor.fetchall()


def province() -> Any:
    """The province with most communes."""
    from django.db.models import Count

    from atvsld.org.places.models import Place

    communes = Place.objects.communes().in_force().values_list("province").annotate(n=Count("pk"))
    return Place.objects.get(pk=communes.order_by("-n")[0][0])


def opener(
    role: str, query: dict[str, str] | None = None, path: str = "/viec-giao/", **unit: Any
) -> Callable[[], None]:
    """Opens a page as somebody of that role."""
    from django.test import Client

    from .leader_worker import somebody

    client = Client()
    client.force_login(somebody(role, **unit))

    def act() -> None:
        answer = client.get(path, query or {})
        assert answer.status_code == 200, (path, query, answer.status_code)

    return act


if __name__ == "__main__":
    main(sys.argv[1:])
