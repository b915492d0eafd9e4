"""What a code list of the seeds is: a named, dated version, and its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from atvsld.statutes.status import Status

UNCODED = "chưa mã hóa"
"""Label of what has no code of a list; tables always have a row for it so that totals add up."""

UNCODED_CODE = "chua_ma_hoa"
"""Code of the row "chưa mã hóa" in the list of injury factors."""


@dataclass(frozen=True, slots=True)
class SeedList:
    """One version of a code list: valid from ``valid_from`` to ``valid_to``, both inclusive.

    ``code_column`` may join columns with "+"; ``parent_column`` beginning with "@" derives the parent from the code.
    ``file`` is blank where no text of the law was found for the time; ``instrument`` is a key of those, or blank.
    """

    name: str
    title_vi: str
    file: str
    instrument: str
    valid_from: date
    valid_to: date | None
    status: Status
    source: str
    code_column: str
    name_column: str
    parent_column: str
    status_column: str
    source_column: str


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One row of a list. ``attrs`` holds the file's remaining columns as text."""

    code: str
    name_vi: str
    parent: str
    status: Status
    source: str
    attrs: Mapping[str, str]
