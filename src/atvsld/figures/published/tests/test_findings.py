"""What contradicts: sums, orders, signs, bases that were restated."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from atvsld.figures.published.book import Book
from atvsld.figures.published.record import NOTICE, Figure, Notice
from atvsld.figures.published.series import BEFORE, OWN, published_series
from atvsld.figures.published.verify import Verdict
from atvsld.statutes.period import Period

counts = st.integers(0, 3000)


def notice(year: int, *figures: Figure, compared: int | None = None) -> Notice:
    return Notice(NOTICE, Period(year), compared_with=Period(compared) if compared else None, figures=figures)


def codes(*notices: Notice) -> list[str]:
    book = Book(notices)
    return [v.code for n in book for v in book.findings(n)]


@given(total=counts, employed=counts, other=counts)
def test_a_sum_is_checked_where_all_three_stand(total: int, employed: int, other: int) -> None:
    parts = [Figure("total", "deaths", total), Figure("employed", "deaths", employed)]
    assert codes(notice(2022, *parts)) == []
    whole = notice(2022, *parts, Figure("non_contract", "deaths", other))
    assert ("published.sum" in codes(whole)) == (total != employed + other)


@given(fatal=counts, deaths=counts, accidents=counts, victims=counts)
def test_deaths_and_victims_are_at_least_their_accidents(fatal: int, deaths: int, accidents: int, victims: int) -> None:
    said = notice(
        2022, Figure("total", "fatal_accidents", fatal), Figure("total", "deaths", deaths),
        Figure("total", "accidents", accidents), Figure("total", "victims", victims),
    )  # fmt: skip
    broken = [fatal > deaths, accidents > victims, fatal > accidents, deaths > victims]
    assert codes(said).count("published.at_most") == sum(broken)


@given(base=st.integers(1, 3000), own=st.integers(1, 3000), change=st.integers(0, 500))
def test_a_base_that_is_not_what_the_year_itself_said_is_restated(base: int, own: int, change: int) -> None:
    before = notice(2021, Figure("total", "deaths", own))
    after = notice(2022, Figure("total", "deaths", base + change, change), compared=2021)
    assert ("published.restated" in codes(before, after)) == (base != own)
    assert codes(after) == [], "without the notice of the year before nothing can be said"


def test_signs_and_impossible_bases() -> None:
    falls = Figure("total", "deaths", 90, -10, Decimal("10"), "10")
    assert codes(notice(2022, falls)) == ["published.sign"]
    assert codes(notice(2022, Figure("total", "deaths", 5, 9, Decimal("1"), "1"))) == ["published.base"]


def test_a_sentence_has_the_numbers_in_vietnamese_form() -> None:
    said = notice(2022, Figure("total", "victims", 7923, 1265, Decimal("18.99"), "18,99"))
    [found] = Book([said]).findings(said)
    assert found.message == (
        "Cả hai khu vực, Số người bị nạn: tỷ lệ công bố 18,99 % bị cắt bớt, không làm tròn; đúng phải là 19,00 %."
    )
    assert found.as_dict() | {"message": ""} == {"field": "total.victims", "code": "published.truncated", "message": ""}


def test_a_change_that_was_not_printed_is_computed_from_the_notice_before() -> None:
    book = Book([notice(2021, Figure("total", "deaths", 200)),
                 notice(2022, Figure("total", "deaths", 150), compared=2021),
                 notice(2023, Figure("total", "deaths", 165, 10), compared=2022)])  # fmt: skip
    points = published_series("deaths", "total", book=book)
    told = [(p.period.year, p.computed_pct, p.computed_from, p.verdict) for p in points]
    assert told == [
        (2021, None, "", Verdict.NOT_PRINTED),
        (2022, Decimal("-25.0000"), BEFORE, Verdict.NOT_PRINTED),
        (2023, Decimal("6.4516"), OWN, Verdict.NOT_PRINTED),
    ]


def test_years_and_halves_are_never_in_one_series() -> None:
    book = Book([
        Notice(NOTICE, Period(2021), figures=(Figure("total", "deaths", 700),)),
        Notice(NOTICE, Period(2021, 1), figures=(Figure("total", "deaths", 300),)),
        Notice(NOTICE, Period(2021, 2), figures=(Figure("total", "deaths", 400),)),
    ])  # fmt: skip
    for half, value in ((None, 700), (1, 300), (2, 400)):
        assert [p.value for p in published_series("deaths", "total", half=half, book=book)] == [value]
    assert published_series("accidents", "total", book=book) == ()
