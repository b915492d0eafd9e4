"""The only code that writes tokens of the API. Each write leaves an audit entry without the key in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from .api_token import USE_NOTED_EVERY, ApiToken, new_secret
from .models import Membership, User
from .scoping import scope_of
from .token_scope import grants_on_offer

LONGEST = timedelta(days=366)
MOST_TOKENS = 20


def create_token(
    user: User,
    name: str,
    grants: Collection[str],
    expires_on: date,
    *,
    membership: Membership | None = None,
    may_read_private: bool = False,
    via: str = "page",
) -> tuple[ApiToken, str]:
    """A new key of this person and the secret itself, which is nowhere kept.

    Raises Refused with token.name, token.expiry, token.grants or token.many.
    """
    wanted = frozenset(grants)
    violations = []
    if not name.strip():
        message = _("Hãy đặt tên cho mã truy cập, ví dụ tên phần mềm sẽ dùng mã này.")
        violations.append(RuleViolation("token.name", message, "name"))
    today = timezone.localdate()
    if not today < expires_on <= today + LONGEST:
        message = _("Ngày hết hạn phải sau hôm nay và không quá {last_day} (một năm).")
        last_day = f"{today + LONGEST:%d/%m/%Y}"
        violations.append(RuleViolation("token.expiry", message, "expires_on", last_day=last_day))
    held = scope_of(user, membership_id=membership.pk if membership else None)
    if not wanted or not wanted <= grants_on_offer(held):
        message = _("Hãy chọn ít nhất một quyền, trong số các quyền mà vai trò đã chọn đang có.")
        violations.append(RuleViolation("token.grants", message, "grants"))
    standing = ApiToken.objects.filter(user=user, revoked_at=None, expires_on__gte=today)
    if standing.count() >= MOST_TOKENS:
        message = _("Bạn đã có {most} mã đang dùng. Hãy thu hồi mã không dùng nữa trước khi tạo mã mới.")
        violations.append(RuleViolation("token.many", message, most=MOST_TOKENS))
    if violations:
        raise Refused(violations)
    prefix, secret, digest = new_secret()
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user, name=" ".join(name.split())[:60], prefix=prefix, digest=digest, grants=sorted(wanted),
            membership=membership, may_read_private=may_read_private, expires_on=expires_on,
        )  # fmt: skip
        changes = {
            "token": [None, str(token)], "grants": [None, ", ".join(token.grants)],
            "expires_on": [None, f"{expires_on:%d/%m/%Y}"], "may_read_private": [None, may_read_private],
        }  # fmt: skip
        record_writes(Scope(user.pk, str(user)), via, [Act("create", "tokens", token, changes)])
    return token, secret


def revoke_token(scope: Scope, token: ApiToken, *, via: str = "page") -> None:
    """The key opens nothing from now on. Everybody may revoke their own; administrators that of anybody."""
    if token.user_id != scope.user_id and not scope.may("users", "edit"):
        raise OutOfScope()
    with transaction.atomic():
        current = ApiToken.objects.select_for_update().get(pk=token.pk)
        if current.revoked_at is not None:
            return
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        record_writes(scope, via, [Act("revoke", "tokens", current, {"token": [str(current), "revoked"]})])


def revoke_all_tokens(scope: Scope, user: User, *, via: str = "page") -> int:
    """No program of this person goes on with a key of before; returns how many keys ended. The caller asks who may."""
    with transaction.atomic():
        tokens = list(ApiToken.objects.select_for_update().filter(user=user, revoked_at=None).order_by("pk"))
        for token in tokens:
            token.revoked_at = timezone.now()
        ApiToken.objects.bulk_update(tokens, ["revoked_at"])
        acts = [Act("revoke", "tokens", token, {"token": [str(token), "revoked"]}) for token in tokens]
        record_writes(scope, via, acts)
    return len(tokens)


def note_use(token: ApiToken) -> None:
    """That the key was used now, written at most every ten minutes."""
    now = timezone.now()
    before = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        ApiToken.objects.filter(before, pk=token.pk).update(last_used_at=now)
