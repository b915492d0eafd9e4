"""Run as a program: writes the cells of one workbook as lines of JSON, within bounds of memory and time.

The first line is [sheet, other visible sheets, number of the first row]; each further line is one row. Ends with one
of the codes below when the workbook cannot be read; beyond the bounds the system ends it.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

DAMAGED, ENCRYPTED, EMPTY, TOO_LARGE, BOMB = 11, 12, 13, 14, 15
MAX_MEMORY = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 30
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 250_000, 1_000, 3_000_000
MAX_WRITTEN = 64 * 1024 * 1024
# Sheets that our own files carry beside the data.
OURS = {"Hướng dẫn", "Nguồn", "Danh mục", "Guide", "About this file", "Code lists"}


def tagged(value: object) -> dict[str, object]:
    """A value that JSON has no form for, as {kind: text}."""
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"h": value.isoformat()}
    if isinstance(value, timedelta):
        return {"s": value.total_seconds() / 86_400}
    raise TypeError(type(value))


def main(path: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_path(path)
        visible = [m.name for m in book.sheets_metadata if m.visible == calamine.SheetVisibleEnum.Visible]
        visible = [name for name in visible if name not in OURS]
        for name in visible:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            if sheet.height > MAX_ROWS or sheet.width > MAX_COLUMNS or sheet.height * sheet.width > MAX_CELLS:
                return TOO_LARGE
            others = [o for o in visible if o != name and book.get_sheet_by_name(o).start is not None]
            return write(sheet, name, others)
    except calamine.PasswordError:
        return ENCRYPTED
    except (calamine.CalamineError, ValueError, OSError):
        return DAMAGED
    except MemoryError:
        return BOMB
    return EMPTY


def write(sheet: Any, name: str, others: list[str]) -> int:
    out = sys.stdout.buffer
    encode = json.JSONEncoder(default=tagged, ensure_ascii=False, separators=(",", ":")).encode
    out.write(encode([name, others, sheet.start[0] + 1]).encode() + b"\n")
    written = 0
    for row in sheet.to_python(skip_empty_area=True):
        line = encode(row).encode("utf-8", "replace") if any(cell != "" for cell in row) else b"[]"
        written += len(line)
        if written > MAX_WRITTEN:
            return BOMB
        out.write(line + b"\n")
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
