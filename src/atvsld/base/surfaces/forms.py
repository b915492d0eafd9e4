"""From a register to a form: a thin caller of the shared cleaners and rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..checking import check
from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..fields import Boolean, Choice, CodeField, Date, Field, Moment, Privacy
from ..language import Words
from ..references import ScopedRefs
from ..register import Register, Values
from ..scope import Scope
from ..writing import context_for
from .widgets import widget_for


class DeclaredFormField(forms.Field):
    """A form field whose cleaning is the declared field's own."""

    def __init__(self, declared: Field, refs: ScopedRefs, **kept: Any) -> None:
        super().__init__(label=declared.label, help_text=declared.help, required=declared.required, **kept)
        self.declared, self.refs = declared, refs

    def clean(self, value: Any) -> Any:
        try:
            return self.declared.clean(value, self.refs)
        except RuleViolation as violation:
            raise ValidationError(violation.message, code=violation.code) from violation


class RegisterForm(forms.Form):
    """The form of one register for one person, empty or for one row.

    Fields of a `hidden` kind are not shown and keep their value. `cleaned_data` are plain values by field name;
    `violations` keeps code, message and field of every refusal.
    """

    register: Register

    def __init__(
        self,
        *args: Any,
        scope: Scope,
        row: Any = None,
        start: Values | None = None,
        hidden: Collection[Privacy] = (),
        **kept: Any,
    ) -> None:
        self.scope, self.row = scope, row
        self.refs, self.codes = ScopedRefs(scope), CodeLists()
        values = self.register.values_of(row) if row is not None else dict(start or {})
        kept.setdefault("initial", self._typed(values))
        super().__init__(*args, **kept)
        day = self.register.day_of(values, timezone.localdate())
        for declared in self.register.entered:
            if declared.privacy in hidden:
                continue
            widget = widget_for(declared, self.codes, day)
            self.fields[declared.name] = DeclaredFormField(declared, self.refs, widget=widget)

    def _typed(self, values: Values) -> dict[str, Any]:
        typed = {}
        for declared in self.register.entered:
            value = values.get(declared.name, declared.blank)
            if isinstance(declared, (CodeField, Choice, Boolean)):
                typed[declared.name] = value
            elif isinstance(declared, (Date, Moment)):
                typed[declared.name] = declared.show(value, self.codes, self.refs)
            else:
                typed[declared.name] = declared.typed(value, self.codes, self.refs)
        return typed

    @property
    def sections(self) -> list[tuple[Words, list[forms.BoundField]]]:
        """The fields under their headings, in the order of the declaration."""
        found: list[tuple[Words, list[forms.BoundField]]] = [("", [])]
        for bound in self:
            heading = bound.field.declared.section if isinstance(bound.field, DeclaredFormField) else ""
            if heading and heading != found[-1][0]:
                found.append((heading, []))
            found[-1][1].append(bound)
        return [section for section in found if section[1]]

    def clean(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        if self.row is not None:
            before = self.register.values_of(self.row)
            values = {f.name: before[f.name] for f in self.register.entered} | values
        if not self.errors:
            for violation in check(
                self.register, values, context_for(self.register, values, self.row, self.scope, self.codes)
            ):
                self.add_violation(violation)
        return values

    def add_violation(self, violation: RuleViolation) -> None:
        """Show a refusal beside its field, or on top when the form has no such field."""
        field = violation.field if violation.field in self.fields else None
        self.add_error(field, ValidationError(violation.message, code=violation.code))

    @property
    def violations(self) -> list[RuleViolation]:
        return [
            RuleViolation(error.code or "", error.messages[0], "" if name == "__all__" else name)
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]


def form_class(register: Register) -> type[RegisterForm]:
    """The form of a register: its own where it declares one, else made from the declaration."""
    if register.form_class is not None:
        return register.form_class
    return type(f"{register.name.title()}Form", (RegisterForm,), {"register": register})
