"""The list of a million accidents as three people read it, on both databases."""

from __future__ import annotations

import json

from .big import ACCIDENTS, DATABASES, run_in
from .row import Row


def rows() -> list[Row]:
    """p95 over all questions of `lists_worker`, each asked several times."""
    found: list[Row] = []
    for database in DATABASES:
        said = run_in(database, "bench.lists_worker")
        if not said:
            continue
        told = json.loads(said)
        what = f"list of {ACCIDENTS:,} accidents, {database}"
        limit = 2 * told["bare"] + 5
        found += [
            Row(f"{what}: database, p95", told["database"], "ms", told["bare"], "bare SQL, p95", f"<= {limit:.0f} ms"),
            Row(f"{what}: whole page, p95", told["page"], "ms", told["database"], "its database time", "<= 150 ms"),
            Row(
                f"{what}: whole page, a word in every {told['share']:.0f}th", told["broad"], "ms", told["broad_bare"],
                "bare SQL",
            ),
        ]  # fmt: skip
    return found
