"""A row entered by mistake and struck out does not stand in the way of the right one."""

from __future__ import annotations

import pytest

from atvsld.base.errors import Refused
from atvsld.base.lists import register
from atvsld.testing import EVERYTHING, make_establishment, make_headcount, tax_codes

pytestmark = pytest.mark.django_db


def test_a_tax_code_is_free_again_and_taken_only_once() -> None:
    code = next(tax_codes(470_000_000))
    first = make_establishment(tax_code=code)
    with pytest.raises(Refused) as refused:
        make_establishment(tax_code=code)
    assert refused.value.codes == ["row.exists"]
    register("establishments").services.void(EVERYTHING, first, "ghi nhầm cơ sở")
    assert make_establishment(tax_code=code).pk != first.pk


def test_a_year_and_a_period_are_free_again() -> None:
    office = make_establishment()
    counts, periods = register("headcounts"), register("no_accident_periods")
    counts.services.void(EVERYTHING, make_headcount(office, 2025, 10), "ghi nhầm năm")
    assert make_headcount(office, 2025, 12).average_workers == 12
    values = {"establishment": office.pk, "year": 2025, "half": 0}
    periods.services.void(EVERYTHING, periods.services.create(EVERYTHING, values), "xác nhận nhầm")
    assert periods.services.create(EVERYTHING, values).voided_at is None
