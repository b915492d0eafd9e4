"""`make bench`: every measurement in a fresh installation under a temporary folder, medians of several runs.

`python -m bench NAME…` runs the named groups only (the modules beside this one that have `rows()`).
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from .big import close
from .row import Row

HERE = Path(__file__).resolve().parents[1]
GROUPS = ("thread", "imports", "figures", "lists", "leader", "memory", "first_page", "paper", "tasks", "reminders",
          "reading", "cascade", "reports")  # fmt: skip


def measured(names: list[str]) -> list[Row]:
    """The lines of each group, every group in an installation of its own process environment."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="atvsld-bench-") as folder:
        kept = {"ATVSLD_VAR": folder, "DJANGO_SETTINGS_MODULE": "atvsld.web.settings", "LOG_LEVEL": "ERROR"}
        os.environ |= kept
        os.environ.pop("DATABASE_URL", None)
        # As on a machine in use: a program that was started before is not compiled anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in names:
            rows += importlib.import_module(f"bench.{name}").rows()
        close()
    return rows


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"no group named {', '.join(unknown)}; there are: {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    rows = measured(names or list(GROUPS))
    width = max(len(row.what) for row in rows)
    print(f"{'what':<{width}}  {'measured':>14}  {'reference':>14}  {'ratio':>7}  to reach")
    for row in rows:
        shown = f"{row.shown():>14}  {row.shown_reference():>14}"
        print(f"{row.what:<{width}}  {shown}  {row.ratio:>7.2f}  {row.to_reach}")
    target = HERE / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
