"""The reference wage: lương cơ sở, called mức tham chiếu in Luật BHXH 41/2024; VND a month."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from atvsld.statutes.seedfile import covers, seed_date, seed_rows


@dataclass(frozen=True, slots=True)
class ReferenceWage:
    """One amount and the days it holds, both inclusive."""

    valid_from: date
    valid_to: date | None
    amount_vnd: Decimal
    instrument: str


@cache
def reference_wages() -> tuple[ReferenceWage, ...]:
    """The known amounts in order of time."""
    return tuple(
        ReferenceWage(
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=seed_date(row["valid_to"]),
            amount_vnd=Decimal(row["amount_vnd"]),
            instrument=row["instrument"],
        )
        for row in seed_rows("reference_wage.csv")
    )


def reference_wage_vnd(on: date) -> Decimal:
    """The amount on a day, VND a month. LookupError before the first known amount."""
    for wage in reference_wages():
        if covers(wage.valid_from, wage.valid_to, on):
            return wage.amount_vnd
    raise LookupError(f"Chưa có mức lương cơ sở cho ngày {on:%d/%m/%Y}")
