"""Draws accidents as they stand today, at some ten thousand a second: plain values for the bulk path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ....accidents.bulk import Case
from ....accidents.receipts import new_receipt_number
from ....base.fields.scalar import HERE
from ....org.places.models import Place
from ....statutes.lists import UNCODED_CODE
from ..casework import ANSWERED_AFTER, STATES, VERSIONS, VOID_REASON
from ..events import TRAVELLING
from ..names import Names
from ..seedfiles import Row, rows
from ..shape import HOURS as CLOCK
from ..then import PlacesThen
from . import shares
from .people import victim
from .plan import Plan, Weighted, days
from .workforce import Workplace

MINUTES = (0, 5, 10, 15, 20, 30, 40, 45, 50)
FITTING = {"fatal": ("fatal",), "severe": ("any", "fatal"), "minor": ("minor", "any")}


class CaseDrawing:
    """Draws the accidents of a plan among its establishments and communes."""

    def __init__(
        self, plan: Plan, workplaces: Sequence[tuple[int, Workplace]], communes: Mapping[str, Sequence[Place]]
    ) -> None:
        self.plan = plan
        self.random = plan.random("accidents")
        self.names = Names(self.random)
        self._days = days(plan)
        # No notice came on the day of the loading, whatever the hour.
        self._latest = datetime.combine(plan.today - timedelta(days=1), time(17), HERE)
        self._hours = Weighted(list(CLOCK), list(CLOCK.values()))
        self._groups = Weighted(list(shares.GROUPS), list(shares.GROUPS.values()))
        self._severity = {g: Weighted(list(s), list(s.values())) for g, s in shares.SEVERITY.items()}
        self._ends = Weighted(list(shares.ENDS), list(shares.ENDS.values()))
        known = [w.risk * w.workers * (1 if w.reports else shares.KNOWN_OF_SILENT) for _, w in workplaces]
        self._workplaces = Weighted(workplaces, known)
        self._communes = {code: list(found) for code, found in communes.items()}
        self._then = PlacesThen([place for found in communes.values() for place in found])
        self._told = plan.knows_all_deaths_of
        self._anywhere = [place for found in communes.values() for place in found]
        self._elsewhere = [place for code in communes if code != self._told for place in communes[code]]
        self._stories = _stories()
        self._receipts = self.random.randrange(2**30)

    def cases(self, count: int) -> Iterator[Case]:
        for number in range(count):
            yield self._case(number)

    def _case(self, number: int) -> Case:
        random = self.random
        group = self._groups.draw(random)
        severity = self._severity[group].draw(random)
        pk, workplace = (None, None) if group == "free" else self._workplaces.draw(random)
        if workplace and workplace.province == self._told and (group, severity) == ("contract", "fatal"):
            severity = "severe"
        day = self._days.draw(random)
        if workplace and day < workplace.values["registered_on"]:
            day = workplace.values["registered_on"]
        occurred_at = datetime.combine(day, time(self._hours.draw(random), random.choice(MINUTES)), HERE)
        line = workplace.group if workplace and group == "contract" else group
        story = random.choice(self._stories[(line, severity)])
        end = self._end(day)
        received_at = self._received(severity, occurred_at)
        is_coded = end not in ("notified", "voided") and random.random() > shares.UNCODED_CAUSE
        values = {
            "declared_by": "employer" if workplace else "commune",
            "establishment": pk,
            "occurred_at": occurred_at,
            **self._place(group, workplace, day),
            "event_address": story["where"].capitalize(),
            "is_commuting": group == "commuting",
            "summary": story["summary"],
            "property_damage_vnd": random.randrange(2, 180) * 1_000_000 if random.random() < 0.15 else None,
            "declarant_name": self.names.person("female" if random.random() < 0.4 else "male"),
        }
        if is_coded:
            values |= {"cause_code": story["cause_code"], "injury_factor_code": story["factor_code"] or UNCODED_CODE}
        columns: dict[str, Any] = {
            "is_demo": True,
            "received_at": received_at,
            # An odd step visits all 30-bit numbers before one comes again.
            "receipt_number": new_receipt_number(received_at, self._receipts + number * 387_420_489),
            "state": STATES[end],
            "row_version": VERSIONS[end],
        }
        struck_out: dict[str, Any] = {}
        if end == "voided":
            struck_out = {"voided_at": received_at + ANSWERED_AFTER, "void_reason": VOID_REASON, "row_version": 2}
        elif end == "returned":
            columns["returned_at"] = received_at + ANSWERED_AFTER
        return Case(values, columns | struck_out, list(self._victims(group, severity, story, day, struck_out)))

    def _victims(
        self, group: str, severity: str, story: Row, day: date, struck_out: Mapping[str, Any]
    ) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        random = self.random
        chance = random.random()
        others = 2 if chance < shares.THIRD_VICTIM else 1 if chance < shares.SECOND_VICTIM else 0
        if severity == "fatal" and chance > 1 - shares.SECOND_DEATH:
            others = 1
        for number in range(1 + others):
            worst = severity if number == 0 or (severity == "fatal" and others == 1) else "minor"
            dies_later = worst == "fatal" and random.random() < shares.DIES_LATER
            died_on = None
            if worst == "fatal":
                died_on = min(day + timedelta(days=random.randrange(2, 30)), self.plan.last_day) if dies_later else day
            values = victim(random, self.names, group, story, worst, day, died_on, self.plan.today)
            version = {"row_version": 2} if died_on and died_on > day else {}
            yield values, {"is_demo": True, **version, **struck_out}

    def _place(self, group: str, workplace: Workplace | None, day: date) -> dict[str, Any]:
        """Mostly the workplace; crews and travellers anywhere in the province; now and then in no known commune."""
        random = self.random
        if workplace is None:
            place = random.choice(self._anywhere)
        elif random.random() < shares.IN_ANOTHER_PROVINCE and workplace.province != self._told:
            place = random.choice(self._elsewhere)
        elif _travels(group, workplace) and random.random() < shares.ELSEWHERE_IN_PROVINCE:
            place = random.choice(self._communes[workplace.province])
        else:
            return self._known(workplace.values["province"], workplace.values["commune"], day)
        return self._known(place.province_id, place.pk, day)

    def _known(self, province: int | None, commune: int, day: date) -> dict[str, Any]:
        """The units of that day, the commune left open now and then."""
        then, province = self._then.on(commune, province, day, self.random.random())
        is_known = self.random.random() >= shares.UNKNOWN_COMMUNE
        return {"event_province": province, "event_commune": then if is_known else None}

    def _received(self, severity: str, occurred_at: datetime) -> datetime:
        random = self.random
        delay = timedelta(hours=random.choice(shares.HOURS[severity]), minutes=random.randrange(60))
        if severity != "fatal" and random.random() < shares.LATE:
            delay = timedelta(days=random.randrange(8, shares.LATEST_DAYS))
        return min(occurred_at + delay, self._latest).astimezone(UTC)

    def _end(self, day: date) -> str:
        """How far the file has come: new ones are only notified, most old ones accepted, a few stuck or struck out."""
        age = (self.plan.today - day).days
        if age < 15:
            return "notified"
        if age < 60:
            return "declared" if self.random.random() < 0.6 else "notified"
        return self._ends.draw(self.random)


def _travels(group: str, workplace: Workplace) -> bool:
    return group == "commuting" or workplace.group in TRAVELLING


def _stories() -> dict[tuple[str, str], list[Row]]:
    """The stories that fit a line of work and a severity; where none does, those of the same line."""
    of_group: dict[str, list[Row]] = defaultdict(list)
    for story in rows("stories.csv"):
        of_group[story["group"]].append(story)
    return {
        (group, severity): [s for s in found if s["severity"] in FITTING[severity]] or found
        for group, found in of_group.items()
        for severity in FITTING
    }
