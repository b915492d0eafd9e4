"""The head of a letter as Decree 30/2020/NĐ-CP, Appendix I, has it: in Vietnamese whatever the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from .texts import shortened
from .values import Briefing


@dataclass(frozen=True)
class Head:
    """Left the agency below the one above it, right the state, its motto, place and day."""

    parent: str
    agency: str
    place_and_day: str
    state: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


def head_of(briefing: Briefing) -> Head | None:
    """None for a page that no agency issues."""
    if not briefing.agency:
        return None
    day = timezone.localtime(briefing.as_of)
    # Days below 10 and the months 1 and 2 have a zero before them, so that nobody adds a figure.
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    place = shortened(briefing.locality, 40)
    written = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return Head(
        shortened(briefing.parent_agency, 60).upper(), shortened(briefing.agency, 60).upper(),
        f"{place}, {written}" if place else written,
    )  # fmt: skip
