"""Phụ lục XIV among a million victims, 500 of them changed a moment ago, beside the same breakdowns in SQL by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .kept import folder
from .row import Row

CHANGED, YEAR = 500, 2025
# The whole is made for a million; a smaller number tries out the bench itself, and its table says so.
VICTIMS = int(os.environ.get("BENCH_VICTIMS", "1000000"))
BY_HAND = "DuckDB SQL by hand, one query a breakdown"


def rows() -> list[Row]:
    """In an installation of its own, of which `bench.figures_work` is the inside."""
    with folder(f"figures-{VICTIMS}") as place:
        said = _in_new_process(place, "measure", str(VICTIMS), str(CHANGED))
        cold = {unit: _in_new_process(place, "first", unit) for unit in ("province", "nation")}
    found = []
    for unit in ("province", "nation"):
        what = f"Phụ lục XIV of {'a' if unit == 'province' else 'the'} {unit}, {said['victims']:,} victims"
        seconds, by_hand = said[unit]["seconds"], said[unit]["by_hand"]
        found.append(Row(f"{what}, warm", seconds, "s", by_hand, BY_HAND, "<= 2 x; <= 0.5 s"))
        found.append(Row(f"{what}, first of a process", cold[unit]["seconds"], "s", by_hand, BY_HAND))
    found.append(Row("lake written anew from the database", said["rebuilt"], "s", said["read"], "reading its rows"))
    found.append(Row("memory of a process that filled both", said["megabytes"], "MB", 350, "the limit", "<= 350 MB"))
    return found


def _in_new_process(place: Path, *words: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.figures_work", *words], env=os.environ | {"ATVSLD_VAR": str(place)},
        cwd=Path(__file__).resolve().parents[1], stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])
