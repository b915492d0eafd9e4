"""A register is declared once, as a value; each surface (page, file, API, list) is made from it by one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model

from .codelists.reading import CodeLists
from .errors import RuleViolation
from .fields import CodeField, Field, Privacy
from .language import Words
from .scope import Scope

Values = Mapping[str, Any]
# The cells of one row of a file by field name, made ready for the cleaners, and a note for each thing assumed.
Prepared = tuple[Mapping[str, Any], Sequence[RuleViolation]]


@dataclass(frozen=True)
class Context:
    """What rules may know beside the values: the lists on the day of the event, today, facts of other rows."""

    codes: CodeLists
    today: date
    known: Mapping[str, Any] = field(default_factory=dict)


def as_it_stands(raw: Mapping[str, Any], codes: CodeLists) -> Prepared:
    return raw, ()


def no_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    return ()


def nothing_derived(values: Values, context: Context) -> Mapping[str, Any]:
    return {}


def nothing_known(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    return {}


def no_own_key(values: Values) -> tuple[Any, ...] | None:
    return None


def nothing_asked(many: Sequence[Values]) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One way to narrow a list: `kind` is code, choice, year, month, place, yes_no or number.

    `placed` is, for a place, the last of `columns` and the one that overrules it once an officer has placed the row.
    """

    name: str
    label: Words
    kind: str
    columns: tuple[str, ...]
    code_list: str = ""
    options: tuple[tuple[str, Words], ...] = ()
    placed: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class ExtraColumn:
    """A column of the list that is not a field: how it is worked out, ordered and shown (`badge`)."""

    name: str
    label: Words
    value: Callable[[Any], Any]
    order_by: tuple[str, ...] = ()
    badge: str = ""
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class ExtraAction:
    """A button on the page of a row, beside edit and void: shown when `offered`, leading to a named route."""

    verb: str
    label: Words
    route: str
    offered: Callable[[Any], bool]


@dataclass(frozen=True, kw_only=True)
class Services:
    """The verbs that write this register. Page, file and API call these and nothing else."""

    create: Callable[..., Any]
    update: Callable[..., Any]
    void: Callable[..., Any]
    create_many: Callable[..., Any]
    update_many: Callable[..., Any]
    # A file of rows that carry rows of another register: [(values, [values of the rows under it])]; their ids.
    create_families: Callable[..., Any] | None = None
    # What follows in other rows once new rows are there for everybody: (scope, rows, via).
    settle: Callable[..., None] | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """One register of the house.

    `key` names the fields by which a row of a file is recognised as one that is there already; `event_date` the field
    whose day decides which code lists apply; `shown_as` how a row is called in a sentence; `prepare_row` what the rows
    of other houses' files need before they are read; `parent` the reference under whose row these rows stand; `slug`
    its word in addresses; `one_target` what references to it are called.
    For files: `own_key` gives the key of a row where the sender keeps one (`own_key_field`); `called_by` the headings
    of the column that names the row as references do (the receipt number); `rows_with` names the
    register whose rows stand beside it in the same line (the victim beside the accident), `known_under` what rules of
    such a row know of the row above it; `ask_many` asks what rules of many rows will want to know in a few queries.
    Three exits: `form_class`, `extra_columns`, `extra_actions`.
    """

    name: str
    model: type[Any]
    title: Words
    one: Words
    about: Words
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    services: Services
    filters: tuple[Filter, ...] = ()
    search_fields: tuple[str, ...] = ()
    sort_by: str = ""
    key: tuple[str, ...] = ()
    event_date: str = ""
    order: tuple[str, ...] = ("-pk",)
    rules: Callable[[Values, Context], Iterable[RuleViolation]] = no_rules
    derive: Callable[[Values, Context], Mapping[str, Any]] = nothing_derived
    known: Callable[[Values, Model | None, Scope], Mapping[str, Any]] = nothing_known
    shown_as: Callable[[Any], str] = str
    prepare_row: Callable[[Mapping[str, Any], CodeLists], Prepared] = as_it_stands
    own_key: Callable[[Values], tuple[Any, ...] | None] = no_own_key
    own_key_field: str = ""
    called_by: tuple[Words, ...] = ()
    rows_with: str = ""
    known_under: Callable[[Values, Model | None, Scope], Mapping[str, Any]] = nothing_known
    ask_many: Callable[[Sequence[Values]], None] = nothing_asked
    select_related: tuple[str, ...] = ()
    parent: str = ""
    slug: str = ""
    one_target: str = ""
    form_class: type[Any] | None = None
    extra_columns: tuple[ExtraColumn, ...] = ()
    extra_actions: tuple[ExtraAction, ...] = ()

    @cached_property
    def entered(self) -> tuple[Field, ...]:
        """The fields a person types."""
        return tuple(f for f in self.fields if not f.derived)

    @cached_property
    def required(self) -> frozenset[str]:
        """The names of the fields that nobody may leave empty."""
        return frozenset(f.name for f in self.entered if f.required)

    @cached_property
    def private(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.privacy is not Privacy.OPEN)

    @cached_property
    def coded(self) -> tuple[CodeField, ...]:
        return tuple(f for f in self.fields if isinstance(f, CodeField))

    @cached_property
    def stored(self) -> tuple[tuple[Field, str], ...]:
        """Each field with the attribute of the model that holds it."""
        return tuple((f, f.column) for f in self.fields)

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The attribute of the model by the name of the field."""
        return {f.name: column for f, column in self.stored}

    def field(self, name: str) -> Field:
        """Raises LookupError when the register has no such field."""
        for declared in self.fields:
            if declared.name == name:
                return declared
        raise LookupError(f"Sổ «{self.name}» không có trường «{name}».")

    def values_of(self, row: Model) -> dict[str, Any]:
        """The plain values of a row, by field name."""
        return {f.name: getattr(row, column) for f, column in self.stored}

    def day_of(self, values: Values, today: date) -> date:
        """The day whose law and lists apply to these values."""
        moment = values.get(self.event_date) if self.event_date else None
        if moment is None:
            return today
        from .fields.scalar import HERE

        return moment.astimezone(HERE).date() if hasattr(moment, "astimezone") else moment
