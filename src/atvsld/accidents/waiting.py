"""Declarations on which somebody still has to work, found by the index that holds them alone."""

from __future__ import annotations

from django.db.models import BooleanField, F, Func, QuerySet

from ..base.scope import Scope
from .models import Accident
from .workflow import OPEN_STATES


class IsState(Func):
    """Whether a case is in one of `OPEN_STATES`, the word written into the query.

    SQLite follows a partial index only where the query says the very condition of the index; a parameter says nothing.
    """

    template = "(%(expressions)s = '%(state)s')"
    output_field = BooleanField()


def waiting(scope: Scope, verb: str, state: str) -> QuerySet[Accident]:
    """Standing cases in one of the open states; a million accepted ones cost nothing."""
    if state not in OPEN_STATES:
        raise ValueError(state)
    return Accident.objects.visible_to(scope, verb).standing().filter(IsState(F("state"), state=state))
