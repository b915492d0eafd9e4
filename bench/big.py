"""Two installations with a million accidents, one on SQLite and one on PostgreSQL, made once for a run of the bench."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tools.postgres import NoPostgresError, private_cluster

from .row import PROGRAM

DATABASES = ("SQLite", "PostgreSQL")
# The whole is made for a million; a smaller number tries out the bench itself, and its table says so.
ACCIDENTS = int(os.environ.get("BENCH_ACCIDENTS", "1000000"))
_open = ExitStack()


@cache
def installation(database: str) -> dict[str, str] | None:
    """The environment of a program that works there; None where there is no PostgreSQL on the machine."""
    environment = os.environ | {"ATVSLD_VAR": mkdtemp(prefix=f"atvsld-big-{database}-"), "LOG_LEVEL": "ERROR"}
    environment.pop("DATABASE_URL", None)
    if database == "PostgreSQL":
        try:
            environment["DATABASE_URL"] = _open.enter_context(private_cluster())
        except NoPostgresError as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)
            return None
    establishments = str(max(100, ACCIDENTS // 50))
    filled = ["demo", "--establishments", establishments, "--accidents", str(ACCIDENTS), "--seed", "7"]
    subprocess.run([PROGRAM, *filled], env=environment, check=True, stdout=sys.stderr)
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
