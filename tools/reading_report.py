"""Writes the page that says, by kind, field and rule, what the reader of documents finds and misses on the examples."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from atvsld.directives.reading.tests.scoring import OWN, Score, documents, score

PAGE = Path(__file__).resolve().parents[1] / "docs" / "engineers" / "reader-measured.md"
KINDS = ("based_on", "cited", "targets", "tasks", "reporting", "recipients")


def page(shared: Path) -> str:
    """The page for the examples of the project and the three real plans of the folder `shared`."""
    parts = [
        "# What the reader of documents finds",
        (
            "Written by `python -m tools.reading_report`, checked by a test. Eight examples of the project "
            "in eight shapes, and "
            "three real plans (Hà Giang, Government, Thái Nguyên); each was read by a person first."
        ),
        *_section("The eight examples", score(documents(OWN))),
        *_section("The three real plans", score(documents(shared / "plans"))),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, told: Score) -> list[str]:
    kinds = [
        f"| {kind} | {told.right[kind]} | {told.superfluous[kind]} | {told.missing[kind]} "
        f"| {told.precision(kind):.3f} | {told.recall(kind):.3f} |"
        for kind in KINDS
    ]
    fields = [f"| {name} | {told.fields[name][True]} of {told.fields[name].total()} |" for name in sorted(told.fields)]
    rules = [f"| `{rule}` | {told.rules[rule][True]} | {told.rules[rule][False]} |" for rule in sorted(told.rules)]
    missed = [f"* {line}" for line in told.missed] or ["* nothing"]
    return [
        f"## {title}",
        "\n".join(
            ["| kind | right | superfluous | missed | precision | recall |", "|---|---|---|---|---|---|", *kinds]
        ),
        "\n".join(["| field | right |", "|---|---|", *fields]),
        "\n".join(["| rule | right items | superfluous items |", "|---|---|---|", *rules]),
        "Missed:\n" + "\n".join(missed),
    ]


def main() -> None:
    shared = Path(os.environ.get("ATVSLD_SHARED", "../shared"))
    if not shared.is_dir():
        sys.exit("The reference folder is absent: set ATVSLD_SHARED.")
    PAGE.write_text(page(shared), encoding="utf-8")


if __name__ == "__main__":
    main()
