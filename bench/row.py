"""One line of the table, and how a thing is timed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

RUNS = 5
PROGRAM = str(Path(sys.executable).with_name("atvsld"))


@dataclass(frozen=True)
class Row:
    """One line of the table. `unit` is s, rows/s or kB; `reference` what the figure stands beside."""

    what: str
    value: float
    unit: str
    reference: float
    reference_is: str
    to_reach: str = "-"

    @property
    def ratio(self) -> float:
        return self.value / self.reference if self.reference else float("nan")

    def shown(self) -> str:
        return f"{self.value:.3g} {self.unit}"

    def shown_reference(self) -> str:
        return f"{self.reference:.3g} {self.unit}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio}


def timed(act: Callable[[], Any], runs: int = RUNS) -> float:
    """Median seconds."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        spent.append(time.perf_counter() - start)
    return median(spent)


def program(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PROGRAM, *words], capture_output=True, check=False)
