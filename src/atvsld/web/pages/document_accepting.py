"""What is decided when a document is accepted: whose it is, what it carries out, which agencies it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ...base.errors import Refused, RuleViolation
from ...base.scope import Scope
from ...directives.cascade.graph.numbers import folded_number, spellings
from ...directives.documents.accepting import Corrected, line_of
from ...directives.documents.correcting import accepted
from ...directives.documents.models import LINES, Document
from ...directives.documents.naming import Suggestion, names_in, suggestion_for
from ...directives.documents.visible import units_of, visible_documents
from ...org.agencies.naming import agency_label, agency_named
from ...org.places.models import Place
from ..scope import scope

# Names asked about on one page; the others are decided when work is handed out.
MOST_NAMES = 120


def offered(held: Scope, reading: Mapping[str, Any], typed: Mapping[str, str] | None) -> dict[str, Any]:
    """What the page offers, with what was chosen a moment ago where it was refused."""
    units = units_of(held)
    remaining = accepted(dict(reading))
    parents = [_offered_parent(found, typed) for found in parents_of(held, remaining)]
    has_main = any(parent["is_main"] for parent in parents)
    if parents and typed is None and not has_main:
        parents[0]["is_main"] = True
    known = {folded_number(parent["document"].number) for parent in parents}
    return {
        "units": [("" if unit is None else str(unit.pk), unit) for unit in units],
        "parents": parents, "parent_lines": LINES,
        "names": [
            OfferedName(found, f"agency-{place}", _shown(found, f"agency-{place}", typed))
            for place, found in enumerate(_suggested(remaining, units[0] if units else None))
        ],
        "missing_parents": [n for n in remaining["based_on"] if folded_number(n) not in known],
    }  # fmt: skip


@dataclass(frozen=True)
class OfferedName:
    """A name of the text, the field for the agency that it means, and what stands in that field."""

    suggestion: Suggestion
    field: str
    value: str


def _shown(found: Suggestion, field: str, typed: Mapping[str, str] | None) -> str:
    if typed is not None:
        return typed.get(field, "")
    return agency_label(found.agency) if found.agency else ""


def corrected_of(request: HttpRequest, reading: Mapping[str, Any]) -> Corrected:
    """What the form says, in plain values; the service judges it. Raises Refused where no agency is called as typed."""
    held = scope(request)
    units = {"" if unit is None else str(unit.pk): unit for unit in units_of(held)}
    typed = request.POST.get("unit", "")
    nowhere = Place()
    found = parents_of(held, accepted(dict(reading)))
    parents = {d.pk: line for d in found if (line := request.POST.get(f"parent-{d.pk}", ""))}
    main = request.POST.get("main", "")
    remaining = accepted(dict(reading))
    agencies = _agencies_of(request.POST, _suggested(remaining, next(iter(units.values()), None)))
    return Corrected(
        reading=reading, unit=units.get(typed, nowhere), parents=parents,
        main=int(main) if main.isascii() and main.isdigit() and int(main) in parents else None, agencies=agencies,
    )  # fmt: skip


def _agencies_of(typed: Mapping[str, str], found: Iterator[Suggestion]) -> dict[str, int | None]:
    """{name in the text: the agency that the person says it means, None for none}. Raises Refused with all that no
    agency is called."""
    agencies: dict[str, int | None] = {}
    violations: list[RuleViolation] = []
    for place, suggestion in enumerate(found):
        said, suggested = typed.get(f"agency-{place}", "").strip(), suggestion.agency
        if suggested is not None and said == agency_label(suggested):
            agencies[suggestion.name] = suggested.pk
            continue
        try:
            agencies[suggestion.name] = agency_named(said, f"agency-{place}").pk if said else None
        except Refused as refused:
            violations += refused.violations
    if violations:
        raise Refused(violations)
    return agencies


def parents_of(held: Scope, reading: Mapping[str, Any]) -> list[Document]:
    """The documents that it says it carries out, as far as they were accepted here and this person sees them."""
    numbers = [number for number in reading["based_on"] if number]
    found = visible_documents(held).filter(number__in=spellings(numbers)).defer("text", "reading")
    order = [folded_number(number) for number in numbers]
    return sorted(found, key=lambda document: order.index(folded_number(document.number)))


def _offered_parent(document: Document, typed: Mapping[str, str] | None) -> dict[str, Any]:
    line = line_of(document.number) if typed is None else typed.get(f"parent-{document.pk}", "")
    is_main = typed is not None and typed.get("main") == str(document.pk)
    return {"document": document, "line": line, "is_main": is_main}


def _suggested(reading: Mapping[str, Any], unit: Place | None) -> Iterator[Suggestion]:
    said, today = reading["issued_on"], timezone.localdate()
    issued_on = date.fromisoformat(said) if said and len(said) == 10 else None
    for name in names_in(reading)[:MOST_NAMES]:
        yield suggestion_for(name, unit, issued_on, today)
