"""Whose tasks a membership sees and acts upon."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from ...base.reading import ScopeColumns
from ...base.scope import ScopePart


@dataclass(frozen=True)
class TaskReach(ScopeColumns):
    """Tasks led in the units of the membership, those its agency leads, and those in which its agency takes part.

    A membership without units, of a body that only gets tasks, sees what its agency handed further down, too: nothing
    else covers these.
    """

    def clause(self, part: ScopePart, verb: str = "view") -> Q | None:
        of_places = super().clause(part, verb)
        if part.everywhere or not part.agency_ids:
            return of_places
        ids = sorted(part.agency_ids)
        taking_part = apps.get_model("directives", "Coordination").objects.filter(agency_id__in=ids)
        of_agency = Q(agency_id__in=ids) | Q(charge_id__in=taking_part.values("charge_id"))
        if not part.place_ids:
            given = apps.get_model("directives", "Charge").objects.filter(giver_id__in=ids)
            of_agency |= Q(charge_id__in=given.values("pk"))
        return of_agency if of_places is None else of_places | of_agency
