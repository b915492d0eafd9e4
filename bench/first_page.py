"""From a bare clone to the first page: `make run`, packages and demonstration included, with uv and with pip.

The caches of the package tools are as the machine has them, for the reference (packages alone) too.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .row import Row

HERE = Path(__file__).resolve().parents[1]
PORT = 18767
PATIENCE_SECONDS = 600
# What a process of the bench has set and a person with a bare clone has not.
OF_THE_BENCH = ("ATVSLD_VAR", "DJANGO_SETTINGS_MODULE", "LOG_LEVEL", "DATABASE_URL", "VIRTUAL_ENV", "MAKEFLAGS")
# Runs, and seconds to reach. pip is slow and is measured once.
WANTED = {"uv": (2, 45), "pip": (1, 120)}


def rows() -> list[Row]:
    return [_row(tool, runs, seconds) for tool, (runs, seconds) in WANTED.items()]


def _row(tool: str, runs: int, seconds: int) -> Row:
    spent, reference = median(_first_page(tool) for _ in range(runs)), median(_packages(tool) for _ in range(runs))
    what = f"bare clone to the first page, {tool} ({runs} {'run' if runs == 1 else 'runs'})"
    return Row(what, spent, "s", reference, "make install", f"<= {seconds} s")


def _first_page(tool: str) -> float:
    with TemporaryDirectory(prefix="atvsld-clone-") as folder:
        environment = _environment(tool, Path(folder))
        begun = time.perf_counter()
        clone = _clone(folder)
        server = subprocess.Popen(
            ["make", "run"], cwd=clone, env=environment | {"PORT": str(PORT)},
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            while time.perf_counter() - begun < PATIENCE_SECONDS and server.poll() is None:
                try:
                    if urllib.request.urlopen(f"http://127.0.0.1:{PORT}/dang-nhap/", timeout=10).status == 200:
                        return time.perf_counter() - begun
                except OSError:
                    time.sleep(0.1)
            raise SystemExit("the first page was not answered")
        finally:
            # `make` is replaced by the server or waits for it; either way the group is ours.
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
            time.sleep(1)


def _packages(tool: str) -> float:
    with TemporaryDirectory(prefix="atvsld-clone-") as folder:
        environment, clone = _environment(tool, Path(folder)), _clone(folder)
        begun = time.perf_counter()
        subprocess.run(["make", "install"], cwd=clone, env=environment, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begun


def _clone(folder: str) -> Path:
    subprocess.run(["git", "clone", "-q", str(HERE), f"{folder}/atvsld"], check=True)
    return Path(folder) / "atvsld"


def _environment(tool: str, folder: Path) -> dict[str, str]:
    """A person's; where pip is measured, a `uv` that does not work stands before the machine's own."""
    found = {name: value for name, value in os.environ.items() if name not in OF_THE_BENCH}
    # The interpreter of this bench need not be the one that a fresh clone finds.
    found["PATH"] = os.pathsep.join(p for p in found["PATH"].split(os.pathsep) if not p.startswith(str(HERE)))
    if tool == "pip":
        hidden = folder / "bin"
        hidden.mkdir()
        (hidden / "uv").write_text("#!/bin/sh\nexit 127\n", "ascii")
        (hidden / "uv").chmod(0o755)
        found["PATH"] = f"{hidden}{os.pathsep}{found['PATH']}"
    return found
