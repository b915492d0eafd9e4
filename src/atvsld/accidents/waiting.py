"""Declarations on which somebody still has to work, found by the index that holds them alone."""

from __future__ import annotations

from django.db.models import BooleanField, F, Func, QuerySet

from ..base.scope import Scope
from .models import Accident
from .workflow import OPEN_STATES

_OPEN = " OR ".join(f"%(expressions)s = '{state}'" for state in OPEN_STATES)


class IsOpen(Func):
    """Whether a state is one of `OPEN_STATES`, its words written into the query.

    SQLite follows a partial index only where the query says the very condition of the index; a parameter says nothing.
    """

    template = f"({_OPEN})"
    output_field = BooleanField()


def waiting(scope: Scope, verb: str, state: str) -> QuerySet[Accident]:
    """Standing cases in one of the open states; a million accepted ones cost nothing."""
    rows = Accident.objects.visible_to(scope, verb).standing()
    return rows.filter(IsOpen(F("state")), state=state)
