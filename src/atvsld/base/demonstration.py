"""What a demonstration installation says on everything that leaves it: none of this is real."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils.translation import gettext, gettext_noop

MARK = gettext_noop("Dữ liệu trình diễn")
SENTENCE = gettext_noop("Người, đơn vị và vụ việc ở đây không có thật.")
# Names of files and headers of answers hold plain letters only.
FILE_MARK, HEADER, HEADER_VALUE = "trinh-dien-", "X-Demonstration-Data", "Du lieu trinh dien"
KEPT_SECONDS = 60


def is_demonstration() -> bool:
    """Whether this installation shows the demonstration: by its setting, or because its database holds it.

    What the database said is kept for a minute.
    """
    if settings.ATVSLD_DEMO:
        return True
    held = cache.get("demonstration")
    if held is None:
        held = get_user_model()._default_manager.filter(is_demo=True).exists()
        cache.set("demonstration", held, KEPT_SECONDS)
    return bool(held)


def marked_name(file_name: str) -> str:
    """The name of a file that leaves the house; of a demonstration it says so first."""
    if not is_demonstration() or file_name.startswith(FILE_MARK):
        return file_name
    return FILE_MARK + file_name


def mark_workbook(book: Any) -> None:
    """Write the mark over each printed page of a workbook. Call when its sheets are there."""
    if is_demonstration():
        for sheet in book.worksheets():
            sheet.set_header(f"&C&B{gettext(MARK).upper()}")


def mark_lines() -> Iterator[str]:
    """What stands in the cells of a workbook beside where its data come from; nothing in a real installation."""
    if is_demonstration():
        yield f"{gettext(MARK)}: {gettext(SENTENCE)}"
