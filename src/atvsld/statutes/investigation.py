"""Time limits of accident investigation (Luật ATVSLĐ 84/2015 Đ35.6)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from atvsld.statutes.seedfile import seed_rows
from atvsld.statutes.words import noop

CASE_LABELS_VI: dict[str, str] = {
    "minor": noop("Tai nạn lao động nhẹ"),
    "one_severe": noop("Tai nạn lao động nặng, 01 người bị thương nặng"),
    "two_or_more_severe": noop("Tai nạn lao động nặng, từ 02 người bị thương nặng trở lên"),
    "fatal": noop("Tai nạn lao động chết người"),
    "needs_technical_or_forensic_expertise": noop("Cần giám định kỹ thuật hoặc giám định pháp y"),
}


@dataclass(frozen=True, slots=True)
class InvestigationLimit:
    """How long a team has, in calendar days from receipt of the declaration to the announcement of the record."""

    case: str
    name_vi: str
    days: int
    extension_days_max: int
    team: str


@cache
def limits() -> dict[str, InvestigationLimit]:
    """The five limits by case."""
    return {
        row["case"]: InvestigationLimit(
            case=row["case"],
            name_vi=CASE_LABELS_VI[row["case"]],
            days=int(row["days"]),
            extension_days_max=int(row["extension_days_max"]),
            team=row["team"],
        )
        for row in seed_rows("codes/investigation_time_limits.csv")
    }


def limit(case: str) -> InvestigationLimit:
    """The limit of one case. LookupError for an unknown case."""
    try:
        return limits()[case]
    except KeyError:
        raise LookupError(f"Không có thời hạn điều tra cho trường hợp {case!r}") from None


def case_of(deaths: int, severe: int, *, needs_expertise: bool = False) -> str:
    """The case of Đ35.6 an accident falls under, from its dead and severely injured. Expertise overrides all."""
    if deaths < 0 or severe < 0:
        raise ValueError("Số người chết và bị thương nặng không được âm")
    if needs_expertise:
        return "needs_technical_or_forensic_expertise"
    if deaths:
        return "fatal"
    if severe >= 2:
        return "two_or_more_severe"
    return "one_severe" if severe else "minor"


def due_on(received_on: date, case: str, extended: bool = False) -> date:
    """The last day on which the record may be announced, with the full extension when one was granted.

    One extension only, not longer than the limit itself, none for minor accidents: ValueError then.
    """
    found = limit(case)
    if extended and not found.extension_days_max:
        raise ValueError("Tai nạn lao động nhẹ không được gia hạn thời hạn điều tra")
    return received_on + timedelta(days=found.days + (found.extension_days_max if extended else 0))
