"""`make test`: every test on SQLite, then on PostgreSQL, then those in a browser; one summary at the end.

A part whose machinery is absent is named and left out; with CI=true that is a failure.
Arguments are handed to pytest: `python -m tools.run_tests -k accidents`.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.browser import find_chromium
from tools.postgres import NoPostgresError, answers, private_cluster

IS_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


@dataclass(frozen=True)
class Outcome:
    """What one part of the tests gave."""

    part: str
    is_good: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    note: str = ""

    def line(self) -> str:
        state = "ok    " if self.is_good else "FAILED"
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped, {self.seconds:.0f} s"
        return f"{state} {self.part:<11} {self.note or counts}"


def absent(part: str, why: str) -> Outcome:
    """A part that cannot run on this machine."""
    return Outcome(part, is_good=not IS_CI, note=f"did not run: {why}")


def run(part: str, marker: str, jobs: str, extra: Iterable[str], **given: str) -> Outcome:
    """One run of pytest with these variables; no test found is a failure, for then nothing was shown."""
    print(f"\n=== {part}", flush=True)
    started = time.monotonic()
    # Byte code is kept: the tests start the program some hundred times, and compiling it anew takes two seconds each.
    left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE")
    environment = {k: v for k, v in os.environ.items() if k not in left_out} | given
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # Each process begins with half of the files, in their order: what a file shares is seldom made twice.
        shared = ["-n", jobs, "--dist", "worksteal"]
        command = [sys.executable, "-m", "pytest", "-q", "-m", marker, *shared, f"--junitxml={report}", *extra]
        code = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
        passed, failed, skipped = _counts(report)
    note = "" if code in (0, 1) else f"pytest ended with exit code {code}"
    return Outcome(part, code == 0, passed, failed, skipped, time.monotonic() - started, note)


def _counts(report: Path) -> tuple[int, int, int]:
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    sums = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for suite in suites:
        for name in sums:
            sums[name] += int(suite.get(name, 0))
    failed = sums["failures"] + sums["errors"]
    return max(0, sums["tests"] - failed - sums["skipped"]), failed, sums["skipped"]


def on_postgres(extra: list[str], **given: str) -> Outcome:
    """At TEST_DATABASE_URL where it is given, else in a cluster of our own. What touches no database ran before."""
    marker = "database and not browser"
    url = os.environ.get("TEST_DATABASE_URL", "")
    if url:
        if not answers(url):
            return absent("PostgreSQL", "no server answers at TEST_DATABASE_URL")
        return run("PostgreSQL", marker, "2", extra, DATABASE_URL=url, **given)
    try:
        with private_cluster() as private_url:
            return run("PostgreSQL", marker, "2", extra, DATABASE_URL=private_url, **given)
    except NoPostgresError as error:
        return absent("PostgreSQL", str(error))


def in_browser(extra: list[str], **given: str) -> Outcome:
    """With the machine's chromium; one process, for a browser needs a core of its own."""
    if not find_chromium():
        return absent("browser", "no chromium on this machine (Debian: chromium; or set CHROMIUM)")
    return run("browser", "browser", "0", extra, **given)


def main(extra: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="atvsld-templates-") as folder:
        given = {"TEST_TEMPLATES": folder}
        outcomes = [
            run("SQLite", "not browser", "2", extra, **given),
            on_postgres(extra, **given),
            in_browser(extra, **given),
        ]
    print("\n=== summary")
    for outcome in outcomes:
        print(outcome.line())
    passed, failed, skipped = (sum(getattr(o, n) for o in outcomes) for n in ("passed", "failed", "skipped"))
    seconds = sum(outcome.seconds for outcome in outcomes)
    print(f"{passed} passed, {failed} failed, {skipped} skipped, {seconds:.0f} s")
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
