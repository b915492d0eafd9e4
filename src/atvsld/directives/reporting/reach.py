"""Which reports a membership sees: drafts are seen where they are written, what was sent where it went, too."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from ...base.reading import ScopeColumns
from ...base.scope import ScopePart

_DRAFT = "draft"


@dataclass(frozen=True)
class ReportReach(ScopeColumns):
    """Own reports; those sent to the own agency; those sent that were made in the units of the membership.

    Whoever keeps the records of a unit or leads it (`drafts`) sees what its own bodies are still writing.
    """

    def clause(self, part: ScopePart, verb: str = "view") -> Q | None:
        from .acting import bodies_of_part

        bodies = bodies_of_part(part)
        ids, sent = sorted(part.place_ids), ~Q(state=_DRAFT)
        seen = Q(pk__in=())
        if bodies is not None:
            keys = bodies.values("pk")
            seen |= Q(agency__in=keys) | sent & Q(to_agency__in=keys)
        if part.everywhere:
            return seen | sent
        if ids:
            seen |= sent & (Q(province_id__in=ids) | Q(commune_id__in=ids))
            if f"{self.register}.drafts" in part.grants:
                seen |= Q(commune_id__in=ids) | Q(commune=None, province_id__in=ids)
        return seen
