"""The values of a file, read strictly: what cannot be meant is refused with its field, the reason and a remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.language import Words
from ...statutes.period import Period
from .record import period_of_key

LARGEST, LARGEST_DETAIL = 10**9, 10**15
LONGEST_TEXT, LONGEST_DETAIL, MOST_ITEMS, DEEPEST = 300, 2000, 300, 6
_PRINTED = re.compile(r"[+\-−]?(\d{1,6}(?:[.,]\d{1,4})?)", re.ASCII)
_SPOILT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def unreadable(code: str, said: Words, field: str, **parts: Any) -> RuleViolation:
    return RuleViolation(f"published.{code}", said, field, where=field, **parts)


def whole_number(value: Any, field: str, *, may_fall: bool = False) -> int | None:
    """A count; with `may_fall` a change, which may be negative. None where nothing was printed."""
    if value is None:
        return None
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    low = -LARGEST if may_fall else 0
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= LARGEST:
        raise unreadable(
            "number", _("«{where}» phải là số nguyên từ {low} đến {high}, không dấu chấm, không nháy."), field,
            low=low, high=LARGEST,
        )  # fmt: skip
    return value


def percentage(figure: Mapping[str, Any], field: str) -> tuple[Decimal | None, str]:
    """(signed percentage, its digits as printed); both are given or neither."""
    signed, printed = figure.get("change_pct"), figure.get("pct_raw")
    if signed is None and printed in (None, ""):
        return None, ""
    found = _PRINTED.fullmatch(printed.strip()) if isinstance(printed, str) else None
    if found is None or printed is None:
        raise unreadable(
            "pct_raw", _("«{where}» phải ghi tỷ lệ đúng như in, trong nháy, ví dụ \"18,66\" (tối đa 4 số lẻ)."),
            f"{field}.pct_raw",
        )  # fmt: skip
    if isinstance(signed, bool) or not isinstance(signed, int | Decimal):
        raise unreadable(
            "change_pct", _("«{where}» phải là số có dấu, dấu chấm thập phân, ví dụ -3.87: giảm thì ghi dấu trừ."),
            f"{field}.change_pct",
        )  # fmt: skip
    value = Decimal(signed)
    if abs(value) != Decimal(found[1].replace(",", ".")):
        raise unreadable(
            "pct_differs", _("«{where}» ({signed}) khác tỷ lệ như in ({printed}). Hãy ghi hai mục cùng một số."),
            f"{field}.change_pct", signed=value, printed=printed,
        )  # fmt: skip
    return value, printed.strip()


def text_of(value: Any, field: str, longest: int = LONGEST_TEXT) -> str:
    """A line of text; "" where nothing stands."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest or _SPOILT.search(value):
        raise unreadable("text", _("«{where}» phải là chữ, dài nhất {most} ký tự, không có ký tự điều khiển."), field,
                    most=longest)  # fmt: skip
    return " ".join(value.split())


def day_of(value: Any, field: str) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise unreadable("day", _('«{where}» phải là ngày dạng "2023-04-07".'), field) from None


def period_of(value: Any, field: str) -> Period:
    try:
        return period_of_key(value)
    except ValueError:
        raise unreadable(
            "period", _('«{where}» phải là kỳ dạng "2022" (cả năm), "2022H1" hoặc "2022H2" (6 tháng).'), field
        ) from None


def texts_of(value: Any, field: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise unreadable("list", _("«{where}» phải là danh sách trong ngoặc vuông, tối đa {most} dòng."), field,
                    most=MOST_ITEMS)  # fmt: skip
    return tuple(text_of(one, f"{field}[{place}]") for place, one in enumerate(value))


def detail_of(value: Any, field: str, depth: int = 1) -> Any:
    """Any other fact, kept as given: plain values only, of a size that a page can show."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, Decimal)):
        if not -LARGEST_DETAIL <= value <= LARGEST_DETAIL:
            raise unreadable("detail_number", _("«{where}» là số quá lớn. Hãy xem lại đơn vị."), field)
        return value if isinstance(value, int) else float(value)
    if isinstance(value, str):
        return text_of(value, field, LONGEST_DETAIL)
    if depth > DEEPEST or len(value) > MOST_ITEMS:
        raise unreadable("detail", _("«{where}» lồng quá {deepest} lớp hoặc có hơn {most} mục. Hãy ghi gọn lại."),
                    field, deepest=DEEPEST, most=MOST_ITEMS)  # fmt: skip
    if isinstance(value, list):
        return [detail_of(one, f"{field}[{place}]", depth + 1) for place, one in enumerate(value)]
    return {text_of(k, field, 100): detail_of(v, f"{field}.{k}"[:200], depth + 1) for k, v in value.items()}
