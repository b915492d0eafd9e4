"""Who receives declarations and returns, by role and day: names of authorities change almost every year."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from atvsld.statutes.seedfile import covers, seed_date, seed_rows
from atvsld.statutes.status import Status, normalise_status


@dataclass(frozen=True, slots=True)
class Recipient:
    """The authority that holds a role on the days from ``valid_from`` to ``valid_to``.

    ``agency_kind`` is a code of the list of that name.
    """

    role: str
    name_vi: str
    agency_kind: str
    valid_from: date
    valid_to: date | None
    source: str
    status: Status


@cache
def recipients() -> tuple[Recipient, ...]:
    """All rows, role by role, in order of time."""
    return tuple(
        Recipient(
            role=row["role"],
            name_vi=row["name_vi"],
            agency_kind=row["agency_kind"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=seed_date(row["valid_to"]),
            source=row["source"],
            status=normalise_status(row["status"], "provisional"),
        )
        for row in seed_rows("recipients.csv")
    )


def recipient(role: str, on: date) -> Recipient:
    """Who holds the role on a day. LookupError for an unknown role, or a day before the first known holder."""
    for row in recipients():
        if row.role == role and covers(row.valid_from, row.valid_to, on):
            return row
    raise LookupError(f"Chưa có nơi nhận cho vai trò {role!r} vào ngày {on:%d/%m/%Y}")
