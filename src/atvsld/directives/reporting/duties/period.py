"""A period in the words of a document, in Vietnamese whoever reads it."""

from __future__ import annotations

from datetime import date, timedelta

from ...tasks.recurrence import months_after


def said(first: date, last: date) -> str:
    """«năm 2026», «quý III năm 2026», «giai đoạn 2024–2030», or from day to day."""
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    months = next((n for n in (1, 3, 6, 12) if is_whole and months_after(first, n) == last + timedelta(days=1)), 0)
    if months == 12 and first.month == 1:
        return f"năm {first.year}"
    if months == 6 and first.month in (1, 7):
        return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"quý {('I', 'II', 'III', 'IV')[first.month // 3]} năm {first.year}"
    if months == 1:
        return f"tháng {first.month} năm {first.year}"
    if is_whole and (first.month, last.month) == (1, 12):
        return f"giai đoạn {first.year}–{last.year}"
    return f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
