"""One row at the API: found within the rights, read with its audit line, its version, its contents cleaned."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from ...base.audit.record import record_reading
from ...base.checking import clean
from ...base.errors import Refused, RuleViolation
from ...base.fields import Privacy
from ...base.privacy import is_masked
from ...base.references import ScopedRefs
from ...base.register import Register
from ...base.surfaces.api_schema import given, joined
from ...base.values import digest
from ..pages.row import readable
from ..scope import scope
from .problems import ApiRefusal

TAG = re.compile(r'(?:W/)?"(\d{1,9})-[0-9a-f]{16}"')


def found(request: HttpRequest, register: Register, pk: int, verb: str = "view") -> Any:
    """The row, where the scope grants the verb on it; Http404 for a row that one may not see."""
    held = scope(request)
    held.require(register.name, verb)
    rows = register.model.objects.visible_to(held, verb).select_related(*joined(register))
    row = rows.filter(pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise Http404
    return row


def told(request: HttpRequest, register: Register, row: Any) -> dict[str, Any]:
    """The row as it is given; private values that are shown leave an audit line."""
    held = scope(request)
    allowed = frozenset(readable(register, held, row))
    for privacy in sorted(allowed):
        if any(getattr(row, f.column) for f in register.private if f.privacy is privacy):
            record_reading(held, "api", register.name, [row.pk], privacy)
    return given(register, row, allowed)


def fresh(request: HttpRequest, register: Register, pk: int) -> dict[str, Any]:
    """The row as it stands after a write."""
    return told(request, register, register.model.objects.select_related(*joined(register)).get(pk=pk))


def tag_of(row: dict[str, Any]) -> str:
    """The ETag of what is given: the version of the row, and a mark of everything that is told of it."""
    return f'"{row["row_version"]}-{digest(row)[:16]}"'


def with_tag(response: HttpResponse, row: dict[str, Any]) -> dict[str, Any]:
    response["ETag"] = tag_of(row)
    return row


def expected_version(request: HttpRequest, row_version: int | None) -> int:
    """The version that the caller has seen. Raises ApiRefusal 428 when it was not sent, 412 for one of no row here."""
    sent = request.headers.get("If-Match", "").strip()
    match = TAG.fullmatch(sent)
    if match:
        return int(match[1])
    if sent:
        message = _("Đầu mục If-Match không phải là ETag đã nhận khi đọc dòng này. Hãy đọc lại dòng rồi sửa.")
        raise ApiRefusal(412, RuleViolation("row.version", message, "If-Match"))
    if row_version is None:
        message = _(
            "Hãy gửi If-Match (ETag đã nhận khi đọc dòng) hoặc tham số row_version, để không đè lên người khác."
        )
        raise ApiRefusal(428, RuleViolation("row.version", message, "row_version"))
    return row_version


def cleaned(request: HttpRequest, register: Register, body: Schema | dict[str, Any]) -> dict[str, Any]:
    """Plain values of a new row. Raises Refused with the codes of the page."""
    raw = body if isinstance(body, dict) else body.dict()
    values, violations = clean(register, raw, ScopedRefs(scope(request)))
    if violations:
        raise Refused(violations)
    return values


def changed(request: HttpRequest, register: Register, row: Any, body: Schema) -> dict[str, Any]:
    """Plain values of the fields that were sent. What is masked for the caller stays as it is, and cannot be set."""
    raw = body.dict(exclude_unset=True)
    allowed = readable(register, scope(request), row)
    hidden = {f.name for f in register.private if f.privacy not in allowed}
    kept = {f.name for f in register.private if is_masked(f, raw.get(f.name))}
    values, violations = clean(register, raw, ScopedRefs(scope(request)))
    refused = [v for v in violations if v.field in raw and v.field not in kept | hidden]
    for declared in register.private:
        if declared.name in raw and declared.name in hidden - kept and declared.privacy is not Privacy.OPEN:
            message = _("Bạn không có quyền đọc «{label}» nên không sửa được mục này.")
            refused.append(RuleViolation("field.hidden", message, declared.name, label=declared.label))
    if refused:
        raise Refused(refused)
    return {name: value for name, value in values.items() if name in raw and name not in kept}
