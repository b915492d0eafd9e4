"""Opening a file that somebody sent: what it is, whether it is safe to read, and its rows.

Nothing is believed: not the name, not the sizes written in it. A workbook is looked at from outside first (sizes of
its parts) and then read by a process of its own with bounded memory and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from .delimited import rows_of_text
from .kinds import kind_of
from .workbook import rows_of_workbook
from .zipped import encrypted, require_harmless

# The stream in which Office keeps a workbook under a password.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Opened:
    """A table of cells: numbered rows as in the file (the first is 1), the sheet read and the sheets left alone."""

    name: str
    rows: list[tuple[int, list[Any]]]
    sheet: str = ""
    other_sheets: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[tuple[int, list[Any]]]:
        return iter(self.rows)


def open_table(path: Path, name: str = "", max_bytes: int = MAX_BYTES) -> Opened:
    """The first sheet with anything in it of a workbook (.xlsx, .xlsm, .xls, .ods), or the rows of a CSV file.

    Raises RuleViolation with file.missing, file.empty, file.too_large, file.kind, file.encrypted, file.damaged,
    file.bomb or file.encoding.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise RuleViolation(
            "file.missing", _("Không mở được tệp «{name}». Hãy kiểm tra đường dẫn."), name=name
        ) from error
    if size == 0:
        raise RuleViolation("file.empty", _("Tệp «{name}» trống."), name=name)
    if size > max_bytes:
        limit = max_bytes // 1024 // 1024
        raise RuleViolation(
            "file.too_large", _("Tệp «{name}» lớn hơn {limit} MB. Hãy tách thành nhiều tệp."), name=name, limit=limit
        )
    kind = kind_of(start, name)
    if kind == "zip":
        require_harmless(path, name)
    if kind == "compound" and ENCRYPTED_STREAM in path.read_bytes():
        raise encrypted(name)
    if kind == "text":
        return Opened(name, rows_of_text(path.read_bytes(), name))
    sheet, others, rows = rows_of_workbook(path, name)
    return Opened(name, rows, sheet, others)
