"""Legal instruments: laws, decrees, circulars, decisions, directives, with their number and time of validity."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from atvsld.statutes.seedfile import covers, seed_date, seed_rows


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument. A blank date is not known; ``valid_to`` is the last day in force.

    ``status``: was the instrument read in a source, or is it remembered; ``dates_status``: the same of its dates.
    """

    key: str
    number: str
    title: str
    issued_on: date | None
    valid_from: date | None
    valid_to: date | None
    replaced_by: str
    status: Literal["seen", "memory"]
    dates_status: Literal["seen", "memory"]
    source: str


@cache
def _by_key() -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    for row in seed_rows("instruments.csv"):
        if row["key"] in found:
            raise ValueError(f"Văn bản trùng khóa: {row['key']}")
        found[row["key"]] = Instrument(
            key=row["key"],
            number=row["number"],
            title=row["title"],
            issued_on=seed_date(row["issued_on"]),
            valid_from=seed_date(row["valid_from"]),
            valid_to=seed_date(row["valid_to"]),
            replaced_by=row["replaced_by"],
            status=_seen_or_memory(row["status"]),
            dates_status=_seen_or_memory(row["dates_status"]),
            source=row["source"],
        )
    return found


def _seen_or_memory(text: str) -> Literal["seen", "memory"]:
    if text == "seen":
        return "seen"
    if text == "memory":
        return "memory"
    raise ValueError(f"Tình trạng không hợp lệ: {text!r}")


def instruments() -> tuple[Instrument, ...]:
    """All instruments that lists and rules cite."""
    return tuple(_by_key().values())


def instrument(key: str) -> Instrument:
    """The instrument with this key. LookupError when it is not known."""
    try:
        return _by_key()[key]
    except KeyError:
        raise LookupError(f"Không có văn bản với khóa {key!r}") from None


def in_force(on: date) -> tuple[Instrument, ...]:
    """The instruments known to be in force on a day; one whose beginning is unknown is left out."""
    return tuple(item for item in instruments() if covers(item.valid_from, item.valid_to, on))
