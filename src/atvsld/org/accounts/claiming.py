"""Using a code: an account opens at once, or a password is chosen anew. A wrong code gets one and the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...base.audit.record import Act, record_writes
from ...base.errors import Refused, RuleViolation
from ...base.language import in_vietnamese
from ...base.scope import Scope, system_scope
from ..establishments.rules import normal_tax_code
from ..people.models import Membership, User
from ..people.services import add_membership, choose_password, open_account, require_good_password
from ..people.token_services import revoke_all_tokens
from .attempts import Bucket, Limit, give_back, take
from .codes import is_well_formed
from .issuing import AUDITED, Purpose, code_digest, revoke_open
from .models import AccessCode

# A code has 54 random bits: no number of addresses guesses one. The limit spares the server, and stands on the address
# alone; on the establishment it would let a stranger shut its door.
TRIES_OF_ADDRESS = Limit("code", 100, timedelta(hours=1))
USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,59}")
OPENING = ("users.create", "users.edit")
# Kept in the audit: as the source has it, whoever reads it.
BY_CODE = gettext_lazy("Nhận tài khoản bằng mã")


@dataclass(frozen=True)
class Person:
    """Who takes the account: what is typed on the page where it is claimed."""

    full_name: str
    phone: str
    password: str
    username: str = ""


def claim(tax_code: str, code: str, person: Person, address: str) -> User:
    """A new account with the role of the establishment's safety officer, by a code that is then used up.

    Raises Refused: user.* for what was typed, code.* for the code; a wrong code, another establishment's, one that
    expired, was used or recalled, and a tax code that nobody has are not told apart.
    """
    tax_code = normal_tax_code(tax_code)
    username = person.username.strip() or ""
    if username and not USERNAME.fullmatch(username):
        message = _("Tên đăng nhập gồm 3 đến 60 chữ không dấu, số, dấu chấm, gạch nối. Hãy sửa lại.")
        raise Refused([RuleViolation("user.username", message, "username")])
    require_good_password(person.password, User(username=username or tax_code, full_name=person.full_name))
    with _counted(code, address), transaction.atomic():
        found = _open_code(Purpose.CLAIM, tax_code, code)
        scope = system_scope(in_vietnamese(BY_CODE), *OPENING)
        name = username or free_username(tax_code)
        user = open_account(scope, name, person.full_name, person.phone, make_password(person.password))
        add_membership(scope, user, "employer", timezone.localdate(), establishment=found.establishment)
        _use(found, user)
    return user


def join(user: User, tax_code: str, code: str, address: str) -> Membership:
    """Somebody who has an account already takes one more establishment, by its code."""
    with _counted(code, address), transaction.atomic():
        found = _open_code(Purpose.CLAIM, normal_tax_code(tax_code), code)
        now = timezone.localdate()
        held = user.memberships.filter(establishment=found.establishment, role="employer", valid_to=None).first()
        scope = system_scope(in_vietnamese(BY_CODE), *OPENING)
        held = held or add_membership(scope, user, "employer", now, establishment=found.establishment)
        _use(found, user)
    return held


def reset_password(username: str, code: str, password: str, address: str) -> User:
    """A new password by the code of a slip. The password is judged first: a code is not lost by a weak one.

    Keys of the API end with the old password: who had that may have made one to stay.
    """
    require_good_password(password, User(username=username))
    with _counted(code, address), transaction.atomic():
        found = _open_code(Purpose.RESET, username.strip(), code)
        assert found.user is not None
        choose_password(found.user, password)
        revoke_all_tokens(Scope(found.user.pk, str(found.user)), found.user)
        _use(found, found.user)
    return found.user


def free_username(tax_code: str) -> str:
    """The tax code, or with 2, 3, … after it for more people of one establishment."""
    taken = set(User.objects.filter(username__istartswith=tax_code).values_list("username", flat=True))
    names = [tax_code, *(f"{tax_code}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


@contextmanager
def _counted(code: str, address: str) -> Iterator[None]:
    """Only a code that was never given out counts against the address: not a slip of the finger, not a taken name.

    Counted outside the transaction of the claim, which a refusal rolls back.
    """
    if not is_well_formed(code):
        message = _("Mã có 12 chữ và số, không có số 0, 1 và chữ I, L, O; mã vừa gõ sai ít nhất một ký tự.")
        raise Refused([RuleViolation("code.typed", message, "code")])
    bucket: Bucket = (TRIES_OF_ADDRESS, (address,))
    if not take(bucket):
        message = _("Từ địa chỉ mạng này đã thử sai quá nhiều lần. Hãy chờ một giờ, hoặc dùng mạng khác.")
        raise Refused([RuleViolation("code.slow", message)])
    try:
        yield
    except Refused as refused:
        if "code.wrong" not in refused.codes:
            give_back(bucket)
        raise
    give_back(bucket)


def _open_code(purpose: str, holder: str, code: str) -> AccessCode:
    """The code if it may be used now, held until the end of the transaction; every other case is one refusal."""
    codes = AccessCode.objects.select_for_update(of=("self",)).select_related("establishment", "user")
    open_codes = codes.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())
    found = open_codes.filter(digest=code_digest(purpose, holder, code)).first()
    if found is None or (found.establishment and found.establishment.voided_at) or not _is_open(found.user):
        message = _("Không nhận được với mã này. Hãy xem lại từng ký tự trên phiếu; nếu vẫn không được, xin phiếu mới.")
        raise Refused([RuleViolation("code.wrong", message, "code")])
    return found


def _is_open(user: User | None) -> bool:
    return user is None or user.is_active


def _use(code: AccessCode, user: User) -> None:
    scope = Scope(user.pk, str(user))
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    record_writes(scope, "page", [Act("use", AUDITED, code, {"user": [None, user.username]})])
    if code.purpose == Purpose.RESET:
        revoke_open(scope, "page", user=user, purpose=Purpose.RESET)
