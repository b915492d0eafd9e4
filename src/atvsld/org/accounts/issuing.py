"""Giving out codes: to establishments without an account (thousands in one step), to colleagues, to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...base.audit.record import Act, record_writes
from ...base.crypto import keyed_digest
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ..establishments.models import Establishment
from ..people.models import User
from .codes import bare_code, new_code
from .models import AccessCode

CHUNK = 500
MOST = 10_000
AUDITED = "access_codes"
Purpose = AccessCode.Purpose


@dataclass(frozen=True)
class Slip:
    """What is printed and handed over: the only place where the code can be read."""

    code: str
    expires_at: datetime
    establishment: Establishment | None = None
    user: User | None = None


def code_digest(purpose: str, holder: str, code: str) -> str:
    """`holder` is the tax code of the establishment, or the user name: a code is worth nothing without it."""
    kind = Purpose.RESET if purpose == Purpose.RESET else Purpose.CLAIM
    return keyed_digest(settings.ATVSLD_RECEIPT_KEY, "access", kind, holder.lower(), bare_code(code))


def issue_claims(scope: Scope, ids: Sequence[int], *, via: str = "page") -> list[Slip]:
    """One code for each of these establishments; a code given out before and not used is void from now on.

    Raises OutOfScope when one of them lies elsewhere, Refused with claim.too_many beyond 10,000. Written in parts of
    500, so that others can write in between; in the order of the list of establishments.
    """
    scope.require("establishments", "accounts")
    if len(ids) > MOST:
        message = _("Mỗi lần cấp được nhiều nhất %(most)s mã; hãy lọc theo xã hoặc ngành rồi cấp từng phần.")
        raise Refused([RuleViolation("claim.too_many", message % {"most": f"{MOST:,}".replace(",", ".")})])
    slips: list[Slip] = []
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        rows = Establishment.objects.visible_to(scope, "accounts").standing().filter(pk__in=part)
        found = list(rows.select_related("commune", "province").order_by("sort_key", "pk"))
        if len(found) != len(set(part)):
            raise OutOfScope()
        slips += _issue(scope, Purpose.CLAIM, found, via)
    return slips


def invite(scope: Scope, establishment: Establishment, *, via: str = "page") -> Slip:
    """The holder of an account asks a colleague in: a code for one more person of the same establishment."""
    if not Establishment.objects.visible_to(scope, "invite").standing().filter(pk=establishment.pk).exists():
        raise OutOfScope()
    return _issue(scope, Purpose.INVITE, [establishment], via)[0]


def _issue(scope: Scope, purpose: str, establishments: Sequence[Establishment], via: str) -> list[Slip]:
    now = timezone.now()
    expires_at = now + timedelta(days=settings.ATVSLD_CLAIM_DAYS)
    slips = [Slip(new_code(), expires_at, establishment=e) for e in establishments]
    codes = [
        AccessCode(
            purpose=purpose, digest=code_digest(purpose, e.tax_code, slip.code), establishment=e,
            issued_by_id=scope.user_id, issued_at=now, expires_at=expires_at,
        )
        for e, slip in zip(establishments, slips, strict=True)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            if purpose == Purpose.CLAIM:
                revoke_open(scope, via, establishment__in=[e.pk for e in establishments], purpose=purpose)
            AccessCode.objects.bulk_create(codes, batch_size=CHUNK)
            record_writes(scope, via, [Act("create", AUDITED, code) for code in codes])
    except IntegrityError as error:
        raise Refused([_twice()]) from error
    return slips


def issue_reset(scope: Scope, user: User, *, via: str = "page") -> Slip:
    """A code with which this person chooses a new password. Who may give it is asked by the caller (`managing`)."""
    now = timezone.now()
    slip = Slip(new_code(), now + timedelta(days=settings.ATVSLD_RESET_DAYS), user=user)
    try:
        with transaction.atomic():
            revoke_open(scope, via, user=user, purpose=Purpose.RESET)
            code = AccessCode.objects.create(
                purpose=Purpose.RESET, digest=code_digest(Purpose.RESET, user.username, slip.code), user=user,
                issued_by_id=scope.user_id, issued_at=now, expires_at=slip.expires_at,
            )  # fmt: skip
            acts = [Act("create", AUDITED, code), Act("issue_reset_slip", "users", user)]
            record_writes(scope, via, acts)
    except IntegrityError as error:
        raise Refused([_twice()]) from error
    return slip


def revoke_open(scope: Scope, via: str, **which: object) -> int:
    """Codes that were given out and not used open nothing any more; returns how many there were."""
    now = timezone.now()
    codes = list(AccessCode.objects.select_for_update().filter(used_at=None, revoked_at=None, **which))
    for code in codes:
        code.revoked_at = now
    AccessCode.objects.bulk_update(codes, ["revoked_at"], batch_size=CHUNK)
    record_writes(scope, via, [Act("revoke", AUDITED, code) for code in codes])
    return len(codes)


def _twice() -> RuleViolation:
    return RuleViolation("claim.twice", _("Người khác vừa cấp mã cho cùng cơ sở hoặc người này. Hãy tải lại trang."))
