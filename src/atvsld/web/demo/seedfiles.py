"""The seed files of the demonstration as plain rows."""

from __future__ import annotations

import csv
import io
from importlib.resources import files

Row = dict[str, str]


def rows(file_name: str) -> list[Row]:
    """The rows of one file of `seeds/`, in its order."""
    text = files(__package__).joinpath("seeds", file_name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))
