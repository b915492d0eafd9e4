"""Draws the accidents and their victims: plain values, nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from ...org.places.models import Place
from ...statutes.lists import UNCODED_CODE
from .companies import Company
from .names import Names
from .seedfiles import Row, rows
from .shape import RISK, Kind, kinds, moment
from .then import PlacesThen
from .victims import victims_of

TRAVELLING = ("construction", "transport", "electricity", "sanitation")


@dataclass
class Event:
    """An accident to be declared, its victims, and what became of its file."""

    kind: Kind
    values: dict[str, Any]
    victims: list[dict[str, Any]]
    company: Company | None
    received_at: datetime
    end: str = "notified"
    coded: Mapping[str, Any] = field(default_factory=dict)


class Drawing:
    """The draws of one demonstration: the same seed and the same day give the same accidents."""

    def __init__(
        self, random: Random, companies: Mapping[int, Company], communes: Iterable[Place], home: Place, today: date
    ) -> None:
        self.random, self.today, self.home = random, today, home
        self.names = Names(random)
        self.communes = list(communes)
        province = home.province_id
        self.near = [c for c in companies.values() if c.row.province_id == province]
        self.far = [c for c in companies.values() if c.row.province_id != province]
        self.then = PlacesThen([*self.communes, *(c.row.commune for c in companies.values() if c.row.commune)])
        self.stories = rows("stories.csv")

    def events(self) -> list[Event]:
        """All accidents in the order in which they happened."""
        drawn = [self._event(kind) for kind in kinds(self.today)]
        return sorted(drawn, key=lambda event: event.values["occurred_at"])

    def _event(self, kind: Kind) -> Event:
        occurred_at = moment(self.random, kind, self.today)
        company = None if kind.group == "free" else self._company(kind, occurred_at)
        story = self._story(kind, company)
        coded = {"cause_code": story["cause_code"], "injury_factor_code": story["factor_code"] or UNCODED_CODE}
        values = {
            "declared_by": "employer" if company else "commune",
            "establishment": company.row.pk if company else None,
            "occurred_at": occurred_at,
            **self._place(kind, company, occurred_at.date()),
            "event_address": story["where"].capitalize(),
            "is_commuting": kind.group == "commuting",
            "summary": story["summary"],
            "property_damage_vnd": self._damage(kind),
            "declarant_name": self.names.person(self.random.choice(("male", "female"))),
        }
        victims = victims_of(self.random, self.names, kind, story, occurred_at.date(), self.today)
        delay = timedelta(hours=self.random.choice((1, 2, 5)) if kind.deaths else self.random.choice((8, 26, 50, 76)))
        return Event(kind, values, victims, company, occurred_at + delay, self._end(kind, occurred_at), coded)

    def _company(self, kind: Kind, occurred_at: datetime) -> Company:
        companies = self.far if kind.group == "neighbour" else self.near
        open_then = [
            c for c in companies
            if (c.row.registered_on or date.min) <= occurred_at.date()
            and (kind.severity != "fatal" or self._has_fatal(c.group))
        ]  # fmt: skip
        weights = [RISK[c.group] * c.size**0.5 for c in open_then]
        return self.random.choices(open_then, weights)[0]

    def _has_fatal(self, group: str) -> bool:
        return any(s["group"] == group and s["severity"] == "fatal" for s in self.stories)

    def _story(self, kind: Kind, company: Company | None) -> Row:
        group = kind.group if kind.group in ("free", "commuting") else company.group if company else "free"
        fitting = {"fatal": ("fatal",), "severe": ("any", "fatal"), "minor": ("minor", "any")}[kind.severity]
        found = [s for s in self.stories if s["group"] == group and s["severity"] in fitting]
        return self.random.choice(found or [s for s in self.stories if s["group"] == group and s["severity"] == "any"]
                                  or [s for s in self.stories if s["group"] == group])  # fmt: skip

    def _place(self, kind: Kind, company: Company | None, day: date) -> dict[str, Any]:
        """Mostly the company's own commune; crews work anywhere; now and then nobody could say in which commune."""
        is_grave = kind.severity == "fatal"
        if company is None:
            place = self.home if self.random.random() < 0.35 else self.random.choice(self.communes)
        elif kind.group != "neighbour" and not is_grave and self.random.random() < 0.03:
            place = self.far[0].row.commune or self.home
        elif kind.group == "contract" and company.group in TRAVELLING and self.random.random() < 0.6:
            place = self.random.choice(self.communes)
        else:
            place = company.row.commune or self.home
        is_known = self.random.random() > 0.06
        then, province_id = self.then.on(place.pk, place.province_id, day)
        return {"event_province": province_id, "event_commune": then if is_known else None}

    def _damage(self, kind: Kind) -> int | None:
        if kind.group != "contract" or self.random.random() < 0.7:
            return None
        return self.random.randrange(2, 180) * 1_000_000

    def _end(self, kind: Kind, occurred_at: datetime) -> str:
        """How far the file has come: new ones are only notified, most old ones accepted, a few stuck or struck out."""
        age = (self.today - occurred_at.date()).days
        chance = self.random.random()
        if kind.severity == "minor" and kind.group == "contract" and chance < 0.05:
            return "voided"
        if age < 15:
            return "notified"
        if age < 60:
            return "declared" if chance < 0.6 else "notified"
        if chance < 0.04:
            return "notified"
        if chance < 0.07:
            return "returned"
        return "declared" if chance < (0.35 if age < 180 else 0.12) else "accepted"
