"""Which establishments have somebody who can sign in for them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..people.models import Membership
from .issuing import Purpose
from .models import AccessCode

NONE, CODE, HELD = "none", "code", "held"
STATES = (NONE, CODE, HELD)


def current_holders() -> QuerySet[Membership]:
    """Employer memberships that count today, of accounts that are open."""
    today = timezone.localdate()
    current = Q(valid_to=None) | Q(valid_to__gte=today)
    return Membership.objects.filter(current, role="employer", valid_from__lte=today, user__is_active=True)


def with_holder(rows: QuerySet) -> QuerySet:
    """`has_account`: somebody holds the establishment or its head office, which answers for its branches;
    `has_code`: a code was given out and is still good."""
    codes = AccessCode.objects.filter(
        establishment=OuterRef("pk"), purpose=Purpose.CLAIM, used_at=None, revoked_at=None,
        expires_at__gt=timezone.now(),
    )  # fmt: skip
    return rows.annotate(
        has_account=Exists(current_holders().filter(establishment=OuterRef("pk")))
        | Exists(current_holders().filter(establishment=OuterRef("head_office_id"))),
        has_code=Exists(codes),
    )


def in_state(rows: QuerySet, state: str) -> QuerySet:
    """Establishments of one of the three states; all of them for any other word."""
    if state == HELD:
        return rows.filter(has_account=True)
    if state in (NONE, CODE):
        return rows.filter(has_account=False, has_code=state == CODE)
    return rows
