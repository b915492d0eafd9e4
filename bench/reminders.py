"""What reaches people of the tasks of the whole nation, on the installation of the group `tasks`."""

from __future__ import annotations

from .row import Row
from .tasks import LIMIT, told_by


def rows() -> list[Row]:
    told = told_by("bench.reminders_worker")
    if not told:
        return []
    what = f"reminders, {told['rows']:,} occurrences"
    return [
        Row(f"{what}: page of the ministry", told["nation"], "ms", told["bare_nation"], "bare SQL over the sums",
            LIMIT),
        Row(f"{what}: page of the largest province", told["province"], "ms", told["bare_province"],
            "bare SQL over its open rows", LIMIT),
        Row(f"{what}: page of its leader", told["leader"], "ms", told["bare_province"], "bare SQL over its open rows",
            LIMIT),
        Row(f"{what}: page of a commune", told["commune"], "ms", told["bare_commune"], "bare SQL over its open rows",
            LIMIT),
        Row(f"{what}: all that was escalated to the ministry, first rows", told["list"], "ms", told["bare_nation"],
            "bare SQL over the sums", LIMIT),
        Row(f"{what}: calendar of a commune", told["calendar"], "ms", told["bare_commune"],
            "bare SQL over its open rows"),
        Row(f"{what}: digest of a commune", told["digest"], "ms", told["bare_commune"], "bare SQL over its open rows"),
    ]  # fmt: skip
