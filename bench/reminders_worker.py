"""Prints, as JSON, how many milliseconds reminders took in the installation that `tasks_worker` filled."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import django

from .tasks_worker import opener, province, run, spent, today

# What is overdue for longer than a commune's tasks may be before the nation is told.
BARE_SUMS = """
SELECT province_id, sum(n), min(due_now) FROM directives_tasktally
WHERE stage IN (1, 2) AND due_now <= %s AND province_id > 0 GROUP BY 1
"""
BARE_ROWS = """
SELECT agency_id, count(*), min(due_now) FROM directives_occurrence
WHERE {} = %s AND stage IN (1, 2) AND due_now <= %s GROUP BY 1
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    django.setup()
    print(json.dumps(measured()))


def measured() -> dict[str, float]:
    from django.conf import settings
    from django.test import Client

    from atvsld.directives.reminders.calendar_addresses import renew
    from atvsld.directives.tasks.occurrences import Occurrence
    from atvsld.org.people.scoping import scope_of
    from atvsld.org.places.models import Place
    from atvsld.web.reminders.mail.digest import written

    from .leader_worker import somebody

    settings.ALLOWED_HOSTS, settings.ATVSLD_PUBLIC_URL = ["*"], "https://atld.thu.vn"
    day, largest, path = today(), province(), "/don-doc/"
    commune = Place.objects.communes_of(largest).in_force().first()
    told: dict[str, float] = {"rows": Occurrence.objects.count()}
    told["nation"] = spent(opener("ministry", path=path))
    told["bare_nation"] = spent(lambda: run(BARE_SUMS, day - timedelta(days=30)))
    told["list"] = spent(opener("ministry", path="/don-doc/top/overdue/"))
    told["province"] = spent(opener("labour", path=path, place=largest))
    told["leader"] = spent(opener("leader", path=path, place=largest))
    told["bare_province"] = spent(lambda: run(BARE_ROWS.format("province_id"), largest.pk, day))
    told["commune"] = spent(opener("commune", path=path, place=commune))
    told["bare_commune"] = spent(lambda: run(BARE_ROWS.format("commune_id"), commune.pk, day))
    user = somebody("commune", place=commune)
    address = f"/lich/{renew(user)}.ics"
    client = Client()
    told["calendar"] = spent(lambda: _is_there(client, address))
    told["digest"] = spent(lambda: written(user, scope_of(user), "a@thu.vn", day, day - timedelta(days=7)) and None)
    return told


def _is_there(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.status_code


if __name__ == "__main__":
    main()
