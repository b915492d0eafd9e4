"""Draws up reports in one installation and prints, as JSON, how many milliseconds things took there."""

from __future__ import annotations

import io
import json
import os
from datetime import timedelta
from statistics import median
from typing import Any

import django

from .lists_worker import milliseconds

CHARGES = int(os.environ.get("BENCH_REPORT_CHARGES", "10"))
SHOWN = ("number", "title", "agency", "due", "status", "proved_by", "reason")
TITLE = "Việc đo số {}"
BODIES = "SELECT id FROM org_agency WHERE place_id IN (SELECT id FROM org_place WHERE province_id = %s)"
BARE = (
    "SELECT charge_id, stage, due_now < %s, proved_by, count(*) FROM directives_occurrence "
    "WHERE handed_on <= %s AND opens_on <= %s AND NOT (done_on < %s AND done_on IS NOT NULL) GROUP BY 1, 2, 3, 4"
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from atvsld.base.documents.official_word import as_docx
    from atvsld.directives.overview import overview
    from atvsld.directives.reporting.drawing.asked import Asked
    from atvsld.directives.reporting.drawing.tasks import tasks
    from atvsld.directives.reporting.drawing.whole import drawn_up
    from atvsld.directives.reporting.duties.days import occasions
    from atvsld.directives.reporting.duties.found import duties_to
    from atvsld.directives.reporting.duties.owed import owed_for
    from atvsld.directives.reporting.models import PERIODIC, TaskReport
    from atvsld.directives.reporting.written.whole import official
    from atvsld.directives.tasks.models import Charge
    from atvsld.org.people.models import User
    from atvsld.org.people.scoping import scope_of

    call_command("migrate", verbosity=0)
    if not User.objects.exists():
        for name in ("load_statutes", "load_places", "load_agencies", "load_demo"):
            call_command(name, verbosity=0, stdout=io.StringIO())
    if not Charge.objects.filter(title=TITLE.format(0)).exists():
        _charge_the_nation()
    today = timezone.localdate()
    labour, ministry = (scope_of(User.objects.get(username=name)) for name in ("labour", "ministry"))
    row = TaskReport.objects.select_related("agency__place__province", "agency__parent", "document").get(
        agency__kind="department_home_affairs", form=PERIODIC
    )
    figures = drawn_up(labour, row, today)
    duty = duties_to(labour, [row.agency], today)[0]
    occasion = occasions(duty, today)[-1]
    whole = _of_the_nation(row)
    first = today - timedelta(days=365)

    def bare() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [today, today, today, first])
            return cursor.fetchall()

    def bare_owed() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(BODIES, [row.province_id])
            found = cursor.fetchall()
            cursor.execute("SELECT agency_id, state FROM directives_taskreport WHERE duty = %s", [duty.key])
            return [found, cursor.fetchall()]

    told = {
        "drawn": lambda: drawn_up(labour, row, today),
        "screen": lambda: overview(labour, row.agency.place, today.year, today=today),
        "word": lambda: as_docx(official(figures, {})),
        "bare_word": lambda: _bare_word(figures),
        "owed": lambda: owed_for(duty, occasion, today),
        "bare_owed": bare_owed,
        "whole": lambda: tasks(Asked(ministry, whole, today)),
        "bare_whole": bare,
    }
    spent = {name: median(milliseconds(act)) for name, act in told.items()}
    counts = {"tasks": figures["tasks"]["total"], "bodies": figures["children"]["total"],
              "nation": tasks(Asked(ministry, whole, today))["total"]}  # fmt: skip
    print(json.dumps(spent | counts))


def _charge_the_nation() -> None:
    """So many charges of the ministry to every commune."""
    from django.utils import timezone

    from atvsld.directives.tasks.authority import all_below
    from atvsld.directives.tasks.causes import NamedCause, name_cause
    from atvsld.directives.tasks.handing import hand_out
    from atvsld.directives.tasks.rules import Wanted
    from atvsld.org.agencies.find import agency_for
    from atvsld.org.people.models import User
    from atvsld.org.people.scoping import scope_of

    scope = scope_of(User.objects.get(username="ministry"))
    giver = agency_for("ministry_home_affairs", None)
    assert giver is not None
    today = timezone.localdate()
    named = NamedCause("conclusion", "Kết luận để đo", giver.name_vi, "", today)
    cause, communes = name_cause(scope, giver, named), list(all_below(giver))
    for number in range(CHARGES):
        due = today + timedelta(days=10 * number - 40)
        hand_out(scope, cause, giver, Wanted(TITLE.format(number), first_due=due), communes,
                 today=today - timedelta(days=60))  # fmt: skip


def _of_the_nation(like: Any) -> Any:
    """A report of the ministry that is not kept."""
    from atvsld.directives.reporting.models import TaskReport
    from atvsld.org.agencies.find import agency_for

    return TaskReport(
        agency=agency_for("ministry_home_affairs", None), first_day=like.first_day, last_day=like.last_day
    )


def _bare_word(figures: dict[str, Any]) -> bytes:
    import docx

    document, rows = docx.Document(), figures["tasks"]["rows"]
    table = document.add_table(rows=len(rows), cols=7)
    for line, row in zip(table.rows, rows, strict=True):
        for cell, name in zip(line.cells, SHOWN, strict=True):
            cell.text = str(row[name])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


if __name__ == "__main__":
    main()
