"""The verdict on a percentage, against an independent computation with Decimal and Fraction."""

from __future__ import annotations

import json
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from atvsld.figures.published.book import Book
from atvsld.figures.published.findings import findings
from atvsld.figures.published.record import Figure, key_of
from atvsld.figures.published.seeding import seed_notices
from atvsld.figures.published.series import published_series
from atvsld.figures.published.verify import Verdict, verify

WHOLE = json.loads(files("atvsld.figures.published").joinpath("seeds/published-series.json").read_text("utf-8"))
KINDS = {Verdict.TRUNCATED: "truncated_not_rounded", Verdict.WRONG: "pct_does_not_follow"}
SLOW = Context(prec=60)
bases = st.integers(1, 20_000)
places = st.integers(0, 4)


def slowly(base: int, change: int, digits: int, how: str) -> Decimal:
    """By division of decimals with 60 digits: no exact half is lost among numbers of this size."""
    exact = SLOW.divide(SLOW.multiply(Decimal(100), Decimal(change)), Decimal(base))
    return exact.quantize(Decimal(1).scaleb(-digits), how, SLOW)


def printed(base: int, change: int, pct: Decimal, digits: int) -> Figure:
    raw = f"{abs(pct):.{digits}f}".replace(".", ",")
    return Figure("total", "deaths", base + change, change, pct, raw)


@given(base=bases, change=st.integers(-20_000, 20_000), digits=places)
def test_what_was_rounded_is_rounded(base: int, change: int, digits: int) -> None:
    assume(base + change >= 0)
    figure = printed(base, change, slowly(base, change, digits, ROUND_HALF_UP), digits)
    assert verify(figure).verdict == Verdict.ROUNDED
    assert verify(figure).exact == Fraction(change * 100, base)


@given(base=bases, change=st.integers(-20_000, 20_000), digits=places)
def test_what_was_cut_is_truncated_unless_rounding_gives_the_same(base: int, change: int, digits: int) -> None:
    assume(base + change >= 0)
    cut, whole = (slowly(base, change, digits, how) for how in (ROUND_DOWN, ROUND_HALF_UP))
    checked = verify(printed(base, change, cut, digits))
    assert checked.verdict == (Verdict.ROUNDED if cut == whole else Verdict.TRUNCATED)
    assert checked.expected == whole


@given(base=bases, change=st.integers(-20_000, 20_000), digits=places, said=st.integers(-2_000_000, 2_000_000))
def test_anything_else_is_wrong(base: int, change: int, digits: int, said: int) -> None:
    assume(base + change >= 0)
    pct = Decimal(said).scaleb(-digits)
    cut, whole = (slowly(base, change, digits, how) for how in (ROUND_DOWN, ROUND_HALF_UP))
    assume(pct not in (cut, whole))
    checked = verify(printed(base, change, pct, digits))
    assert (checked.verdict, checked.expected) == (Verdict.WRONG, whole)


@pytest.mark.parametrize(
    ("figure", "verdict", "missing"),
    [
        (Figure("total", "deaths", 5, None, Decimal("1.5"), "1,5"), Verdict.UNVERIFIABLE, "change_abs"),
        (Figure("total", "deaths", None, text="hơn 5"), Verdict.NOT_PRINTED, "value"),
        (Figure("total", "deaths", 5, 5, Decimal("1.5"), "1,5"), Verdict.UNVERIFIABLE, "base"),
        (Figure("total", "deaths", 5, 9, Decimal("1.5"), "1,5"), Verdict.UNVERIFIABLE, "base"),
        (Figure("total", "deaths", 5, 1), Verdict.NOT_PRINTED, ""),
    ],
)
def test_what_is_missing_is_said(figure: Figure, verdict: Verdict, missing: str) -> None:
    assert (verify(figure).verdict, verify(figure).missing) == (verdict, missing)


def test_the_sign_belongs_to_the_percentage() -> None:
    assert verify(Figure("total", "deaths", 90, -10, Decimal("10"), "10")).verdict == Verdict.WRONG
    assert verify(Figure("total", "deaths", 90, -10, Decimal("-10"), "10")).verdict == Verdict.ROUNDED


def test_the_same_errors_as_the_file_tells() -> None:
    """Nine were found by whoever collected the notices; the program finds these and no others."""
    ours = {
        (key_of(n.period), f.sector, f.line, KINDS[verify(f).verdict], f.pct_raw, verify(f).base)
        for n in seed_notices() for f in n.figures if verify(f).is_doubtful
    }  # fmt: skip
    theirs = {
        (e["period"], e["sector"], e["indicator"], e["kind"], e["published"], e["implied_base"])
        for e in WHOLE["published_errors"]
    }
    assert len(theirs) == 9
    assert ours == theirs


def test_computed_percentages_and_bases_equal_those_of_the_file() -> None:
    compared = 0
    for notice in seed_notices():
        for figure in notice.figures:
            said = WHOLE["periods"][key_of(notice.period)][figure.sector].get(figure.line)
            if not said or "pct_recomputed" not in said:
                continue
            checked = verify(figure)
            assert checked.base == said["base_implied"]
            assert checked.computed_pct is not None
            assert abs(checked.computed_pct - Decimal(str(said["pct_recomputed"]))) <= Decimal("0.0001")
            compared += 1
    assert compared > 40


def test_implied_periods_equal_the_bases_that_the_file_derived() -> None:
    book = Book(seed_notices())
    names = {"deaths_employed": ("deaths", "employed"), "deaths_non_contract": ("deaths", "non_contract"),
             "fatal_employed": ("fatal_accidents", "employed"),
             "fatal_non_contract": ("fatal_accidents", "non_contract")}  # fmt: skip
    for period, said in WHOLE["derived_bases"].items():
        for name, value in said.items():
            line, sector = names.get(name, (name, "total"))
            points = published_series(line, sector, half=1, with_implied=True, book=book)
            found = {key_of(p.period): p for p in points}
            assert found[period].value == value
            assert found[period].is_implied
            assert period not in {key_of(p.period) for p in published_series(line, sector, half=1, book=book)}


def test_the_shipped_notices_do_not_contradict_each_other_otherwise() -> None:
    """Beside the nine percentages nothing is found: sums, orders and the bases of the next year all hold."""
    book = Book(seed_notices())
    codes = [v.code for n in book for v in findings(n, book.before(n))]
    assert sorted(set(codes)) == ["published.truncated", "published.wrong"]
    assert len(codes) == 9
