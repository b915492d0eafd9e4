"""Refusals of the API as problem+json (RFC 9457), with the codes and sentences of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from ...base.errors import RuleViolation

TYPE = "application/problem+json"
TITLES = {
    304: _("Chưa thay đổi"),
    400: _("Lời gọi không đọc được"),
    401: _("Chưa xác thực"),
    403: _("Không có quyền"),
    404: _("Không tìm thấy"),
    405: _("Địa chỉ này không nhận phương thức đó"),
    409: _("Dòng đã được người khác sửa"),
    412: _("Dòng đã được người khác sửa"),
    413: _("Nội dung quá lớn"),
    422: _("Chưa nhận được: hãy sửa các mục sau"),
    428: _("Thiếu phiên bản của dòng"),
    429: _("Gọi quá nhiều"),
    500: _("Lỗi của hệ thống"),
}


class FieldError(Schema):
    """One reason: the field it concerns ("" when the whole), the stable code, the sentence for a person."""

    field: str
    code: str
    message: str


class Problem(Schema):
    """A refusal (RFC 9457). `type` leads to the explanation of the code."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError]


class ApiRefusal(Exception):
    """A call that is refused before any register is asked: status, one reason, headers."""

    def __init__(self, status: int, violation: RuleViolation, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, violation)
        self.status, self.violation, self.headers = status, violation, dict(headers or {})


def problem(status: int, violations: Iterable[RuleViolation], headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer that tells these reasons; several of them have the type of refused contents."""
    told = list(violations)
    code = told[0].code if len(told) == 1 else "request.refused"
    body = {
        "type": reverse("api-error", args=[code]),
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": told[0].message
        if len(told) == 1
        else gettext("Có {count} mục cần sửa; xem «errors».").format(count=len(told)),
        "errors": [v.as_dict() for v in told],
    }
    options = {"ensure_ascii": False}
    answer = JsonResponse(body, status=status, content_type=TYPE, headers=headers, json_dumps_params=options)
    answer["Cache-Control"] = "no-store"
    return answer


def problem_of_status(request: HttpRequest, status: int, headers: Mapping[str, str]) -> HttpResponse:
    """The answer where only a status is known: an address that is not there, a method that it has not, a fault."""
    found = {
        400: RuleViolation("request.bad", _("Lời gọi không đọc được. Hãy kiểm tra địa chỉ, tham số và nội dung.")),
        401: RuleViolation(
            "auth.missing", _("Chưa có mã truy cập. Hãy gửi đầu mục «Authorization: Bearer MÃ» hoặc đăng nhập trước.")
        ),
        403: RuleViolation("scope.denied", _("Bạn không có quyền làm việc này trong phạm vi được giao.")),
        404: RuleViolation("row.missing", _("Không có địa chỉ hoặc dòng này trong phạm vi của bạn.")),
        405: RuleViolation(
            "method.not_allowed", _("Địa chỉ này không nhận {method}. Xem đầu mục «Allow»."), method=request.method
        ),
        413: RuleViolation("body.too_large", _("Nội dung gửi quá lớn. Hãy chia nhỏ, hoặc nạp bằng tệp.")),
        429: RuleViolation("rate.exceeded", _("Gọi quá nhiều. Hãy chờ số giây ghi ở đầu mục «Retry-After».")),
    }
    fault = RuleViolation(
        "server.error", _("Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo số ở đầu mục X-Request-ID.")
    )
    kept: dict[str, Any] = {name: headers[name] for name in ("Allow", "Retry-After") if name in headers}
    return problem(status, [found.get(status, fault if status >= 500 else found[400])], kept)
