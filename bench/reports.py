"""A report of a demonstration's province: drawn up, as Word, and who owes one; and the tasks of the nation's report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .kept import folder
from .row import Row


def rows() -> list[Row]:
    """In an installation of the demonstration, of which `bench.reports_worker` is the inside."""
    with folder("reports") as place:
        done = subprocess.run(
            [sys.executable, "-m", "bench.reports_worker"], env=os.environ | {"ATVSLD_VAR": str(place)},
            cwd=Path(__file__).resolve().parents[1], stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
    said = json.loads(done.stdout.splitlines()[-1])
    what = f"report of a province, {said['tasks']:,} tasks, {said['bodies']} bodies"
    return [
        Row(f"{what}: drawn up", said["drawn"], "ms", said["screen"], "the leader's figures of the unit", "<= 1 s"),
        Row(f"{what}: Word", said["word"], "ms", said["bare_word"], "python-docx: its rows, a bare table", "<= 2 s"),
        Row(f"{what}: who owes one", said["owed"], "ms", said["bare_owed"], "bare SQL: agencies and reports"),
        Row(f"tasks of a report, nation, {said['nation']:,} occurrences", said["whole"], "ms", said["bare_whole"],
            "bare SQL: GROUP BY over its rows", "<= 2 s"),
    ]  # fmt: skip
