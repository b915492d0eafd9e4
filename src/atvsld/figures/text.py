"""A filled form as a table of plain text, for the console."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext

from ..base.demonstration import MARK, is_demonstration
from ..base.statute_words import period_label
from .forms.result import FilledForm, FilledTable
from .tables.evaluate import Number

LABEL_WIDTH = 52


def as_text(filled: FilledForm) -> str:
    """Title, basis, each table with its column numbers and their meaning, notes, and the checks that failed."""
    form = filled.request.form
    mark = "   [" + gettext("MẪU TẠM") + "]" if filled.is_provisional else ""
    subject = " ".join(filled.request.subject().values())
    lines = [
        f"{form.number} – {form.title}{mark}",
        f"{subject} – {period_label(filled.request.period)}",
        str(form.basis),
    ]
    lines += filter(None, [filled.request.group_note, filled.request.places_note])
    for table in filled.tables:
        lines += ["", gettext("Biểu {id}. {title}").format(id=table.id, title=table.title), *_table(table)]
    lines += [
        "",
        *map(str, filled.notes),
        *(gettext("CHƯA KHỚP: {what}").format(what=c.message) for c in filled.checks if not c.is_ok),
    ]
    return "\n".join([MARK.upper(), *lines] if is_demonstration() else lines)


def _table(table: FilledTable) -> list[str]:
    columns = [c for c in table.columns if not c.is_text]
    cells = [[shown(f.values[c.key]) for c in columns] for f in table.rows]
    widths = [max([len(c.key) + 2, *(len(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    heads = " ".join(f"({c.key})".rjust(w) for c, w in zip(columns, widths, strict=True))
    lines = [" " * LABEL_WIDTH + " " + heads]
    for filled, row in zip(table.rows, cells, strict=True):
        label = f"{'  ' * filled.row.level}{filled.row.label}"[:LABEL_WIDTH].ljust(LABEL_WIDTH)
        lines.append(label + " " + " ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)))
    return lines + [f"  ({c.key}) {c.label} [{c.unit}]" for c in columns]


def shown(value: Number) -> str:
    """A number in Vietnamese form: 1.234,5; "–" for a rate without denominator."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    text = f"{value:,}" if isinstance(value, int | Decimal) else f"{value:,.3f}"
    return text.translate(str.maketrans(",.", ".,"))
