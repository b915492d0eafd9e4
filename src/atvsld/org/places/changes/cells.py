"""The cells of a file of changes, read forgivingly; what cannot be meant is refused with its column and a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from atvsld.base.language import everywhere
from atvsld.base.search import fold
from atvsld.org.dated import Certainty
from atvsld.org.places.changes.change import COLUMNS, DIGITS, LEVELS, unfit
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.places.seed_rows import CODES_FROM

LONGEST_NAME, LONGEST_INSTRUMENT = 100, 120


def text_of(cell: Any, field: str, longest: int) -> str:
    text = " ".join(str(cell if cell is not None else "").split())
    if not text:
        raise unfit("missing", _("Thiếu «{label}»: hãy ghi vào ô này."), field, label=COLUMNS[field])
    if len(text) > longest:
        raise unfit(
            "long", _("«{label}» dài quá {most} ký tự: hãy rút gọn."), field, label=COLUMNS[field], most=longest
        )
    return text


def day_of(cell: Any) -> date:
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        day = _typed_day(text_of(cell, "effective_on", 30))
    if day <= CODES_FROM:
        raise unfit(
            "day_early",
            _("Chỉ nạp thay đổi sau ngày 01/07/2025; những thay đổi đến ngày ấy đã có sẵn trong hệ thống."),
            "effective_on",
        )
    if day.year > 2100:
        raise unfit("day", _("Ngày hiệu lực không đọc được: hãy ghi dạng 31/12/2026."), "effective_on")
    return day


def _typed_day(text: str) -> date:
    for shape in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    raise unfit("day", _("Ngày hiệu lực không đọc được: hãy ghi dạng 31/12/2026."), "effective_on")


def code_of(cell: Any, field: str, level: Place.Level | None) -> str:
    """The digits of a code; a sheet drops the zeros at its left, and they are put back."""
    text = text_of(int(cell) if isinstance(cell, float) and cell.is_integer() else cell, field, 20)
    digits = DIGITS.get(level, 5) if level else 5
    if not (text.isascii() and text.isdigit()) or len(text) > digits:
        raise unfit(
            "code", _("«{label}» phải là mã {digits} chữ số của danh mục đơn vị hành chính."), field,
            label=COLUMNS[field], digits=digits,
        )  # fmt: skip
    return text.zfill(digits)


def province_of(cell: Any, level: Place.Level | None) -> str:
    if level == Place.Level.PROVINCE or cell is None or not str(cell).strip():
        return ""
    return code_of(cell, "province_code", Place.Level.PROVINCE)


def kind_of(cell: Any) -> Place.Kind:
    text = text_of(cell, "kind", 30)
    for kind in LEVELS:
        if fold(text) in (fold(kind.label), kind.value, kind.value.replace("_", " ")):
            return kind
    raise unfit(
        "kind", _("Loại «{text}» không có từ 01/07/2025. Hãy ghi một trong: {known}."), "kind",
        text=text, known=", ".join(str(kind.label) for kind in LEVELS),
    )  # fmt: skip


def name_of(cell: Any, kind: Place.Kind | None) -> str:
    """The name without its kind, whichever way it was written."""
    text = text_of(cell, "name_vi", LONGEST_NAME)
    before = kind.label if kind else ""
    return text[len(before) :].strip() if before and fold(text).startswith(f"{fold(before)} ") else text


def _choice(cell: Any, field: str, choices: Sequence[Any], default: Any) -> Any:
    text = " ".join(str(cell if cell is not None else "").split())
    if not text:
        return default
    for choice in choices:
        if fold(text) in {fold(choice.value), *map(fold, everywhere(choice.label))}:
            return choice
    raise unfit(
        "choice", _("«{label}» phải là một trong: {known}."), field, label=COLUMNS[field],
        known=", ".join(f"«{choice.label}»" for choice in choices),
    )  # fmt: skip


def part_of(cell: Any) -> PlaceSuccession.Kind:
    return _choice(cell, "part", list(PlaceSuccession.Kind), PlaceSuccession.Kind.WHOLE)


def status_of(cell: Any) -> Certainty:
    return _choice(cell, "status", list(Certainty), Certainty.PROVISIONAL)


def share_of(cell: Any) -> Decimal | None:
    if cell is None or not str(cell).strip():
        return None
    text = str(cell).strip()
    try:
        share = Decimal(text.removesuffix("%").strip().replace(",", ".")) / (100 if text.endswith("%") else 1)
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= 1:
        raise unfit("share", _("«{label}» phải từ 0 đến 1, hoặc từ 0% đến 100%."), "share_population",
                    label=COLUMNS["share_population"])  # fmt: skip
    return share.quantize(Decimal("0.00000001"))
