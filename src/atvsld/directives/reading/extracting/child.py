"""Run as a program: takes the text out of one file (on standard input) within bounds of memory and processor time.

Writes one JSON object: {"lines", "tables", "notes"} or {"refused": word}. Beyond the bounds the system ends it.
"""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from .bounds import MAX_MEMORY
from .page import Page
from .refused import BOMB, DAMAGED, EMPTY, Unreadable
from .time_allowed import allow_time


def main(kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    allow_time(0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(kind, sys.stdin.buffer.read(), allow_time), sys.stdout)


def answer(kind: str, data: bytes, on_letters: Callable[[int], None] = lambda count: None) -> dict[str, Any]:
    """Whatever the libraries raise is the file's fault: it is damaged, or made to do harm."""
    try:
        page, notes = _page(kind, data, on_letters)
        if not any(line.strip() for line in page.lines):
            return {"refused": EMPTY}
        return {"lines": page.lines, "tables": _plain(page), "notes": notes}
    except Unreadable as unreadable:
        return {"refused": unreadable.reason}
    except MemoryError:
        return {"refused": BOMB}
    except Exception:
        return {"refused": DAMAGED}


def _page(kind: str, data: bytes, on_letters: Callable[[int], None]) -> tuple[Page, dict[str, list[int]]]:
    if kind == "pdf":
        from .pdf import page_of_pdf

        kept = page_of_pdf(data, on_letters)
        return kept.page, {"pictures_only": kept.pictures_only, "incomplete": kept.incomplete}
    if kind == "docx":
        from .docx import page_of_docx

        return page_of_docx(data), {}
    from .html import page_of_html

    return page_of_html(data), {}


def _plain(page: Page) -> list[list[list[Any]]]:
    return [[[list(vars(cell).values()) for cell in row] for row in table.rows] for table in page.tables]


if __name__ == "__main__":
    main(sys.argv[1])
