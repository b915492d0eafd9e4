"""Two installations with a million accidents, one on SQLite and one on PostgreSQL, made once for a run of the bench."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tools.postgres import NoPostgresError, private_cluster

from .kept import folder, is_whole, note_whole
from .row import PROGRAM

DATABASES = ("SQLite", "PostgreSQL")
# The whole is made for a million; a smaller number tries out the bench itself, and its table says so.
ACCIDENTS = int(os.environ.get("BENCH_ACCIDENTS", "1000000"))
_open = ExitStack()


@cache
def installation(database: str) -> dict[str, str] | None:
    """The environment of a program that works there; None where there is no PostgreSQL on the machine."""
    place = _open.enter_context(folder(f"{database}-{ACCIDENTS}"))
    environment = os.environ | {"ATVSLD_VAR": str(place / "var"), "LOG_LEVEL": "ERROR"}
    environment.pop("DATABASE_URL", None)
    if database == "PostgreSQL":
        try:
            cluster = place / "cluster"
            cluster.mkdir(exist_ok=True)
            environment["DATABASE_URL"] = _open.enter_context(private_cluster(cluster))
        except NoPostgresError as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)
            return None
    if not is_whole(place):
        establishments = str(max(100, ACCIDENTS // 50))
        filled = ["demo", "--establishments", establishments, "--accidents", str(ACCIDENTS), "--seed", "7"]
        subprocess.run([PROGRAM, *filled], env=environment, check=True, stdout=sys.stderr)
        note_whole(place)
    return environment


def run_in(database: str, module: str) -> str:
    """What `python -m bench.MODULE` prints there; nothing where there is no such database."""
    environment = installation(database)
    if environment is None:
        return ""
    command = [sys.executable, "-m", module]
    here = Path(__file__).resolve().parents[1]
    return subprocess.run(command, env=environment, cwd=here, check=True, stdout=subprocess.PIPE, text=True).stdout


def close() -> None:
    """Stop the cluster."""
    _open.close()
    installation.cache_clear()
