"""From a register to the filters of its list (django-filter), all in the address of the page."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache, partial, reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import lists
from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..fields import Privacy
from ..fields.scalar import NO_SAID, YES_SAID
from ..references import ScopedRefs
from ..register import Filter, Register
from ..scope import Scope
from ..words import words_condition
from .listing import Listing

YES_NO = (("1", YES_SAID), ("0", NO_SAID))


class ReadableFilters(django_filters.FilterSet):
    """Narrowed by private values a list holds only rows whose values the person may read.

    Else it would tell them: a masked name letter by letter, a masked sex by who is left.
    """

    scope: Scope
    looks_in: Mapping[str, Set[Privacy]]

    def filter_queryset(self, queryset: Any) -> Any:
        asked = [name for name, value in self.form.cleaned_data.items() if value not in EMPTY_VALUES]
        for kind in sorted({kind for name in asked for kind in self.looks_in.get(name, ())}):
            queryset = queryset.visible_to(self.scope, kind)
        return super().filter_queryset(queryset)


def filter_set(register: Register, scope: Scope, codes: CodeLists) -> type[django_filters.FilterSet]:
    """The FilterSet of a register for one person (a place outside the person's words is not found).

    What looks in private values that the person may read nowhere is left out (`not_offered`).
    """
    parts: dict[str, Any] = {"scope": scope, "looks_in": _looks_in(register)}
    left_out = _left_out(register, scope)
    if register.search_fields and "q" not in left_out:
        parts["q"] = django_filters.CharFilter(label=gettext("Tìm"), method=_search(register))
    for declared in register.filters:
        if declared.name not in left_out:
            parts[declared.name] = _filter(declared, scope, codes)
    parts["voided"] = django_filters.ChoiceFilter(
        label=gettext("Dòng đã hủy"),
        choices=[("1", gettext("Chỉ dòng đã hủy"))],
        method=_keep,
        empty_label=gettext("Không hiện"),
    )
    meta = type("Meta", (), {"model": register.model, "fields": []})
    return type(f"{register.name.title()}Filters", (ReadableFilters,), {**parts, "Meta": meta})


def not_offered(register: Register, scope: Scope, query: Any) -> Iterator[RuleViolation]:
    """Why the list is not narrowed by what an address asks for all the same."""
    asked = [name for name in sorted(_left_out(register, scope)) if query.get(name)]
    if "q" in asked:
        message = _("Không tìm theo chữ được: sổ này tìm cả trong dữ liệu được che, mà bạn không có quyền đọc.")
        yield RuleViolation("query.search", message, "q")
    for declared in register.filters:
        if declared.name in asked:
            message = _("Không lọc theo «{label}» được: đó là dữ liệu được che, mà bạn không có quyền đọc.")
            yield RuleViolation("query.filter", message, declared.name, label=declared.label)


def _looks_in(register: Register) -> dict[str, Set[Privacy]]:
    """The kinds of private values that each parameter of the list looks in."""
    held = {f.column: f.privacy for f in register.private}
    columns = {"q": register.search_fields, **{f.name: f.columns for f in register.filters}}
    return {name: {held[c] for c in looked if c in held} for name, looked in columns.items()}


def _left_out(register: Register, scope: Scope) -> set[str]:
    return {n for n, kinds in _looks_in(register).items() if not all(scope.may(register.name, k) for k in kinds)}


def _filter(declared: Filter, scope: Scope, codes: CodeLists) -> django_filters.Filter:
    makers: dict[str, Callable[[], django_filters.Filter]] = {
        "code": lambda: django_filters.ChoiceFilter(
            label=declared.label,
            field_name=declared.columns[0],
            choices=_code_choices(declared, codes),
            empty_label=gettext("Tất cả"),
        ),
        "choice": lambda: django_filters.ChoiceFilter(
            label=declared.label,
            field_name=declared.columns[0],
            choices=declared.options,
            empty_label=gettext("Tất cả"),
        ),
        "yes_no": lambda: django_filters.ChoiceFilter(
            label=declared.label, choices=YES_NO, method=_yes_no(declared.columns[0]), empty_label=gettext("Tất cả")
        ),
        "number": lambda: django_filters.NumberFilter(label=declared.label, field_name=declared.columns[0]),
        "year": lambda: django_filters.NumberFilter(
            label=declared.label, method=_year(declared.columns[0]), min_value=1900, max_value=2100
        ),
        "month": lambda: MonthFilter(label=declared.label, method=_month(declared.columns[0])),
        "place": lambda: django_filters.CharFilter(
            label=declared.label, method=_place(declared, scope), widget=_place_widget()
        ),
    }
    return makers[declared.kind]()


class MonthField(forms.DateField):
    """A month as browsers send it: 2026-11, understood as its first day."""

    widget = forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-11"})

    def __init__(self, **kwargs: Any) -> None:
        message = gettext("Ghi tháng theo dạng năm-tháng, ví dụ 2026-11.")
        super().__init__(input_formats=["%Y-%m"], error_messages={"invalid": message}, **kwargs)


class MonthFilter(django_filters.Filter):
    field_class = MonthField


def _place_widget() -> forms.TextInput:
    return forms.TextInput({"data-search": f"{reverse('suggest', args=['place'])}?q=", "spellcheck": "false"})


def _code_choices(declared: Filter, codes: CodeLists) -> list[tuple[str, str]]:
    rows = codes.on(declared.code_list, timezone.localdate()).values()
    top = [r for r in rows if not r.parent_code] if len(rows) > 100 else rows
    return [(r.code, f"{r.code} – {r.name}"[:90]) for r in top]


def _search(register: Register) -> Callable[..., QuerySet]:
    having = cache(partial(words_condition, register.model))
    return lambda queryset, name, value: queryset.filter(having(value))


def _keep(queryset: QuerySet, name: str, value: str) -> QuerySet:
    return queryset


def narrowed(register: Register, scope: Scope, query: Any, codes: CodeLists) -> tuple[Any, QuerySet]:
    """(the bound filter set, the rows of the list): visible to the scope, standing unless voided ones are asked for.

    A list with a filter that cannot be understood is empty, and its form says why.
    """
    rows = _of(register, query).visible_to(scope).order_by(*register.order)
    bound = filter_set(register, scope, codes)(query, queryset=rows)
    return bound, bound.qs if bound.is_valid() else rows.none()


def listed(register: Register, scope: Scope, query: Any, codes: CodeLists) -> tuple[Any, Listing]:
    """`narrowed` for reading page by page: the same rows in the same order, quick to count and to cut."""
    bound, rows = narrowed(register, scope, query, codes)
    pieces = _of(register, query).pieces_visible_to(scope) if bound.is_valid() else []
    narrowed_pieces = [(piece, bound.filter_queryset(_of(register, query))) for piece in pieces]
    return bound, Listing(rows, narrowed_pieces, register.order)


def _of(register: Register, query: Any) -> Any:
    rows = register.model.objects.filter(voided_at__isnull=query.get("voided") != "1")
    return rows.select_related(*register.select_related)


def _yes_no(column: str) -> Callable[..., QuerySet]:
    return lambda queryset, name, value: queryset.filter(**{column: value == "1"})


def _year(column: str) -> Callable[..., QuerySet]:
    def narrow(queryset: QuerySet, name: str, value: Any) -> QuerySet:
        year = int(value)
        return queryset.filter(**{f"{column}__range": (date(year, 1, 1), date(year, 12, 31))})

    return narrow


def _month(column: str) -> Callable[..., QuerySet]:
    def narrow(queryset: QuerySet, name: str, value: date) -> QuerySet:
        last = value.replace(day=monthrange(value.year, value.month)[1])
        return queryset.filter(**{f"{column}__range": (value.replace(day=1), last)})

    return narrow


def _held(model: type[Model], columns: Iterable[str], ids: Set[int]) -> list[str]:
    """The columns in which any row has one of the places: a commune stands in the columns of communes alone, and a
    condition over more columns would keep the database from following an index."""
    rows = model._default_manager
    return [column for column in columns if column and ids and rows.filter(**{f"{column}__in": sorted(ids)}).exists()]


def _place(declared: Filter, scope: Scope) -> Callable[..., QuerySet]:
    @cache
    def chosen(model: type[Model], value: str) -> Q:
        place = ScopedRefs(scope).find("place", value)
        ids = lists.lineage([place]) if place is not None else set()
        whole = lists.lineage([place], whole_only=True) if place is not None and declared.placed[0] else ids
        recorded, placed = declared.placed
        found = [Q(**{f"{column}__in": sorted(whole)}) for column in _held(model, [placed], whole)]
        for column in _held(model, declared.columns, ids):
            here = Q(**{f"{column}__in": sorted(ids)})
            if column == recorded and ids - whole:
                # Of a unit that was divided only the rows that no officer has placed yet, in this part or another.
                # All ids stand first, by which an index is followed.
                here &= Q(**{f"{column}__in": sorted(whole)}) | Q(**{f"{placed}__isnull": True})
            found.append(here)
        return reduce(or_, found) if found else Q(pk__in=[])

    return lambda queryset, name, value: queryset.filter(chosen(queryset.model, value))
