"""Reading a workbook in a process of its own, so that no file can take the memory or the time of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from threading import Timer
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from . import workbook_process
from .zipped import bomb, damaged, encrypted

MAX_SECONDS = 60
FAULT = 1
READ: dict[str, Callable[[Any], Any]] = {
    "d": date.fromisoformat,
    "t": datetime.fromisoformat,
    "h": time.fromisoformat,
    "s": float,
}


def rows_of_workbook(path: Path, name: str) -> tuple[str, tuple[str, ...], list[tuple[int, list[Any]]]]:
    """(sheet, other sheets, numbered rows) of a workbook. Raises RuleViolation like `open_table`."""
    # -I: nothing from the folder the program happens to be started in.
    command = [sys.executable, "-I", workbook_process.__file__, str(path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet) as child:
        patience = Timer(MAX_SECONDS, child.kill)
        patience.start()
        try:
            head, rows = _understood(child.stdout)
            code = child.wait()
        except (ValueError, StopIteration):
            # It ended in the middle of a line, or before the first; its code says why.
            head, rows, code = None, [], child.wait()
        finally:
            patience.cancel()
    if code or head is None:
        raise _refusal(code, name)
    sheet, others, _ = head
    return sheet, tuple(others), rows


def _understood(lines: Any) -> tuple[Any, list[tuple[int, list[Any]]]]:
    """The first line and the rows, read while the other process is still at work on those that follow."""
    head = json.loads(next(lines))
    read = json.JSONDecoder(object_hook=_cell).decode
    return head, [(number, read(line.decode())) for number, line in enumerate(lines, head[2]) if line != b"[]\n"]


def _refusal(code: int, name: str) -> RuleViolation:
    if code == workbook_process.ENCRYPTED:
        return encrypted(name)
    if code in (workbook_process.DAMAGED, FAULT):
        return damaged(name)
    if code == workbook_process.EMPTY:
        return RuleViolation("file.empty", _("Tệp «{name}» không có trang tính nào có dữ liệu."), name=name)
    if code == workbook_process.TOO_LARGE:
        message = gettext(
            "Tệp «{name}» có quá nhiều dòng hoặc cột. Hãy tách thành nhiều tệp, bỏ cột và dòng thừa."
        ).format(name=name)
        return RuleViolation("file.too_large", message)
    return bomb(name)


def _cell(tagged: dict[str, Any]) -> Any:
    ((kind, text),) = tagged.items()
    return READ[kind](text)
