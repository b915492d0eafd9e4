"""A file of changes: which column is which, and each line as a plain value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from atvsld.base.errors import Refused, RuleViolation
from atvsld.base.excel.opening import Opened
from atvsld.base.language import everywhere
from atvsld.base.search import fold
from atvsld.org.places.changes import cells
from atvsld.org.places.changes.change import COLUMNS, LEVELS, REQUIRED, Change, unfit


def columns_of(table: Opened) -> dict[str, int]:
    """Where each field stands, by the headings of the first row, in either language or by its name in the program.

    Raises RuleViolation with places.columns.
    """
    head = [fold(str(cell or "")) for cell in (table.rows[0][1] if table.rows else ())]
    found = {}
    for name, label in COLUMNS.items():
        wanted = {fold(name.replace("_", " ")), fold(name), *map(fold, everywhere(label))}
        place = next((i for i, text in enumerate(head) if text in wanted), None)
        if place is not None:
            found[name] = place
    missing = [str(COLUMNS[name]) for name in REQUIRED if name not in found]
    if missing:
        raise unfit(
            "columns", _("Tệp thiếu cột {missing}. Hãy dùng tệp mẫu: dòng đầu là tên các cột."),
            missing=", ".join(f"«{label}»" for label in missing),
        )  # fmt: skip
    if len(table.rows) < 2:
        raise unfit("empty", _("Tệp chỉ có dòng tên cột. Hãy ghi mỗi thay đổi một dòng rồi gửi lại."))
    return found


def read_rows(table: Opened, columns: Mapping[str, int]) -> Iterator[tuple[int, Change | list[RuleViolation]]]:
    """(row of the file, the change or every reason why the line cannot be read)."""
    for number, row in table.rows[1:]:
        given = {name: row[at] if at < len(row) else None for name, at in columns.items()}
        try:
            yield number, _change(number, given)
        except Refused as refused:
            yield number, list(refused.violations)


def _change(number: int, given: Mapping[str, Any]) -> Change:
    errors: list[RuleViolation] = []

    def take(name: str, read: Callable[[Any], Any]) -> Any:
        try:
            return read(given.get(name))
        except RuleViolation as violation:
            errors.append(violation)
            return None

    kind = take("kind", cells.kind_of)
    level = LEVELS[kind] if kind else None
    values = {
        "effective_on": take("effective_on", cells.day_of),
        "old_code": take("old_code", lambda cell: cells.code_of(cell, "old_code", level)),
        "new_code": take("new_code", lambda cell: cells.code_of(cell, "new_code", level)),
        "name_vi": take("name_vi", lambda cell: cells.name_of(cell, kind)),
        "province_code": take("province_code", lambda cell: cells.province_of(cell, level)),
        "part": take("part", cells.part_of),
        "share": take("share_population", cells.share_of),
        "instrument": take("instrument", lambda cell: cells.text_of(cell, "instrument", cells.LONGEST_INSTRUMENT)),
        "status": take("status", cells.status_of),
    }
    if errors:
        raise Refused(errors)
    return Change(row=number, kind=kind, **values)
