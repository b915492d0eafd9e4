"""The notices that come with the program, brought in as often as one likes."""

from __future__ import annotations

from importlib.resources import files

from ...base.scope import system_scope
from .models import PublishedNotice
from .reading import read_file
from .record import Notice
from .services import enter
from .standing import newest

FILE = "published-series.json"
LOADER = system_scope("bản cài đặt", "published.enter")
REASON = "Bản mới của tệp kèm theo chương trình"


def seed_notices() -> tuple[Notice, ...]:
    return read_file(files("atvsld.figures.published").joinpath("seeds", FILE).read_bytes()).notices


def load_published() -> int:
    """How many versions were entered. What a person entered, corrected or voided stands before the shipped file."""
    wanted = [notice for notice in seed_notices() if _is_ours_to_enter(notice)]
    enter(LOADER, wanted, reason=REASON, via=PublishedNotice.SEED)
    return len(wanted)


def _is_ours_to_enter(notice: Notice) -> bool:
    last = newest(notice.key)
    if last is None:
        return True
    is_ours = last.via == PublishedNotice.SEED and last.voided_at is None
    return is_ours and last.fingerprint != notice.fingerprint()
