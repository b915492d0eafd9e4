"""Officers and administrators help somebody back in: a reset slip, a lost second factor, sessions left open."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope, ScopePart
from ..establishments.models import Establishment
from ..people.models import Membership, User
from ..people.roles import MANAGED
from ..people.services import note_act
from .issuing import Slip, issue_reset

SHORTEST_REASON = 5


def standing_memberships() -> QuerySet[Membership]:
    """Memberships that count today or later."""
    return Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=timezone.localdate()))


def managed_users(scope: Scope) -> QuerySet[User]:
    """People of whom at least one role lies where this officer manages it; an administrator's are all."""
    if "admin" in scope.roles:
        return User.objects.all()
    within = [_within(scope, part) for part in scope.parts if part.role in MANAGED]
    if not within:
        return User.objects.none()
    clause = within[0]
    for other in within[1:]:
        clause |= other
    held = standing_memberships().filter(clause).values("user_id")
    return User.objects.filter(pk__in=held).exclude(pk=scope.user_id or 0)


def may_manage(scope: Scope, user: User) -> bool:
    """Whether every role of that person lies within what this officer manages: nobody is reset by somebody with less.

    Somebody without a role is an administrator's matter; nobody manages the own account this way.
    """
    if user.pk == scope.user_id:
        return False
    if "admin" in scope.roles:
        return True
    held = standing_memberships().filter(user=user)
    parts = [part for part in scope.parts if part.role in MANAGED]
    covered = {pk for part in parts for pk in held.filter(_within(scope, part)).values_list("pk", flat=True)}
    return bool(covered) and covered == set(held.values_list("pk", flat=True))


def _within(scope: Scope, part: ScopePart) -> Q:
    reach = Establishment.objects.visible_to(Scope(scope.user_id, scope.user_label, (part,)), "accounts")
    places = sorted(part.place_ids)
    clause = Q(role__in=MANAGED[part.role] & {"employer", "provider"}, establishment__in=reach)
    of_places = MANAGED[part.role] - {"employer", "provider", "department"}
    of_agencies = MANAGED[part.role] & {"department"}
    for column, roles in (("place", of_places), ("agency__place", of_agencies)):
        of_roles = Q(role__in=roles)
        clause |= of_roles & Q(**{f"{column}__in": places}) | of_roles & Q(**{f"{column}__province__in": places})
    return clause


def hand_reset_slip(scope: Scope, user: User) -> Slip:
    """A slip with which this person chooses a new password, at a desk or by post. Raises OutOfScope."""
    _require(scope, user)
    return issue_reset(scope, user)


def reset_second_factor(scope: Scope, user: User, reason: str) -> int:
    """Forget the telephone, keys and recovery codes of a person who lost them; ends the sessions too.

    Never part of a reset slip: who found a slip has then still to find the telephone. Returns how many went.
    """
    _require(scope, user)
    if len(reason.strip()) < SHORTEST_REASON:
        message = _("Hãy ghi lý do xóa lớp bảo vệ thứ hai và đã xác minh người này thế nào (ít nhất 5 ký tự).")
        raise Refused([RuleViolation("mfa.reason", message, "reason")])
    with transaction.atomic():
        number, _by_model = Authenticator.objects.filter(user=user).delete()
        _end_all(user)
        note_act(scope, "reset_second_factor", user, reason.strip()[:500])
    return number


def end_sessions_of(scope: Scope, user: User) -> int:
    """Sign a person out everywhere; returns from how many places."""
    _require(scope, user)
    with transaction.atomic():
        number = _end_all(user)
        note_act(scope, "end_sessions", user)
    return number


def end_own_session(user: User, pk: int) -> bool:
    """A person ends one of the own sessions; False when it is not theirs."""
    session = UserSession.objects.filter(user=user, pk=pk).first()
    if session is None:
        return False
    with transaction.atomic():
        session.end()
        note_act(Scope(user.pk, str(user)), "end_session", user)
    return True


def end_all_sessions(user: User) -> int:
    """After a reset: nobody who was signed in stays so."""
    with transaction.atomic():
        return _end_all(user)


def _end_all(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _require(scope: Scope, user: User) -> None:
    if not may_manage(scope, user):
        raise OutOfScope()
