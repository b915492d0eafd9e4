"""Reading a workbook in a process of its own, so that no file can take the memory or the time of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
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
    try:
        done = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise bomb(name) from error
    if done.returncode:
        raise _refusal(done.returncode, name)
    lines = iter(done.stdout.split(b"\n")[:-1])
    sheet, others, first = json.loads(next(lines))
    read = json.JSONDecoder(object_hook=_cell).decode
    rows = [(number, read(line.decode())) for number, line in enumerate(lines, first) if line != b"[]"]
    return sheet, tuple(others), rows


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
