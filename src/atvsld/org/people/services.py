"""The only code that writes users and memberships. Each write leaves an audit entry without a password in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import Refused, RuleViolation
from ...base.scope import Scope
from .models import CaseGrant, Membership, User
from .roles import ROLES
from .rules import of_membership


def create_user(
    scope: Scope,
    username: str,
    full_name: str,
    password: str,
    *,
    is_demo: bool = False,
    same_as: User | None = None,
    via: str = "page",
) -> User:
    """A new account. Raises Refused with user.exists or user.password.

    Demonstration accounts share one published password: hashed once, it is taken over from `same_as`.
    """
    scope.require("users", "create")
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(
            [
                RuleViolation(
                    "user.exists", _("Đã có tài khoản «{username}»; hãy chọn tên khác."), "username", username=username
                )
            ]
        )
    user = User(username=username, full_name=full_name, is_demo=is_demo, must_change_password=not is_demo)
    if not is_demo:
        require_good_password(password, user)
    if same_as and is_demo and same_as.is_demo:
        user.password = same_as.password
    else:
        user.set_password(password)
    with transaction.atomic():
        user.save()
        record_writes(scope, via, [Act("create", "users", user, {"username": [None, username]})])
    return user


def open_account(
    scope: Scope, username: str, full_name: str, phone: str, password_hash: str, *, via: str = "page"
) -> User:
    """An account whose password its holder chose, and nobody else knows. Raises Refused with user.exists."""
    scope.require("users", "create")
    if User.objects.filter(username__iexact=username).exists():
        message = (
            _("Tên đăng nhập «%s» đã có người dùng. Hãy chọn tên khác, ví dụ thêm tên của bạn vào sau.") % username
        )
        raise Refused([RuleViolation("user.exists", message, "username")])
    user = User(username=username, full_name=full_name, phone=phone, password=password_hash)
    with transaction.atomic():
        user.save()
        record_writes(scope, via, [Act("create", "users", user, {"username": [None, username]})])
    return user


def choose_password(user: User, password: str, *, via: str = "page") -> None:
    """The new password of a person who proved with a slip who they are. Raises Refused with user.password."""
    require_good_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        record_writes(Scope(user.pk, str(user)), via, [Act("use_reset_slip", "users", user)])


def note_act(scope: Scope, verb: str, user: User, reason: str = "", *, via: str = "page") -> None:
    """Enter something done to an account whose rows are not kept here: second factor, sessions, slips."""
    with transaction.atomic():
        record_writes(scope, via, [Act(verb, "users", user, {}, reason)])


def set_password(scope: Scope, user: User, password: str, *, via: str = "page") -> None:
    """An administrator hands out a new first password; the person must change it. Raises Refused with user.password."""
    scope.require("users", "edit")
    require_good_password(password, user)
    user.set_password(password)
    user.must_change_password = True
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        record_writes(scope, via, [Act("reset_password", "users", user)])


def change_own_password(user: User, password: str, *, via: str = "page") -> None:
    """A person's own new password, already judged by the form; a first one handed out is then no longer in use."""
    user.set_password(password)
    user.must_change_password = False
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        record_writes(Scope(user.pk, str(user)), via, [Act("change_password", "users", user)])


def choose_language(user: User, language: str) -> None:
    """The language in which a person reads pages, files and messages; a matter of taste that leaves no audit entry."""
    user.language = language
    user.save(update_fields=["language"])


def set_active(scope: Scope, user: User, is_active: bool, *, via: str = "page") -> None:
    """Close or reopen an account; accounts are never deleted."""
    scope.require("users", "edit")
    if user.pk == scope.user_id:
        raise Refused([RuleViolation("user.self", _("Không thể tự khóa tài khoản của mình."))])
    with transaction.atomic():
        before, user.is_active = user.is_active, is_active
        user.save(update_fields=["is_active"])
        record_writes(scope, via, [Act("edit", "users", user, {"is_active": [before, is_active]})])


def add_membership(
    scope: Scope, user: User, role: str, valid_from: date, *, via: str = "page", **unit: Any
) -> Membership:
    """Give a person a role in a unit. Raises Refused with membership.unit when the role needs another kind of unit,
    membership.agency_ended or membership.agency_place when the agency cannot be the person's."""
    scope.require("users", "edit")
    needed = ROLES[role].unit
    kept = {k: v for k, v in unit.items() if k in (needed, "agency")}
    if violations := list(of_membership(role, valid_from, **kept)):
        raise Refused(violations)
    with transaction.atomic():
        membership = Membership.objects.create(user=user, role=role, valid_from=valid_from, **kept)
        changes: Mapping[str, Any] = {"membership": [None, f"{role}: {membership.unit_label}"]}
        record_writes(scope, via, [Act("edit", "users", user, changes)])
    return membership


def end_membership(scope: Scope, membership: Membership, on: date, *, via: str = "page") -> None:
    """The role ends with that day; what was done under it stays recorded."""
    scope.require("users", "edit")
    with transaction.atomic():
        membership.valid_to = on
        membership.save(update_fields=["valid_to"])
        changes = {
            "membership": [
                f"{membership.role}: {membership.unit_label}",
                f"đến hết {on:%d/%m/%Y}",
            ]
        }
        record_writes(scope, via, [Act("edit", "users", membership.user, changes)])


def grant_case(
    scope: Scope, membership: Membership, register: str, object_id: int, decision: str, *, via: str = "page"
) -> CaseGrant:
    """Open one row to an investigator or an invited body, by a decision that is named."""
    scope.require("users", "edit")
    with transaction.atomic():
        grant, is_new = CaseGrant.objects.get_or_create(
            membership=membership, register=register, object_id=object_id, defaults={"decision": decision}
        )
        if not is_new:
            return grant
        changes = {"case": [None, f"{register} {object_id} ({decision})"]}
        record_writes(scope, via, [Act("edit", "users", membership.user, changes)])
    return grant


def require_good_password(password: str, user: User) -> None:
    """Raises Refused with user.password, one sentence a reason."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused([RuleViolation("user.password", m, "password") for m in error.messages]) from error
