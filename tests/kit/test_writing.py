"""Each write leaves one entry, a write that changes nothing or is refused leaves none, and the lake hears of each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from atvsld.base.audit.verify import verify
from atvsld.base.errors import Refused
from atvsld.base.lists import registers
from atvsld.base.models import AuditEntry, Change
from atvsld.testing import EVERYTHING
from tests.kit.examples import example

pytestmark = pytest.mark.django_db
every_register = pytest.mark.parametrize("name", registers())


def entries(name: str, row) -> list[str]:
    found = AuditEntry.objects.filter(register=name, object_id=row.pk, number__gt=0)
    return list(found.order_by("number").values_list("verb", flat=True))


@every_register
def test_one_entry_a_write(name):
    services, one = registers()[name].services, example(name)
    row = one.make()
    assert entries(name, row)[0] == "create" and len(entries(name, row)) == 1
    assert Change.objects.filter(register=name, object_id=row.pk).count() == 1
    edited = services.update(
        EVERYTHING, row, one.values(EVERYTHING, {**one.typed(), **dict([one.change])}) | _same(row, name)
    )
    assert entries(name, row) == ["create", "edit"] and edited.row_version == 2
    services.void(EVERYTHING, edited, "ghi nhầm dòng này")
    assert entries(name, row) == ["create", "edit", "void"]
    assert Change.objects.filter(register=name, object_id=row.pk).count() == 3
    assert [f for f in verify() if f.register == name and f.object_id == row.pk] == []


def _same(row, name: str) -> dict:
    """Everything as it is but what the example changes."""
    register, changed = registers()[name], example(name).change[0]
    return {f.name: register.values_of(row)[f.name] for f in register.entered if f.name != changed}


@every_register
def test_an_edit_that_changes_nothing_writes_nothing(name):
    register = registers()[name]
    row = example(name).make()
    values = {f.name: register.values_of(row)[f.name] for f in register.entered}
    for same in ({}, values):
        register.services.update(EVERYTHING, row, same)
    assert len(entries(name, row)) == 1
    row.refresh_from_db()
    assert row.row_version == 1


@every_register
def test_a_refused_write_leaves_nothing(name):
    register, one = registers()[name], example(name)
    row = one.make()
    before = (AuditEntry.objects.count(), Change.objects.count(), register.model.objects.count())
    whole = one.values(EVERYTHING, one.typed())
    for field, text, _ in one.breakers:
        try:
            broken = whole | one.values(EVERYTHING, one.typed() | {field: text})
        except AssertionError:
            continue
        with pytest.raises(Refused):
            register.services.update(EVERYTHING, row, broken)
    with pytest.raises(Refused, match="lý do"):
        register.services.void(EVERYTHING, row, " x ")
    rows = register.model.objects.count()
    assert (AuditEntry.objects.filter(register=name, object_id=row.pk).count(), before[2] <= rows) == (1, True)
    row.refresh_from_db()
    assert (row.row_version, row.voided_at) == (1, None)


@every_register
def test_what_is_voided_stays_as_it_was(name):
    services, one = registers()[name].services, example(name)
    row = one.make()
    services.void(EVERYTHING, row, "ghi nhầm dòng này")
    for act in (lambda: services.update(EVERYTHING, row, {one.change[0]: getattr(row, one.change[0])}),
                lambda: services.void(EVERYTHING, row, "một lần nữa")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == ["row.voided"]
    assert registers()[name].model.objects.filter(pk=row.pk, voided_at__isnull=False).exists()


@every_register
def test_an_old_page_does_not_overwrite_what_somebody_else_wrote(name):
    services, one = registers()[name].services, example(name)
    row = one.make()
    field = one.change[0]
    value = one.values(EVERYTHING, one.typed() | dict([one.change]))[field]
    services.update(EVERYTHING, row, {field: value}, expected_version=1)
    with pytest.raises(Refused) as refused:
        services.update(EVERYTHING, row, {field: value}, expected_version=1)
    assert refused.value.codes == ["row.changed"]
    assert entries(name, row) == ["create", "edit"]


@every_register
def test_many_rows_cost_as_many_queries_as_few(name):
    """One entry a row, and no query a row beside what the rules ask of other rows."""
    register, one = registers()[name], example(name)

    def spent(count: int) -> int:
        many = [one.values(EVERYTHING, one.typed()) for _ in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            rows = register.services.create_many(EVERYTHING, many)
        assert (
            AuditEntry.objects.filter(register=name, object_id__in=[r.pk for r in rows], verb="create").count() == count
        )
        return len(captured)

    assert spent(10) - spent(2) <= 8 * 6, "a few look-ups a row for the rules, nothing more"
