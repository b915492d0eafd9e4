"""`make bench`: every measurement in a fresh installation under a temporary folder, medians of several runs."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from . import measures

HERE = Path(__file__).resolve().parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="atvsld-bench-") as folder:
        kept = {"ATVSLD_VAR": folder, "DJANGO_SETTINGS_MODULE": "atvsld.web.settings", "LOG_LEVEL": "ERROR"}
        os.environ |= kept
        os.environ.pop("DATABASE_URL", None)
        rows = measures.all_rows()
    width = max(len(row.what) for row in rows)
    print(f"{'what':<{width}}  {'measured':>14}  {'reference':>14}  {'ratio':>7}  {'to reach':>12}")
    for row in rows:
        measured, reference = f"{row.shown():>14}", f"{row.shown_reference():>14}"
        print(f"{row.what:<{width}}  {measured}  {reference}  {row.ratio:>7.2f}  {row.to_reach:>12}")
    target = HERE / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
