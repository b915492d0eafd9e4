"""Tasks of the whole nation on PostgreSQL: 3,321 communes, 40 charges, each due 34 times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tools.postgres import NoPostgresError, private_cluster

from .kept import folder, is_whole, note_whole
from .row import Row

# The whole is made for forty; a smaller number tries out the bench itself, and its table says so.
CHARGES = int(os.environ.get("BENCH_CHARGES", "40"))
LIMIT = "<= 300 ms"


def rows() -> list[Row]:
    told = told_by("bench.tasks_worker")
    if not told:
        return []
    what = f"tasks, {told['rows']:,} occurrences"
    return [
        Row(f"{what}: Monday page, nation", told["nation"], "ms", told["bare_nation"], "bare SQL over the sums", LIMIT),
        Row(f"{what}: Monday page, largest province", told["province"], "ms", told["bare_province"],
            "bare SQL over its rows", LIMIT),
        Row(f"{what}: Monday page, commune", told["commune"], "ms", told["bare_commune"],
            "bare SQL over its rows", LIMIT),
        Row(f"{what}: one change and the nation after it", told["change"], "ms", told["bare_change"],
            "bare UPDATE and sums", LIMIT),
        Row(f"{what}: list of all overdue, with their count", told["list"], "ms", told["bare_nation"],
            "bare SQL over the sums", LIMIT),
        Row(f"{what}: Monday page, province, a past day", told["past"], "ms", told["bare_province"],
            "bare SQL over its rows"),
        Row(f"{what}: Monday page, nation, a past day told before", told["past_nation"] / 1000, "s",
            told["bare_past"] / 1000, "bare SQL over all rows", "<= 1 s"),
        Row(f"{what}: Monday page, nation, a past day nobody asked for yet", told["past_first"] / 1000, "s",
            told["bare_past"] / 1000, "bare SQL over all rows"),
        Row(f"{what}: one charge of {told['communes']:,} communes withdrawn", told["withdraw"] / 1000, "s",
            told["bare_withdraw"] / 1000, "bare UPDATE of the same rows", "<= 10 s"),
        Row(f"{what}: one charge to {told['communes']:,} communes", told["hand_out"] / 1000, "s",
            told["bare_hand_out"] / 1000, "bare INSERT of the same rows", "<= 10 s"),
    ]  # fmt: skip


def told_by(worker: str) -> dict[str, float]:
    """What a worker prints in the installation that `tasks_worker` fills once; nothing where there is no PostgreSQL."""
    with folder(f"tasks-{CHARGES}") as place:
        cluster = place / "cluster"
        cluster.mkdir(exist_ok=True)
        try:
            with private_cluster(cluster) as url:
                environment = os.environ | {"ATVSLD_VAR": str(place / "var"), "LOG_LEVEL": "ERROR", "DATABASE_URL": url}
                if not is_whole(place):
                    _run(environment, "bench.tasks_worker", "fill", str(CHARGES))
                    note_whole(place)
                found: dict[str, float] = json.loads(_run(environment, worker, "measure"))
                return found
        except NoPostgresError as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)
            return {}


def _run(environment: dict[str, str], worker: str, *words: str) -> str:
    here = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", worker, *words]
    return subprocess.run(command, env=environment, cwd=here, check=True, stdout=subprocess.PIPE, text=True).stdout
