"""Blurred numbers in words, and the note that stands beside them."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.numbers import vietnamese_integer
from .protection import FEW, LEAST_TOTAL, Blurred

UNTOLD = _("không nêu")
NOTE = _(
    "Số theo nhóm đã được che để không ai trong đó bị nhận ra: làm tròn đến bội số của 5; dưới 8 người, hoặc gần hết "
    "tổng số, thì chỉ nêu khoảng; tổng số dưới 16 người thì không nêu theo nhóm. Chỉ nêu tai nạn lao động của cả năm, "
    "không kể trên đường đi và về; không nêu số ngày nghỉ, chi phí và không mở được từng vụ."
)


def said(found: Blurred | None) -> int | str:
    """The number as it is shown: rounded, or in words."""
    if found is None:
        return str(UNTOLD)
    if found.shown is not None:
        return found.shown
    if found.low == 0:
        return gettext("dưới {n}").format(n=vietnamese_integer(found.high + 1))
    low, high = vietnamese_integer(found.low), vietnamese_integer(found.high)
    return gettext("từ {low} đến {high}").format(low=low, high=high)


assert (FEW, LEAST_TOTAL) == (8, 16), "the note says these numbers"
