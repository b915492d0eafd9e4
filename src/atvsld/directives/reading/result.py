"""What was read in a document: the shape in which it is shown, corrected, stored and compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Lists of (first, last), 1-based, both included: a paragraph may be broken over a page.
Lines = tuple[tuple[int, int], ...]

COMPARATORS = (
    "decrease_at_least", "decrease_by", "increase_at_least", "increase_by", ">=", ">", "=", "<=", "<",
)  # fmt: skip
ROLES = ("chu_tri", "phoi_hop", "thuc_hien", "chi_dao", "de_nghi")
RECURRENCES = ("continuous", "yearly", "half_yearly", "quarterly", "monthly", "every_2_years", "periodic")


@dataclass(frozen=True)
class Target:
    """A figure that is wanted: of what (`indicator`), how compared with `value` in `unit`, in which `period`."""

    text: str
    indicator: str
    comparator: str
    value: float
    unit: str | None
    period: str | None
    lines: Lines
    rule: str


@dataclass(frozen=True)
class Task:
    """Work that the document gives somebody, or that it names without saying whose (`lead` empty, `role` None)."""

    section: str | None
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    role: str | None
    deliverable: str | None
    deadline: str | None
    recurrence: str | None
    recurrence_raw: str | None
    lines: Lines
    rule: str


@dataclass(frozen=True)
class Reporting:
    """A duty to report: what, by whom, to whom, until when and how often."""

    what: str | None
    by: str | None
    to: str | None
    deadline: str | None
    recurrence: str | None
    lines: Lines
    rule: str
    deadline_raw: str | None = None
    recurrence_raw: str | None = None


@dataclass(frozen=True)
class Signer:
    """Who signed: the name, the office, and the body on whose behalf."""

    name: str | None
    title: str | None
    on_behalf_of: str | None


@dataclass(frozen=True)
class Warning:
    """What a person should look at: a stable code, the sentence, where."""

    code: str
    message: str
    lines: Lines = ()


@dataclass(frozen=True)
class Reading:
    """One document, or several in one file that are one act (a resolution with its plan and annex).

    Dates are ISO as far as they are known ("2025", "2024-12", "2025-12-10"), "--12-10" is a day of every year; `rules`
    names the rule that found each part of the head. None, or nothing, where the document is silent.
    """

    doc_type: str | None = None
    number: str | None = None
    issued_on: str | None = None
    issued_month: str | None = None
    issuing_body: str | None = None
    title: str | None = None
    based_on: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    warnings: tuple[Warning, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON; items carry `rule` beside the fields of the exchange format."""
        return {name: _plain(value) for name, value in vars(self).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(part) for name, part in vars(value).items()}
    return value
