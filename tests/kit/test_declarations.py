"""What each declaration must say of itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from atvsld.base.checking import check, clean
from atvsld.base.codelists.reading import CodeLists, version_on
from atvsld.base.fields import CodeField, Integer, Money, Reference, Year
from atvsld.base.lists import references, registers
from atvsld.base.reading import ScopeColumns
from atvsld.base.references import ScopedRefs
from atvsld.base.register import Register
from atvsld.base.scope import Scope, ScopePart
from atvsld.base.surfaces.filters import filter_set
from atvsld.base.writing import context_for
from atvsld.testing import EVERYTHING
from tests.kit.examples import EVENT_DAY, EXAMPLES, example

pytestmark = pytest.mark.django_db
REGISTERS = list(registers().values())
every_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)


def sees_only(register: Register) -> Scope:
    """Every row of a register, and nothing private of any."""
    return Scope(1, "chỉ xem", (ScopePart("x", frozenset({f"{register.name}.view"}), everywhere=True),))


def has_column(model: type[Model], dotted: str) -> bool:
    """Whether a column such as accident__occurred_on is there."""
    for part in dotted.split("__"):
        try:
            found = model._meta.get_field("id" if part == "pk" else part)
        except FieldDoesNotExist:
            return False
        model = found.related_model or model
    return True


def test_every_register_has_its_example_values():
    assert set(EXAMPLES) == set(registers()), "tests/kit/examples.py and web/lists.py must name the same registers"


def test_a_register_without_examples_is_told_where_they_belong():
    with pytest.raises(LookupError, match=r"tests/kit/examples\.py"):
        example("a new register")


def test_names_addresses_and_models_are_used_once():
    for what in ("name", "slug", "model", "title"):
        said = [getattr(register, what) for register in REGISTERS]
        assert len(said) == len(set(said)), what
    targets = [register.one_target for register in REGISTERS if register.one_target]
    assert len(targets) == len(set(targets))


@every_register
def test_each_field_has_its_words(register):
    for declared in register.fields:
        assert declared.label.strip(), declared.name
        assert declared.help.strip().endswith((".", ")")), (declared.name, declared.help)
        assert declared.help != declared.label
    labels = [declared.label for declared in register.fields]
    assert len(labels) == len(set(labels)), "two fields with one label: a file could not tell them apart"
    assert register.title and register.one and register.about.endswith(".")


@every_register
def test_names_are_unique_and_columns_exist(register):
    names = [declared.name for declared in register.fields]
    assert len(names) == len(set(names))
    for declared in register.fields:
        assert has_column(register.model, declared.column), declared.name
    extras = [extra.name for extra in register.extra_columns]
    assert not set(extras) & set(names)
    for name in (*register.columns, *register.key, *([register.parent] if register.parent else [])):
        assert name in names, name
    for name in (*register.search_fields, *([register.sort_by] if register.sort_by else [])):
        assert has_column(register.model, name), name
    for extra in register.extra_columns:
        assert all(has_column(register.model, c) for c in extra.order_by), extra.name


@every_register
def test_filters_orders_and_scopes_name_columns(register):
    names = [declared.name for declared in register.filters]
    assert len(names) == len(set(names)) and not {"q", "voided", "page", "sort"} & set(names)
    private = {declared.column for declared in register.private}
    anywhere = {declared.column for other in REGISTERS for declared in other.private}
    offered = filter_set(register, sees_only(register), CodeLists()).base_filters
    for declared in register.filters:
        assert declared.label
        for column in declared.columns:
            assert has_column(register.model, column), column
            assert column not in private or declared.name not in offered, f"one could find {column} out by filtering"
            above, _, last = column.rpartition("__")
            assert not above or last not in anywhere, f"{column} is asked of no right to another register"
    for column in (*register.order, *register.select_related):
        assert has_column(register.model, column.lstrip("-")), column
    assert register.order[-1].lstrip("-") == "pk", "a list without a last word shows rows twice from page to page"
    columns: ScopeColumns = register.model.scope_columns
    assert columns.register == register.name
    owned = (*columns.places, *columns.establishments, *columns.zones, columns.case_column)
    assert owned and all(has_column(register.model, c) for c in owned)


@every_register
def test_lists_targets_and_units_are_known(register):
    for declared in register.fields:
        if isinstance(declared, CodeField):
            assert version_on(declared.code_list, EVENT_DAY), declared.code_list
        if isinstance(declared, Reference):
            assert declared.target in references(), declared.target
        if isinstance(declared, Integer) and not isinstance(declared, Year):
            assert declared.unit, f"{declared.name}: of what?"
        if isinstance(declared, Money):
            assert declared.name.endswith("_vnd")


@every_register
def test_the_examples_are_accepted_and_their_breakers_refused(register):
    one = example(register.name)
    refs, codes = ScopedRefs(EVERYTHING), CodeLists()

    def codes_of(raw: dict[str, str]) -> list[tuple[str, str]]:
        values, violations = clean(register, raw, refs)
        found = violations or list(check(register, values, context_for(register, values, None, EVERYTHING, codes)))
        return [(v.field, v.code) for v in found]

    assert codes_of(one.typed()) == []
    assert codes_of(one.least()) == []
    typed = one.typed()
    assert set(typed) == {declared.name for declared in register.entered}
    for name, text, code in one.breakers:
        assert code in [found for _, found in codes_of(typed | {name: text})], (name, text)


def test_required_means_required():
    for register in REGISTERS:
        for declared in register.entered:
            if declared.required:
                _, violations = clean(register, {}, ScopedRefs(EVERYTHING))
                assert ("field.required", declared.name) in [(v.code, v.field) for v in violations]
