"""People who wait for an officer: requests for an account, accounts without a role."""

from __future__ import annotations

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.fields.scalar import HERE
from ...org.accounts.models import AccountRequest
from ...org.people.models import User
from .kind import Asked, Tally, WorkKind, WorkRow


def requests(asked: Asked) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.visible_to(asked.scope, asked.verb).filter(state=AccountRequest.State.WAITING)


def _requests_tally(asked: Asked) -> Tally:
    found = requests(asked).aggregate(count=Count("*"), since=Min("requested_at"))
    return Tally(found["count"], found["since"] and timezone.localdate(found["since"], HERE))


def _requests_rows(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    """By number and tax code: who asks is personal, and stands on the page of requests."""
    found = requests(asked).order_by("requested_at", "pk")[start:stop]
    url = reverse("account-requests")
    return [
        WorkRow(r.number, url, r.tax_code, timezone.localdate(r.requested_at, HERE)) for r in found
    ]  # fmt: skip


def without_role(asked: Asked) -> QuerySet[User]:
    """Active accounts that open nothing. Users are no register: only who may give roles everywhere is told of them."""
    is_everywhere = any(part.everywhere for part in asked.scope.parts)
    return User.objects.filter(is_active=True, memberships=None) if is_everywhere else User.objects.none()


def _users_tally(asked: Asked) -> Tally:
    found = without_role(asked).aggregate(count=Count("*"), since=Min("date_joined"))
    return Tally(found["count"], found["since"] and timezone.localdate(found["since"], HERE))


def _users_rows(asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found = without_role(asked).order_by("pk")[start:stop]
    return [
        WorkRow(str(u), reverse("user", args=[u.pk]), u.username, timezone.localdate(u.date_joined, HERE))
        for u in found
    ]  # fmt: skip


REQUESTS = WorkKind(
    "yeu-cau-tai-khoan", _("Yêu cầu cấp tài khoản chờ trả lời"),
    _("Kiểm tra người yêu cầu rồi cấp phiếu mã, mở tài khoản hoặc từ chối có lý do."),
    ("account_requests", "decide"), _requests_tally, _requests_rows,
)  # fmt: skip
WITHOUT_ROLE = WorkKind(
    "chua-co-vai-tro", _("Tài khoản chưa được giao vai trò"), _("Giao vai trò và đơn vị, hoặc khóa tài khoản."),
    ("users", "edit"), _users_tally, _users_rows,
)  # fmt: skip
