"""A file of notices is read wholly, or refused with the field, the reason and a remedy."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.errors import Refused
from atvsld.figures.published.reading import MAX_BYTES, read_file
from atvsld.figures.published.record import REPORTING, key_of
from atvsld.figures.published.seeding import seed_notices
from atvsld.statutes.period import Period

ONE: dict[str, Any] = {
    "period": "2023", "notice": "1/TB", "issued_on": "2024-03-20", "compared_with": "2022", "sources": ["trang A"],
    "total": {"deaths": {"value": 699, "change_abs": -55, "change_pct": -7.29, "pct_raw": "7,29"},
              "accidents_text": "hơn 7.000"},
    "costs": {"material_bn_vnd": 16357.5, "approx": True},
}  # fmt: skip


def read(value: Any) -> tuple:
    return read_file(json.dumps(value).encode()).notices


def refused(content: bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_file(content)
    assert all(v.message and "{" not in v.message.replace("{ }", "") for v in caught.value.violations)
    return [f"{v.code} {v.field}".strip() for v in caught.value.violations]


def changed(**over: Any) -> bytes:
    return json.dumps(ONE | over).encode()


def test_one_notice_and_the_whole_file_are_the_same_shape() -> None:
    [alone] = read(ONE)
    [within] = read({"periods": {"2023": {k: v for k, v in ONE.items() if k != "period"}}})
    assert alone == within
    assert (alone.number, alone.period, alone.compared_with) == ("1/TB", Period(2023), Period(2022))
    said = alone.figure("total", "deaths")
    assert said is not None
    assert (said.change_pct, said.pct_raw) == (Decimal("-7.29"), "7,29")
    words = alone.figure("total", "accidents")
    assert words is not None
    assert (words.value, words.text) == (None, "hơn 7.000")
    assert alone.details == {"costs": {"material_bn_vnd": 16357.5, "approx": True}}


def test_the_shipped_file_is_read_without_loss() -> None:
    notices = {n.key: n for n in seed_notices()}
    assert {key_of(n.period) for n in notices.values() if n.kind != REPORTING} == {
        "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2021H1", "2023H1", "2025H1",
    }  # fmt: skip
    rates = {n.period.year: n.details for n in notices.values() if n.kind == REPORTING}
    assert rates[2013]["enterprises"] == 19818
    assert rates[2015]["total"] == 265000
    of_2017, of_2019 = notices["notice", 2017, 0], notices["notice", 2019, 0]
    assert of_2017.details["reporting"]["previous_year"]["share_text"] == "nearly 7 per cent"
    assert of_2019.details["costs"]["property_bn_vnd"] == 533.896
    words = of_2017.figure("non_contract", "accidents")
    assert words is not None
    assert words.text == "hơn 1.200"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "published.json file"),
        (b"[1]", "published.shape file"),
        (b"{}", "published.shape file"),
        (b'{"periods": {}}', "published.empty file"),
        (b"\xff\xfe{", "published.json file"),
        (b"[" * 100_000, "published.json file"),
        (b'{"period": NaN}', "published.json file"),
        (b'{"period": "2023", "total": {}, "total": {}}', "published.twice file"),
        (b" " * (MAX_BYTES + 1), "published.too_large file"),
        (b'{"periods": {"2023": {}}, "notes": 1}', "published.part notes"),
        (b'{"periods": {"2023": 7}}', "published.kind periods.2023"),
        (b'{"periods": {"2023Q1": {}}}', "published.period periods.2023Q1"),
        (b'{"reporting_rates": [{"year": 2012}, {"year": 2012}]}', "published.year_twice reporting_rates[1]"),
        (b'{"reporting_rates": [{"year": []}]}', "published.period reporting_rates[0].year"),
        (changed(issued_on="20/3/2024"), "published.day periods.2023.issued_on"),
        (changed(compared_with=2022), "published.period periods.2023.compared_with"),
        (changed(sources="trang A"), "published.list periods.2023.sources"),
        (changed(notice="a\x00b"), "published.text periods.2023.notice"),
        (changed(total={"acidents": {"value": 1}}), "published.line periods.2023.total.acidents"),
        (changed(total={"deaths": {"value": 1}, "deaths_text": "hơn"}),
         "published.line periods.2023.total.deaths_text"),
        (changed(total={"deaths": {}}), "published.value periods.2023.total.deaths.value"),
        (changed(total={"deaths": {"value": -1}}), "published.number periods.2023.total.deaths.value"),
        (changed(total={"deaths": {"value": True}}), "published.number periods.2023.total.deaths.value"),
        (changed(total={"deaths": {"value": 1.5}}), "published.number periods.2023.total.deaths.value"),
        (changed(total={"deaths": {"value": 10**10}}), "published.number periods.2023.total.deaths.value"),
        (changed(total={"deaths": {"value": 1, "pct": 2}}), "published.entry periods.2023.total.deaths.pct"),
        (changed(total={"deaths": {"value": 1, "change_pct": 2}}),
         "published.pct_raw periods.2023.total.deaths.pct_raw"),
        (changed(total={"deaths": {"value": 1, "pct_raw": "2"}}),
         "published.change_pct periods.2023.total.deaths.change_pct"),
        (changed(total={"deaths": {"value": 1, "change_pct": -2.1, "pct_raw": "2,12"}}),
         "published.pct_differs periods.2023.total.deaths.change_pct"),
        (changed(costs={"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}),
         "published.detail periods.2023.costs.a.b.c.d.e.f"),
        (changed(costs={"a": "x" * 2001}), "published.text periods.2023.costs.a"),
        (changed(costs={"a": 10**16}), "published.detail_number periods.2023.costs.a"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(content: bytes, told: str) -> None:
    assert refused(content) == [told]


def test_all_errors_are_told_at_once() -> None:
    assert len(refused(changed(issued_on="x", sources=1, total={"deaths": {}, "victims": {"value": "1"}}))) == 4


NAMES = st.sampled_from([*ONE, "deaths", "value", "change_pct", "pct_raw", "year", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ONE, "deaths", "value", "change_pct", "pct_raw", "year", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON)
def test_whatever_is_sent_is_read_or_refused(first: Any, second: Any, third: Any) -> None:
    for whole in (first, ONE | {"total": first, "costs": second, "sources": third},
                  {"periods": {"2023": second}, "reporting_rates": third}):  # fmt: skip
        try:
            for notice in read_file(json.dumps(whole).encode()).notices:
                assert len(notice.fingerprint()) == 64
        except Refused as told:
            assert told.violations
            assert all(v.message for v in told.violations)
