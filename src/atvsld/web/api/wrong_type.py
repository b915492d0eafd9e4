"""What the schemas of the API refuse, in the codes and the language of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation

SOURCES = ("body", "query", "path", "header")


def violations_of(errors: Iterable[Mapping[str, Any]]) -> list[RuleViolation]:
    """One violation a field, of the first thing that is wrong with it."""
    found: dict[str, RuleViolation] = {}
    for error in errors:
        field = _field(error["loc"])
        found.setdefault(field, _violation(field, str(error["type"]), error.get("ctx") or {}))
    return list(found.values())


def _field(place: Iterable[Any]) -> str:
    """("body", "body", "victims", 0, "sex", "str") → "victims-0-sex": the name that the page gives it."""
    steps = list(place)
    while steps and steps[0] in (*SOURCES, "params"):
        steps = steps[1:]
    named: list[str] = []
    for step in steps:
        if named and not isinstance(step, int) and not named[-1].isdecimal():
            break  # what follows a name is not a field: the kind that was tried
        named.append(str(step))
    return "-".join(named)


def _violation(field: str, kind: str, limits: Mapping[str, Any]) -> RuleViolation:
    if kind == "missing" and not field:
        return RuleViolation("body.missing", _("Chưa gửi nội dung. Hãy gửi một đối tượng JSON."))
    if kind == "missing":
        return RuleViolation("field.required", _("Chưa nhập «{label}». Hãy điền mục này."), field, label=field)
    if kind == "extra_forbidden":
        message = _("Không có mục «{label}». Xem các mục có thể gửi ở tài liệu API.")
        return RuleViolation("field.extra", message, field, label=field)
    if kind in ("greater_than_equal", "less_than_equal"):
        message = _("«{label}» ít nhất là {limit}.") if "ge" in limits else _("«{label}» nhiều nhất là {limit}.")
        return RuleViolation("field.range", message, field, label=field, limit=limits.get("ge", limits.get("le")))
    if kind in ("string_too_long", "too_long"):
        message = _("«{label}» dài quá {most}.")
        return RuleViolation("field.too_long", message, field, label=field, most=limits.get("max_length", ""))
    if kind == "literal_error":
        message = _("«{label}» chỉ nhận {allowed}.")
        return RuleViolation("field.choice", message, field, label=field, allowed=limits.get("expected", ""))
    message = _("«{label}» không đúng kiểu. Xem kiểu của mục này ở tài liệu API.")
    return RuleViolation("field.type", message, field, label=field)
