"""The leader's one screen among a million accidents, as leaders of the nation, provinces and communes open it."""

from __future__ import annotations

import json

from .big import ACCIDENTS, DATABASES, run_in
from .row import Row

BY_HAND = "DuckDB SQL by hand: its four counts"


def rows() -> list[Row]:
    """p95 over all screens of `leader_worker`, each opened several times."""
    found: list[Row] = []
    for database in DATABASES:
        said = run_in(database, "bench.leader_worker")
        if not said:
            continue
        told = json.loads(said)
        what = f"leader's screen, {ACCIDENTS:,} accidents, {told['changed']} changed, {database}"
        found += [
            Row(f"{what}: p95 of {told['screens']} screens", told["page"], "ms", told["bare"], BY_HAND, "<= 300 ms"),
            Row(f"{what}: median", told["page_median"], "ms", told["bare_median"], BY_HAND),
            Row(f"{what}: p95, each after one change", told["fresh"], "ms", told["bare"], BY_HAND, "<= 300 ms"),
            Row(f"{what}: median, each after one change", told["fresh_median"], "ms", told["bare_median"], BY_HAND),
            Row(
                f"programme page, {ACCIDENTS:,} accidents, {database}: p95",
                told["programme"],
                "ms",
                told["bare"],
                BY_HAND,
            ),
        ]  # fmt: skip
    return found
