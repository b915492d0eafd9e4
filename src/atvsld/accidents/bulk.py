"""Accidents with their victims by the hundred thousand: what the single verbs make of them, in one load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..base.asking import asking_once
from ..base.bulk.load import BulkLoad, bulk_load
from ..base.bulk.rows import Stored
from ..base.lists import register
from ..base.register import Values
from ..base.scope import Scope
from ..org.establishments.models import Establishment
from ..org.establishments.services import known_commune
from .known import OFFICE, cause_group
from .rules import accident_severity

BATCH = 5000


@dataclass(frozen=True, slots=True)
class Case:
    """One accident as it stands today. `columns` are no fields: receipt, state, when and why it was voided."""

    values: Values
    columns: Mapping[str, Any]
    victims: Sequence[tuple[Values, Mapping[str, Any]]] = ()


def load_cases(scope: Scope, cases: Iterable[Case], *, via: str = "file", expected: int = 0) -> tuple[int, int]:
    """Write the cases, all or none; how many accidents and victims. One audit entry a register.

    `expected` as in `bulk_load`.
    Raises Refused with the violations of the first row that breaks a rule, OutOfScope for whoever may not create
    accidents everywhere. A state or a receipt comes from the caller, who answers for the steps that led there.
    """
    iterator, accidents, victims = iter(cases), 0, 0
    written = register("accidents"), register("victims")
    with asking_once(), bulk_load(*written, scope=scope, via=via, expected=expected) as loads:
        offices = {row["id"]: row for row in Establishment.objects.values(*OFFICE).iterator()}
        while batch := list(islice(iterator, BATCH)):
            accidents += len(batch)
            victims += _write(batch, loads[0], loads[1], offices)
    return accidents, victims


def _write(batch: list[Case], accidents: BulkLoad, victims: BulkLoad, offices: Mapping[int, Mapping[str, Any]]) -> int:
    rows, hurt = [], []
    for accident_id, case in enumerate(batch, start=accidents.next_id):
        row = accidents.row(case.values, _known(case.values, offices), **case.columns)
        people = list(_victims(victims, case, accident_id, row))
        rows.append(row | _totals(people))
        hurt += people
    accidents.insert(rows)
    victims.insert(hurt)
    return len(hurt)


def _victims(load: BulkLoad, case: Case, accident_id: int, accident: Stored) -> Iterator[Stored]:
    known = {"occurred_on": accident["occurred_on"], "locked": ""}
    for values, columns in case.victims:
        yield load.row({**values, "accident": accident_id}, known, **columns)


def _known(values: Values, offices: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """As `known_of_accident`, from what was read once."""
    known: dict[str, Any] = {"locked": ""}
    if values.get("establishment"):
        establishment = offices[values["establishment"]]
        head = establishment["head_office_id"]
        known |= {"establishment": establishment, "office": offices[head] if head else establishment}
    if values.get("event_commune"):
        known["commune"] = known_commune(values["event_commune"])
    if values.get("cause_code"):
        known["cause_group"] = cause_group(values["cause_code"])
    return known


def _totals(victims: list[Stored]) -> dict[str, Any]:
    """As `services.refresh_totals`."""
    severities = [victim["severity"] for victim in victims]
    return {
        "severity": accident_severity(severities),
        "victim_count": len(severities),
        "death_count": severities.count("fatal"),
        "severe_count": severities.count("severe"),
    }
