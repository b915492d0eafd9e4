"""Page and file refuse the same things with the same codes, whatever is typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atvsld.base.asking import asking_once
from atvsld.base.codelists.reading import CodeLists
from atvsld.base.fields import Boolean, Choice, CodeField, Date, Field, Integer, Moment, Reference
from atvsld.base.lists import registers
from atvsld.base.references import ScopedRefs
from atvsld.base.surfaces.forms import form_class
from atvsld.base.surfaces.rows import row_validator
from atvsld.testing import EVERYTHING
from tests.kit.examples import example

pytestmark = pytest.mark.django_db
every_register = pytest.mark.parametrize("name", registers())
once = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NONSENSE = st.one_of(
    st.sampled_from(["", " ", "\x00", "a\x00b", "-1", "0", "1", "01", "9" * 40, "1.000", "1,5", "NaN", "inf", "<b>",
                     "'--", "31/12/2025", "2025-02-30", "29/02/2024 25:00", "có", "không", "Nữ", "٣", "Ⅻ", "\u200b"]),
    st.text(max_size=30),
)  # fmt: skip


def likely(declared: Field) -> st.SearchStrategy[str]:
    """Texts that the kind of field might take, so that rules are reached and not only cleaners."""
    if isinstance(declared, Choice):
        return st.sampled_from([str(v) for option in declared.options for v in option])
    if isinstance(declared, CodeField):
        codes = list(CodeLists().on(declared.code_list, date(2026, 3, 10)))[:40]
        return st.sampled_from([*codes, "x"])
    if isinstance(declared, Boolean):
        return st.sampled_from(["có", "không", "1", "0", "true", "on", "x"])
    if isinstance(declared, Integer):
        return st.integers(declared.minimum - 2, min(declared.maximum, 3000)).map(str)
    if isinstance(declared, Date):
        return st.dates(date(2015, 1, 1), date(2030, 1, 1)).map(lambda d: f"{d:%d/%m/%Y}")
    if isinstance(declared, Moment):
        return st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)).map(lambda d: f"{d:%d/%m/%Y %H:%M}")
    if isinstance(declared, Reference):
        return st.sampled_from(["Tỉnh Cà Mau", "Thái Nguyên", "Xã Đất Mũi, Tỉnh Cà Mau", "Tân Cương"])
    return NONSENSE


def told_by_page(name: str, raw: dict[str, Any]) -> list[tuple[str, str]]:
    data = QueryDict(mutable=True)
    for field, text in raw.items():
        data.setlist(field, text if isinstance(text, list) else [text])
    form = form_class(registers()[name])(data, scope=EVERYTHING)
    form.is_valid()
    return sorted((v.field, v.code) for v in form.violations)


def told_by_file(name: str, raw: dict[str, Any]) -> list[tuple[str, str]]:
    _, violations = row_validator(registers()[name], ScopedRefs(EVERYTHING), CodeLists())(raw)
    return sorted((v.field, v.code) for v in violations)


@every_register
def test_same_codes_whatever_is_typed(name):
    register, typed = registers()[name], example(name).typed()

    @once
    @given(st.data())
    def told(data: st.DataObject) -> None:
        changed = data.draw(st.sets(st.sampled_from(sorted(typed)), max_size=4))
        raw: dict[str, Any] = dict(typed)
        for field in sorted(changed):
            declared = register.field(field)
            text = st.one_of(likely(declared), NONSENSE)
            many = isinstance(declared, CodeField) and declared.many
            raw[field] = data.draw(st.lists(text, max_size=3) if many else text)
        with transaction.atomic():
            assert told_by_page(name, raw) == told_by_file(name, raw)

    told()


@every_register
def test_same_values_of_what_is_accepted(name):
    register = registers()[name]
    for raw in (example(name).typed(), example(name).least()):
        # A box that is not ticked is sent by no browser: there the page and the file may differ in words, not here.
        whole = {f.name: raw.get(f.name, "không" if isinstance(f, Boolean) else "") for f in register.entered}
        data = QueryDict(mutable=True)
        data.update(whole)
        form = form_class(register)(data, scope=EVERYTHING)
        assert form.is_valid(), form.errors
        values, _ = row_validator(register, ScopedRefs(EVERYTHING), CodeLists())(whole)
        assert form.cleaned_data == values


@every_register
def test_an_untouched_form_of_a_row_changes_nothing(name):
    """What the form shows for a row is understood again as the same values."""
    row = example(name).make()
    register = registers()[name]
    shown = form_class(register)(scope=EVERYTHING, row=row)
    data = QueryDict(mutable=True)
    for bound in shown:
        value = bound.value()
        data.setlist(bound.name, value if isinstance(value, list) else ["" if value is None else str(value)])
    again = form_class(register)(data, scope=EVERYTHING, row=row)
    assert again.is_valid(), again.errors
    assert again.cleaned_data == {f.name: register.values_of(row)[f.name] for f in register.entered}


CELLS: list[Any] = [
    None, True, False, -1, 0, 1, 2**70, 1.0, 1.5, -0.0, float("nan"), float("inf"), 1e300, 4600123456.7,
    date(2026, 3, 10), datetime(2026, 3, 10, 9, 30), time(9, 30), timedelta(days=3), Decimal("NaN"),
    b"a", [], [""], ["a", None], {}, "\x00", "a\x00b", " \u200b ", "9" * 400, "Ⅻ", "٣", "1900-01-01", "0001-01-01",
    "0001-01-01T00:00:00+14:00", "31/12/9999", "x" * 5000,
]  # fmt: skip


@every_register
def test_no_cell_makes_the_reader_fall_over(name):
    typed = example(name).typed()
    validate = row_validator(registers()[name], ScopedRefs(EVERYTHING), CodeLists())
    with asking_once():
        for field in typed:
            for cell in CELLS:
                with transaction.atomic():
                    values, violations = validate(typed | {field: cell})
                assert (values is None) == bool(violations), (field, cell)
