"""Which control a declared field gets on a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from ..codelists.reading import CodeLists
from ..fields import Boolean, Choice, CodeField, Date, Field, Integer, Moment, Reference, Text

LONG_LIST = 80


def widget_for(declared: Field, codes: CodeLists, day: Any) -> forms.Widget:
    """The control of one field; long lists and other rows are typed with suggestions, short lists are chosen."""
    if isinstance(declared, Boolean):
        return forms.CheckboxInput()
    if isinstance(declared, Choice):
        return forms.Select(choices=[("", "– chọn –"), *declared.options])
    if isinstance(declared, CodeField):
        return _code_widget(declared, codes, day)
    if isinstance(declared, Reference):
        return forms.TextInput(
            {"data-search": f"{reverse('suggest', args=[declared.target])}?q=", "spellcheck": "false"}
        )
    if isinstance(declared, Date):
        return forms.TextInput({"data-date": "", "inputmode": "numeric", "placeholder": "ngày/tháng/năm"})
    if isinstance(declared, Moment):
        return forms.TextInput({"placeholder": "ngày/tháng/năm giờ:phút", "spellcheck": "false"})
    if isinstance(declared, Integer):
        return forms.TextInput({"inputmode": "numeric"})
    if isinstance(declared, Text) and declared.multiline:
        return forms.Textarea({"rows": 4})
    return forms.TextInput({"maxlength": getattr(declared, "max_length", 300)})


def _code_widget(declared: CodeField, codes: CodeLists, day: Any) -> forms.Widget:
    rows = codes.on(declared.code_list, day)
    if len(rows) > LONG_LIST and not declared.many:
        return forms.TextInput({"data-search": f"{reverse('suggest-code', args=[declared.code_list])}?q="})
    parents = {row.parent_code for row in rows.values()}
    choices = [
        (row.code, f"{row.code} – {row.name_vi}")
        for row in rows.values()
        if not (declared.code_list == "severe_injuries" and row.code in parents)
    ]
    if declared.many:
        return forms.CheckboxSelectMultiple(choices=choices)
    return forms.Select(choices=[("", "– chọn –"), *choices])
