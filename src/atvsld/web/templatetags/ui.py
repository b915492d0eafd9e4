"""What the components need from the address of the page: active filters, neighbouring pages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, npgettext, npgettext_lazy

from atvsld.base import statute_words
from atvsld.base.language import VIETNAMESE, Words, in_vietnamese, is_vietnamese
from atvsld.base.surfaces.tables import DeclaredTable
from atvsld.directives.documents import days
from atvsld.org.accounts.bodies import opening_parts
from atvsld.statutes.period import Period
from atvsld.web.scope import scope

register = template.Library()


@dataclass(frozen=True)
class Chip:
    """One condition that narrows a list, in words, and the address of the list without it."""

    label: str
    text: str
    url: str


@register.simple_tag
def lang_vi(value: object = None) -> SafeString:
    """For an element whose text is Vietnamese on every page: a name, a code list, a statute.

    With a value, only where that has Vietnamese letters: a cell may hold a name, or a word that was translated.
    """
    is_marked = not is_vietnamese() and (value is None or VIETNAMESE.search(str(value)))
    return SafeString(' lang="vi"' if is_marked else "")


@register.filter
def said(text: str) -> str:
    """A marked text of a declaration, in the language of the page."""
    return gettext(text) if text else ""


@register.filter
def day_in_words(known: str) -> str:
    """A day of the exchange format as it is written here: «10/12/2025», «12/2025», «10/12 hằng năm»."""
    return days.day_in_words(known)


@register.filter
def opens_for_bodies(request: HttpRequest) -> bool:
    """Whether the person opens accounts for bodies that get tasks."""
    return bool(opening_parts(scope(request)))


@register.filter
def counted(noun: Words, number: int) -> str:
    """A noun after its number: «48 vụ tai nạn», "48 accidents"."""
    word = in_vietnamese(noun)
    return npgettext("đếm", word, word, number)


# The nouns of lists that are counted: `Register.one` of each.
COUNTED = (
    npgettext_lazy("đếm", "vụ tai nạn", "vụ tai nạn"),
    npgettext_lazy("đếm", "người bị nạn", "người bị nạn"),
    npgettext_lazy("đếm", "cơ sở", "cơ sở"),
    npgettext_lazy("đếm", "dòng số lao động", "dòng số lao động"),
    npgettext_lazy("đếm", "dòng số liệu năm", "dòng số liệu năm"),
    npgettext_lazy("đếm", "xác nhận", "xác nhận"),
    npgettext_lazy("đếm", "dòng", "dòng"),
)


@register.filter
def period_label(period: Period) -> str:
    return statute_words.period_label(period)


@register.simple_tag
def cells(table: DeclaredTable, row: Any) -> SafeString:
    """The cells of one row of a register's list."""
    return table.cells(row)


@register.simple_tag(takes_context=True)
def active_filters(context: Context, form: Form) -> list[Chip]:
    """The conditions that were given and understood; a value that the form refuses narrows nothing."""
    if not form.is_bound or not form.is_valid():
        form_errors = set(form.errors) if form.is_bound else set(form.fields)
    else:
        form_errors = set()
    query = _query(context)
    return [
        Chip(str(field.label), _in_words(field), _without(query, field))
        for field in form
        if field.name not in form_errors and _given(field.value()) and not field.is_hidden
    ]


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int, field: str = "") -> str:
    """The same list at another page."""
    query = _query(context)
    query[field or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def filter_query(context: Context) -> str:
    """The conditions and the order of the list, without its page: what an export repeats."""
    query = _query(context)
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


def _query(context: Context) -> QueryDict:
    request: HttpRequest | None = context.get("request")
    return request.GET.copy() if request else QueryDict(mutable=True)


def _given(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_given(part) for part in value)
    return value not in (None, "", False)


def _in_words(field: BoundField) -> str:
    value = field.value()
    parts = value if isinstance(value, (list, tuple)) else [value]
    names = dict(_flat(getattr(field.field, "choices", ())))
    return ", ".join(_word(part, names) for part in parts if _given(part))


def _flat(choices: Any) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for value, label in choices:
        pairs += _flat(label) if isinstance(label, (list, tuple)) else [(str(value), str(label))]
    return pairs


def _word(value: Any, names: dict[str, str]) -> str:
    if value is True or value == "on":
        return gettext("có")
    if str(value) in names:
        return names[str(value)]
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    return date_format(day, "SHORT_DATE_FORMAT") if day else str(value)


def _without(query: QueryDict, field: BoundField) -> str:
    """Drops the field, its parts (period_after, period_before) and the page, which may no longer exist."""
    rest = query.copy()
    parts = getattr(field.field.widget, "suffixes", None) or range(len(getattr(field.field.widget, "widgets", ())))
    for name in ("page", field.html_name, *(f"{field.html_name}_{part}" for part in parts)):
        rest.pop(name, None)
    return f"?{rest.urlencode()}"
