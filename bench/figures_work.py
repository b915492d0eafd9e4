"""Inside of the group `figures`: one installation, filled, compacted, changed and measured; answers in JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

RUNS = 7


def measure(victims: str, changed: str) -> dict[str, Any]:
    """Fill the tables, write the lake, change rows through the services, then measure both units."""
    from django.conf import settings
    from django.core.management import call_command

    from atvsld.base.lists import facts
    from atvsld.figures.lake.compaction import compact

    from .figures_data import fill as fill_tables
    from .kept import is_whole, note_whole

    place = Path(settings.ATVSLD_VAR)
    if not is_whole(place):
        call_command("migrate", interactive=False, verbosity=0)
        for name in ("load_statutes", "load_places"):
            call_command(name, verbosity=0)
        fill_tables(int(victims))
        note_whole(place)
    read = seconds_of(lambda: [sum(1 for _ in fact.rows(None)) for fact in facts().values()])
    rebuilt = seconds_of(compact)
    _change(int(victims), int(changed))
    said = {unit: _beside_by_hand(unit) for unit in ("province", "nation")}
    return {"victims": int(victims), "read": read, "rebuilt": rebuilt, "megabytes": _megabytes_of_forms(), **said}


def first(unit: str) -> dict[str, Any]:
    """The first form of a process, imports of the engine included."""
    return {"seconds": seconds_of(lambda: _form(unit))}


def _change(victims: int, changed: int) -> None:
    from django.db import transaction

    from atvsld.accidents.models import Victim
    from atvsld.base.lists import register
    from atvsld.base.scope import system_scope

    held = system_scope("bench", "victims.view", "victims.edit", "accidents.view", "accidents.edit")
    with transaction.atomic():
        for pk in Random(5).sample(range(1, victims + 1), changed):
            victim = Victim.objects.get(pk=pk)
            values = {"lost_days": (victim.lost_days or 0) + 1}
            register("victims").services.update(held, victim, values, via="bench")


def _beside_by_hand(unit: str) -> dict[str, float]:
    from .figures_reference import by_hand, differences

    request, ours, theirs = _request(unit), [], []
    filled = _form(unit)
    with by_hand(request) as ask:
        wrong = differences(filled, request, ask())
        if wrong:
            raise SystemExit(f"{len(wrong)} cells of {unit} differ: {wrong[:5]}")
        for _ in range(RUNS):
            ours.append(seconds_of(lambda: _form(unit)))
            theirs.append(seconds_of(ask))
    return {"seconds": median(ours), "by_hand": median(theirs)}


def _form(unit: str) -> Any:
    from atvsld.base.scope import system_scope
    from atvsld.figures.forms import fill

    return fill(system_scope("bench", "figures.view"), _request(unit))


def _request(unit: str) -> Any:
    from atvsld.figures.forms import FormRequest
    from atvsld.org.places.models import Place
    from atvsld.statutes.period import Period

    from .figures import YEAR

    provinces = Place.objects.filter(level=Place.Level.PROVINCE, valid_to=None).order_by("code")
    return FormRequest("pl-xiv", Period(YEAR), place=provinces.first() if unit == "province" else None)


def _megabytes_of_forms() -> float:
    """Of a process like a web worker: it has filled both forms and nothing else."""
    import subprocess

    done = subprocess.run([sys.executable, "-m", "bench.figures_work", "memory"], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])["megabytes"]


def memory() -> dict[str, float]:
    for unit in ("province", "nation") * 3:
        _form(unit)
    told = Path("/proc/self/status").read_text("utf-8").splitlines()
    (kilobytes,) = (line.split()[1] for line in told if line.startswith("VmHWM"))
    return {"megabytes": int(kilobytes) / 1000}


def seconds_of(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    import django

    django.setup()
    task, *words = sys.argv[1:]
    print(json.dumps({"measure": measure, "first": first, "memory": memory}[task](*words)))
