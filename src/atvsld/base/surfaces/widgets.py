"""Which control a declared field gets on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext

from ..codelists.reading import Code, CodeLists
from ..fields import Boolean, Choice, CodeField, Date, Field, Integer, Moment, Reference, Text

LONG_LIST = 80


class Checkbox(forms.CheckboxInput):
    """A box that hands on what was sent: Django's own takes every word for a tick, «không» too."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, False)


def widget_for(declared: Field, codes: CodeLists, day: Any) -> forms.Widget:
    """The control of one field; long lists and other rows are typed with suggestions, short lists are chosen."""
    if isinstance(declared, Boolean):
        return Checkbox()
    if isinstance(declared, Choice):
        return forms.Select(choices=[("", gettext("– chọn –")), *declared.options])
    if isinstance(declared, CodeField):
        return _code_widget(declared, codes, day)
    if isinstance(declared, Reference):
        return forms.TextInput(
            {"data-search": f"{reverse('suggest', args=[declared.target])}?q=", "spellcheck": "false"}
        )
    if isinstance(declared, Date):
        return forms.TextInput({"data-date": "", "inputmode": "numeric", "placeholder": gettext("ngày/tháng/năm")})
    if isinstance(declared, Moment):
        return forms.TextInput(
            {"data-moment": "", "inputmode": "numeric", "placeholder": gettext("ngày/tháng/năm giờ:phút")}
        )
    if isinstance(declared, Integer):
        return forms.TextInput({"inputmode": "numeric"})
    if isinstance(declared, Text) and declared.multiline:
        return forms.Textarea({"rows": 4})
    return forms.TextInput({"maxlength": getattr(declared, "max_length", 300)})


def _code_widget(declared: CodeField, codes: CodeLists, day: Any) -> forms.Widget:
    rows = codes.on(declared.code_list, day)
    if len(rows) > LONG_LIST and not declared.many:
        return forms.TextInput({"data-search": f"{reverse('suggest-code', args=[declared.code_list])}?q="})
    choices = _grouped(rows.values()) if declared.many else [(row.code, code_label(row)) for row in rows.values()]
    if declared.many:
        return forms.CheckboxSelectMultiple(choices=choices)
    return forms.Select(choices=[("", gettext("– chọn –")), *choices])


def code_label(row: Code) -> str:
    """ "3.1 – Thiết bị áp lực"; a code that is only a word of the program is not shown."""
    is_word = len(row.code) > 2 and row.code[0].isalpha()
    return row.name if is_word else f"{row.code} – {row.name}"


def _grouped(rows: Iterable[Code]) -> list[Any]:
    """Codes under the headings of their list; a heading itself cannot be chosen."""
    kept = list(rows)
    headings = {row.parent_code for row in kept} - {""}
    named = {row.code: row.name for row in kept}
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in kept:
        if row.code not in headings:
            groups.setdefault(named.get(row.parent_code, ""), []).append((row.code, code_label(row)))
    return [choice for name, choices in groups.items() for choice in ([(name, choices)] if name else choices)]
