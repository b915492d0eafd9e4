"""An officer of the province opens accounts for the bodies that get its tasks; the holder chooses the password."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope, ScopePart, system_scope
from ..agencies.models import Agency
from ..people.roles import MANAGED
from ..people.services import add_membership, open_account
from .claiming import OPENING, USERNAME
from .issuing import Slip, issue_reset

ROLE = "department"


def opening_parts(scope: Scope) -> tuple[ScopePart, ...]:
    """The memberships by which somebody opens accounts for bodies."""
    return tuple(part for part in scope.parts if ROLE in MANAGED.get(part.role, ()))


def may_open_for(scope: Scope, agency: Agency) -> bool:
    """An administrator for every body, an officer for those of the own province and its communes."""
    above = agency.place.province_id if agency.place else None
    return any(
        part.everywhere or agency.place_id in part.place_ids or above in part.place_ids
        for part in opening_parts(scope)
    )  # fmt: skip


def open_for_body(scope: Scope, agency: Agency, username: str, full_name: str, *, via: str = "page") -> Slip:
    """An account that acts for the agency, and the slip with which its holder chooses a password nobody else knows.

    Raises OutOfScope; Refused with user.username, user.full_name, user.exists or membership.agency_ended.
    """
    if not may_open_for(scope, agency):
        raise OutOfScope()
    violations = []
    if not USERNAME.fullmatch(username.strip()):
        message = _("Tên đăng nhập gồm 3 đến 60 chữ không dấu, số, dấu chấm, gạch nối. Hãy sửa lại.")
        violations.append(RuleViolation("user.username", message, "username"))
    if not 2 <= len(full_name.strip()) <= 150:
        message = _("Hãy ghi họ và tên, từ 2 đến 150 ký tự.")
        violations.append(RuleViolation("user.full_name", message, "full_name"))
    if violations:
        raise Refused(violations)
    # In the name of the officer, with the rights that opening takes and no others.
    acting = Scope(scope.user_id, scope.user_label, system_scope("", *OPENING).parts)
    with transaction.atomic():
        user = open_account(acting, username.strip(), full_name.strip(), "", make_password(None), via=via)
        add_membership(acting, user, ROLE, timezone.localdate(), via=via, agency=agency)
        return issue_reset(scope, user, via=via)
