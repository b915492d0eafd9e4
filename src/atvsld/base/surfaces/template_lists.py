"""The hidden sheet of a template: every list in a column of its own, communes grouped by their province.

A list in a cell holds 255 characters, so cells point to named ranges of this sheet. The communes of a province stand
one under the other; two columns beside the provinces say where they begin and how many they are, and the cell of a
commune offers those of the province in the same line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from xlsxwriter.utility import xl_col_to_name

from .. import lists
from ..codelists.reading import CodeLists
from ..fields import Boolean, Choice, CodeField, Field, PlaceField, Reference
from ..fields.scalar import NO_SAID, YES_SAID
from ..language import in_vietnamese
from ..search import fold

LISTS_SHEET = _("Danh mục")


def options_of(declared: Field, codes: CodeLists) -> Sequence[str]:
    """What the in-cell list of a field offers; each is understood by the cleaner of the field."""
    if isinstance(declared, Boolean):
        return (str(YES_SAID), str(NO_SAID))
    if isinstance(declared, Choice):
        return [str(label) for _value, label in declared.options]
    if isinstance(declared, CodeField):
        rows = codes.on(declared.code_list, timezone.localdate()).values()
        return [f"{row.code} – {row.name}"[:200] for row in rows]
    return lists.choices(declared.target) if isinstance(declared, Reference) else ()


class TemplateLists:
    """Writes the lists of these fields; `source(name, row)` is what the validation of a cell points to."""

    def __init__(self, book: Any, sheet: Any, fields: Mapping[str, Field], columns: Mapping[str, int]) -> None:
        self._book, self._sheet, self._fields, self._columns = book, sheet, fields, columns
        self._next = 0
        self._names: dict[tuple[str, ...], str] = {}
        self._sources: dict[str, str] = {}
        codes = CodeLists()
        options = {name: options_of(declared, codes) for name, declared in fields.items()}
        for name, offered in options.items():
            if offered:
                self._sources[name] = f"={self._list(offered, in_vietnamese(fields[name].label))}"
        for name, declared in fields.items():
            above = province_field(fields, name) if isinstance(declared, PlaceField) else ""
            if above and options[name] and options[above]:
                self._depend(name, above, options[above], options[name])
        sheet.hide()

    def source(self, name: str) -> str:
        """A formula for the first line to fill (row 2), which the sheet moves along; "" without a list."""
        return self._sources.get(name, "")

    def _list(self, options: Sequence[str], heading: str) -> str:
        """The name of the range that holds these options; equal lists are written once."""
        key = tuple(options)
        if key not in self._names:
            self._names[key] = self._column(heading, options, f"ds_{len(self._names) + 1}")
        return self._names[key]

    def _column(self, heading: str, cells: Sequence[Any], name: str) -> str:
        column, self._next = self._next, self._next + 1
        self._sheet.write_string(0, column, heading)
        for row, cell in enumerate(cells, 1):
            if isinstance(cell, int):
                self._sheet.write_number(row, column, cell)
            else:
                self._sheet.write_string(row, column, cell)
        letter = xl_col_to_name(column)
        self._book.define_name(name, f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(cells) + 1}")
        return name

    def _depend(self, name: str, above: str, provinces: Sequence[str], communes: Sequence[str]) -> None:
        """The list of a commune is the part of all communes that belongs to the province of the same line."""
        of = [fold(label.rpartition(",")[2]) for label in communes]
        starts = [of.index(fold(p)) if fold(p) in of else 0 for p in provinces]
        counts = [of.count(fold(p)) or 1 for p in provinces]
        tag = name.replace(".", "_")
        first = self._column(gettext("bắt đầu"), starts, f"dau_{tag}")
        count = self._column(gettext("số xã"), counts, f"so_{tag}")
        everything, known = self._sources[name].lstrip("="), self._sources[above].lstrip("=")
        cell = f"${xl_col_to_name(self._columns[above])}2"
        at = f"MATCH({cell},{known},0)"
        self._sources[name] = (
            f'=IF({cell}="",{everything},OFFSET({everything},INDEX({first},{at}),0,INDEX({count},{at}),1))'
        )


def province_field(fields: Mapping[str, Field], name: str) -> str:
    """The field of the province in which the commune of this field lies: "event_commune" → "event_province"."""
    declared = fields[name]
    if not isinstance(declared, PlaceField) or declared.target != "commune":
        return ""
    above = name.replace("commune", "province")
    other = fields.get(above)
    return above if isinstance(other, PlaceField) and other.target == "province" else ""
