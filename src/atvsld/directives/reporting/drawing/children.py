"""The reports of others that this one gathers: who sent, who is late, who is missing, and what they wrote."""

from __future__ import annotations

from typing import Any

from ....org.agencies.models import Agency
from ..duties.days import occasions
from ..duties.declared import Duty, Occasion
from ..duties.found import PROGRAMME, PROVISION, duties_to
from ..duties.owed import Owed, owed_for, tallied
from ..models import RECEIVED, REVIEWS, SENT, ReportVersion, TaskReport
from .asked import Asked

MOST = 4_000


def children(asked: Asked) -> dict[str, Any] | None:
    """None where nobody owes this agency a report about the same thing, and none was sent to it."""
    if asked.is_own:
        return None
    owed = [one for duty, occasion in _asked_of_others(asked) for one in owed_for(duty, occasion, asked.today)]
    known = {one.report.pk for one in owed if one.report}
    free = [row for row in _sent_here(asked) if row.pk not in known]
    if not owed and not free:
        return None
    rows = [_row(one) for one in owed] + [_free(row) for row in free]
    versions = _versions([row["report"] for row in rows if row["report"] and row["state"] in (SENT, RECEIVED)])
    for row in rows:
        row["version"] = versions.get(row["report"])
    states = tallied(owed)
    states.update(one.state for one in free)
    return {
        "owed": len(owed), "states": dict(sorted(states.items())), "total": len(rows),
        "late": sum(1 for row in rows if row["is_late"]), "rows": rows[:MOST],
    }  # fmt: skip


def _asked_of_others(asked: Asked) -> list[tuple[Duty, Occasion]]:
    """The times of duties towards this agency that lie in the period and are about what it reports of."""
    duties = [duty for duty in duties_to(asked.scope, [asked.agency], asked.today) if _is_same(duty, asked)]
    return [
        (duty, occasion) for duty in duties for occasion in occasions(duty, asked.today)
        if asked.first <= occasion.last_day and occasion.first_day <= asked.last
    ]  # fmt: skip


def _is_same(duty: Duty, asked: Asked) -> bool:
    report = asked.report
    if report.programme:
        return duty.key == f"{PROGRAMME}:{report.programme}"
    if report.document_id:
        return duty.document == report.document_id
    return duty.key.startswith((PROGRAMME, PROVISION))


def _sent_here(asked: Asked) -> list[TaskReport]:
    """Sent to this agency for the same days, about the same."""
    report = asked.report
    rows = TaskReport.objects.visible_to(asked.scope).filter(
        to_agency=asked.agency, state__in=(SENT, RECEIVED), first_day__lte=asked.last, last_day__gte=asked.first,
    )  # fmt: skip
    if report.programme or report.document_id:
        rows = rows.filter(programme=report.programme, document=report.document_id)
    if not report.is_review:
        rows = rows.exclude(form__in=REVIEWS)
    return list(rows.select_related("agency__place").order_by("agency__sort_key", "pk").defer("texts")[:MOST])


def _row(one: Owed) -> dict[str, Any]:
    return {
        "agency": one.agency.pk, "name": one.agency.name_vi, "report": one.report.pk if one.report else None,
        "state": one.state, "due_on": one.occasion.due_on, "is_late": one.is_late,
        "last_day": one.occasion.last_day,
    }  # fmt: skip


def _free(row: TaskReport) -> dict[str, Any]:
    agency: Agency = row.agency
    return {"agency": agency.pk, "name": agency.name_vi, "report": row.pk, "state": row.state, "due_on": row.due_on,
            "is_late": False, "last_day": row.last_day}  # fmt: skip


def _versions(ids: list[int]) -> dict[int | None, dict[str, Any]]:
    """Of each report the last version: {"number", "sha256", "sent_on"}."""
    found: dict[int | None, dict[str, Any]] = {}
    for start in range(0, len(ids), 500):
        rows = ReportVersion.objects.filter(report__in=ids[start : start + 500]).order_by("number")
        for report, number, sha256, sent_on in rows.values_list("report_id", "number", "sha256", "sent_on"):
            found[report] = {"number": number, "sha256": sha256, "sent_on": sent_on}
    return found


def words_of(figures: dict[str, Any], part: str) -> list[tuple[str, str]]:
    """(whose, what they wrote in that part) of the versions that were gathered, as sent."""
    gathered = (figures.get("children") or {}).get("rows", [])
    hashes = {row["version"]["sha256"]: row["name"] for row in gathered if row.get("version")}
    found = []
    keys = list(hashes)
    for start in range(0, len(keys), 500):
        for version in ReportVersion.objects.filter(sha256__in=keys[start : start + 500]):
            if said := version.whole["texts"].get(part, "").strip():
                found.append((hashes[version.sha256], said))
    return sorted(found)
