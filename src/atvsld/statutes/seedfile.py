"""Reading the CSV seeds: leading ``#`` lines tell the origin, then a header, then rows of text."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def seed_text(path: str) -> str:
    """The text of one seed, ``path`` relative to ``seeds/``. FileNotFoundError when there is none."""
    return files("atvsld.statutes").joinpath("seeds", *path.split("/")).read_text(encoding="utf-8")


@cache
def seed_rows(path: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one seed as column → text, blanks trimmed; read once a process."""
    lines = seed_text(path).splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    reader = csv.DictReader(lines[start:], strict=True, restkey="?")
    rows = []
    for row in reader:
        if "?" in row or None in row.values():
            raise ValueError(f"{path}: dòng {reader.line_num + start} không đúng số cột")
        rows.append(MappingProxyType({key: value.strip() for key, value in row.items()}))
    return tuple(rows)


def seed_date(text: str) -> date | None:
    """An ISO date, or None for a blank."""
    return date.fromisoformat(text) if text else None


def covers(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Whether ``on`` lies within an inclusive span; an unknown beginning covers nothing."""
    return valid_from is not None and valid_from <= on and (valid_to is None or on <= valid_to)
