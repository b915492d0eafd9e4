"""The parts of a notice in words, where two versions of it differ."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.numbers import vietnamese_number, vietnamese_signed
from ...figures.published.words import LINES, SECTORS

PARTS = {
    "notice": _("Số thông báo"), "issued_on": _("Ngày ban hành"), "signed_by": _("Người ký"),
    "provinces_reporting": _("Số tỉnh báo cáo"), "compared_with": _("So với kỳ"), "sources": _("Nguồn"),
    "details": _("Nội dung khác"),
}  # fmt: skip


def shown_difference(name: str, before: Any, after: Any) -> dict[str, str]:
    """One part with what it was and what it would be."""
    sector, _dot, line = name.partition(".")
    label = f"{SECTORS[sector]}, {LINES[line]}" if line in LINES else str(PARTS.get(name, name))
    if name == "details":
        return {"label": label, "before": "", "after": gettext("có thay đổi")}
    show = _figure if line in LINES else _text
    return {"label": label, "before": show(before), "after": show(after)}


def _figure(said: Any) -> str:
    """ "754 (−32; −4,07 %)"."""
    if said is None:
        return "–"
    value, change, pct, printed, text = said
    beside = [vietnamese_signed(change, 0)] if change is not None else []
    if pct is not None:
        beside.append(("−" if str(pct).startswith("-") else "") + f"{printed.lstrip('+-−')} %")
    return (text or vietnamese_number(value)) + (f" ({'; '.join(beside)})" if beside else "")


def _text(said: Any) -> str:
    return "; ".join(said) if isinstance(said, list) else str(said or "–")
