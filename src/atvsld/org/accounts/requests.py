"""Asking for an account without a code, and deciding on many requests in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.language import in_vietnamese
from ...base.scope import Scope, system_scope
from ..establishments.models import Establishment
from ..establishments.rules import normal_tax_code, tax_code_violation
from ..people.models import User
from ..people.services import add_membership, open_account, require_good_password
from .attempts import Limit, take
from .claiming import OPENING, free_username
from .codes import new_code
from .holders import current_holders
from .issuing import Slip, issue_claims
from .models import AccountRequest

AUDITED = "account_requests"
MOST = 500
SHORTEST_REASON = 5
BY_REQUEST = gettext_lazy("Mở tài khoản theo yêu cầu {number}")
REQUESTS_OF_ADDRESS = Limit("account_request", 20, timedelta(hours=24))
State = AccountRequest.State


@dataclass
class Decided:
    """What came of one step over many requests: slips to hand over, accounts opened, and what was left with why."""

    slips: list[Slip] = field(default_factory=list)
    opened: list[User] = field(default_factory=list)
    left: list[tuple[AccountRequest, str]] = field(default_factory=list)


def submit(values: Mapping[str, Any], address: str) -> AccountRequest:
    """A new request, whoever sends it; nothing that is answered says whether the establishment is known.

    `values`: tax_code, full_name, phone, province (Place), and, if given, commune, email, note, password. Raises
    Refused with tax_code.*, user.password or request.slow.
    """
    tax_code = normal_tax_code(values["tax_code"])
    violation = tax_code_violation(tax_code)
    if violation:
        raise Refused([violation])
    password = values.get("password", "")
    if password:
        require_good_password(password, User(username=tax_code, full_name=values["full_name"]))
    if not take((REQUESTS_OF_ADDRESS, (address,))):
        message = _("Hôm nay từ địa chỉ mạng này đã gửi quá nhiều yêu cầu. Hãy gửi lại vào ngày mai.")
        raise Refused([RuleViolation("request.slow", message)])
    known = _establishment(tax_code)
    province, commune = values["province"], values.get("commune")
    if known:
        province, commune = known.province, known.commune
    request = AccountRequest(
        number=f"YC-{new_code()}", tax_code=tax_code, establishment=known, province=province, commune=commune,
        zone=known.zone if known else None, full_name=values["full_name"], phone=values["phone"],
        email=values.get("email", ""), note=values.get("note", ""),
        password=make_password(password) if password else "", requested_at=timezone.now(),
    )  # fmt: skip
    with transaction.atomic():
        request.save()
        scope = Scope(None, _("Người gửi yêu cầu (chưa đăng nhập)"))
        record_writes(scope, "page", [Act("create", AUDITED, request, {"tax_code": [None, tax_code]})])
    return request


def approve(scope: Scope, ids: Sequence[int], how: str, checked: str = "") -> Decided:
    """Accept these requests: `how` is State.CODE (a slip each, sent to the establishment's address) or State.ACTIVE.

    ACTIVE opens the account with the password chosen in the request, at once: only where the establishment is known
    and has nobody yet, and the officer wrote in `checked` how the person was identified. What cannot be accepted is
    left waiting, with the reason.
    """
    if how == State.ACTIVE and len(checked.strip()) < SHORTEST_REASON:
        message = _("Mở tài khoản ngay thì hãy ghi đã kiểm tra người yêu cầu bằng cách nào (ít nhất 5 ký tự).")
        raise Refused([RuleViolation("request.checked", message, "checked")])
    decided = Decided()
    with transaction.atomic():
        accepted: list[AccountRequest] = []
        waiting = _waiting(scope, ids)
        reach = Establishment.objects.visible_to(scope, "accounts")
        within = set(reach.filter(pk__in=[r.establishment_id for r in waiting]).values_list("pk", flat=True))
        for request in waiting:
            reason = _why_not(request, how, within - {r.establishment_id for r in accepted})
            if reason:
                decided.left.append((request, reason))
            else:
                accepted.append(request)
        if how == State.ACTIVE:
            decided.opened = [_opened(request) for request in accepted]
        else:
            decided.slips = issue_claims(scope, [r.establishment_id for r in accepted if r.establishment_id])
        _decide(scope, accepted, how, checked.strip()[:500])
    return decided


def reject(scope: Scope, ids: Sequence[int], reason: str) -> int:
    """Turn these requests down with a reason that the requester reads; returns how many."""
    if len(reason.strip()) < SHORTEST_REASON:
        message = _("Hãy ghi lý do không chấp nhận (ít nhất 5 ký tự); người gửi yêu cầu đọc được lý do này.")
        raise Refused([RuleViolation("request.reason", message, "reason")])
    with transaction.atomic():
        requests = _waiting(scope, ids)
        _decide(scope, requests, State.REJECTED, reason.strip()[:500])
    return len(requests)


def by_number(number: str) -> AccountRequest | None:
    """The request of this number, which only its sender was told."""
    return AccountRequest.objects.filter(number=number.strip().upper()).first()


def _waiting(scope: Scope, ids: Sequence[int]) -> list[AccountRequest]:
    """Raises OutOfScope when one of them lies elsewhere; those decided meanwhile are left out."""
    scope.require(AUDITED, "decide")
    if len(ids) > MOST:
        raise Refused([RuleViolation("request.too_many", _("Mỗi lần quyết định được nhiều nhất 500 yêu cầu."))])
    rows = AccountRequest.objects.visible_to(scope, "decide").filter(pk__in=ids)
    found = list(rows.select_for_update(of=("self",)).order_by("requested_at", "pk"))
    if len(found) != len(set(ids)):
        raise OutOfScope()
    waiting = [r for r in found if r.state == State.WAITING]
    for request in waiting:
        if request.establishment_id is None:
            request.establishment = _establishment(request.tax_code)
    return waiting


def _why_not(request: AccountRequest, how: str, open_to: Set[int]) -> str:
    if request.establishment is None:
        return _("mã số thuế chưa có trong sổ cơ sở; hãy ghi cơ sở vào sổ trước")
    if request.establishment_id not in open_to:
        return _("trùng với một yêu cầu khác của cùng cơ sở, hoặc cơ sở nằm ngoài địa bàn của bạn")
    if how != State.ACTIVE:
        return ""
    if not request.password:
        return _("người gửi không chọn mật khẩu; hãy cấp phiếu mã")
    if current_holders().filter(establishment=request.establishment).exists():
        return _("cơ sở đã có người giữ tài khoản; người ấy mời thêm được, hoặc cấp phiếu mã")
    return ""


def _opened(request: AccountRequest) -> User:
    scope = system_scope(in_vietnamese(BY_REQUEST).format(number=request.number), *OPENING)
    name = free_username(request.tax_code)
    user = open_account(scope, name, request.full_name, request.phone, request.password)
    add_membership(scope, user, "employer", timezone.localdate(), establishment=request.establishment)
    return user


def _decide(scope: Scope, requests: Sequence[AccountRequest], state: str, reason: str) -> None:
    now = timezone.now()
    for request in requests:
        request.state, request.reason, request.password = state, reason, ""
        request.decided_at, request.decided_by_id = now, scope.user_id
    columns = ["state", "reason", "password", "decided_at", "decided_by", "establishment"]
    AccountRequest.objects.bulk_update(requests, columns, batch_size=MOST)
    acts = [Act("decide", AUDITED, r, {"state": [State.WAITING, state]}, reason) for r in requests]
    record_writes(scope, "page", acts)


def _establishment(tax_code: str) -> Establishment | None:
    return Establishment.objects.standing().filter(tax_code=tax_code).first()
