"""People of one establishment among themselves: who acts for it, taking a right back, handing over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope, system_scope
from ..establishments.models import Establishment
from ..people.models import Membership
from ..people.services import end_membership
from .holders import current_holders


def own_offices(scope: Scope) -> QuerySet[Establishment]:
    """The establishments that this person acts for, with the branches of a head office."""
    rows = Establishment.objects.visible_to(scope, "invite").standing()
    return rows.order_by("head_office", "sort_key", "pk")


def colleagues_of(scope: Scope, office: Establishment) -> QuerySet[Membership]:
    """Who acts for it today, oldest first; nothing for an establishment that is not the person's own."""
    own = current_holders().filter(establishment=office, establishment__in=own_offices(scope))
    return own.select_related("user").order_by("valid_from", "pk")


def remove_colleague(scope: Scope, membership_id: int) -> None:
    """A colleague's right ends now. A branch cannot remove people of its head office."""
    with transaction.atomic():
        membership = _held(scope, membership_id)
        if membership.user_id == scope.user_id:
            raise OutOfScope()
        _end(scope, membership)


def hand_over(scope: Scope, membership_id: int) -> None:
    """The own right ends now. Raises Refused with colleague.last when nobody would be left."""
    with transaction.atomic():
        membership = _held(scope, membership_id)
        if membership.user_id != scope.user_id:
            raise OutOfScope()
        if not current_holders().filter(establishment=membership.establishment).exclude(pk=membership.pk).exists():
            message = _("Chưa có ai nhận thay. Hãy mời người nhận bàn giao, đợi họ mở tài khoản rồi mới bàn giao.")
            raise Refused([RuleViolation("colleague.last", message)])
        _end(scope, membership)


def _held(scope: Scope, membership_id: int) -> Membership:
    rows = current_holders().filter(pk=membership_id, establishment__in=own_offices(scope))
    membership = rows.select_for_update(of=("self",)).select_related("user", "establishment").first()
    if membership is None:
        raise OutOfScope()
    return membership


def _end(scope: Scope, membership: Membership) -> None:
    """Yesterday was the last day, so that it ends at once; entered in the name of the person who did it."""
    acting = system_scope(scope.user_label, "users.edit")
    acting = Scope(scope.user_id, scope.user_label, acting.parts)
    end_membership(acting, membership, timezone.localdate() - timedelta(days=1))
