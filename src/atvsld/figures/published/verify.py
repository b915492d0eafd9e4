"""Does a printed percentage follow from the value and the change printed beside it? Exact arithmetic, no database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.numbers import vietnamese_signed
from .record import Figure, decimals

SHOWN_PLACES = 4


class Verdict(StrEnum):
    """What is to be said of a percentage."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    WRONG = "wrong"
    UNVERIFIABLE = "unverifiable"
    NOT_PRINTED = "not_printed"


LABELS: dict[Verdict, Words] = {
    Verdict.ROUNDED: _("khớp"),
    Verdict.TRUNCATED: _("cắt bớt, không làm tròn"),
    Verdict.WRONG: _("không khớp"),
    Verdict.UNVERIFIABLE: _("không kiểm tra được"),
    Verdict.NOT_PRINTED: _("không công bố tỷ lệ"),
}
DOUBTFUL = (Verdict.WRONG, Verdict.TRUNCATED)
MISSING: dict[str, Words] = {
    "value": _("thiếu giá trị"),
    "change_abs": _("thiếu số tăng, giảm"),
    "base": _("số kỳ trước suy ra không lớn hơn 0"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the figure itself gives: `base` = value - change, `exact` = change / base in percent, and the verdict.

    `expected` is what should have been printed, with the printed number of decimals; `missing` says why nothing
    could be computed.
    """

    verdict: Verdict
    base: int | None = None
    exact: Fraction | None = None
    expected: Decimal | None = None
    missing: str = ""

    @property
    def computed_pct(self) -> Decimal | None:
        return None if self.exact is None else rounded(self.exact, SHOWN_PLACES)

    @property
    def is_doubtful(self) -> bool:
        return self.verdict in DOUBTFUL

    @property
    def label(self) -> str:
        return str(LABELS[self.verdict])

    @property
    def remark(self) -> str:
        """What should have been printed, or why nothing can be said; "" where all is well."""
        if self.is_doubtful and self.expected is not None:
            places = -int(self.expected.as_tuple().exponent)
            return gettext("đúng phải là {expected} %").format(expected=vietnamese_signed(self.expected, places))
        return str(MISSING[self.missing]) if self.verdict == Verdict.UNVERIFIABLE else ""

    @property
    def sentence(self) -> str:
        """The mark in words: label and remark."""
        return f"{self.label}: {self.remark}" if self.remark else self.label


def verify(figure: Figure) -> Checked:
    """The verdict on one figure, from its own numbers alone."""
    nothing = Verdict.NOT_PRINTED if figure.change_pct is None else Verdict.UNVERIFIABLE
    for name in ("value", "change_abs"):
        if getattr(figure, name) is None:
            return Checked(nothing, missing=name)
    assert figure.value is not None and figure.change_abs is not None
    base = figure.value - figure.change_abs
    if base <= 0:
        return Checked(nothing, base, missing="base")
    exact = Fraction(100 * figure.change_abs, base)
    if figure.change_pct is None:
        return Checked(nothing, base, exact)
    places = decimals(figure.pct_raw)
    expected = rounded(exact, places)
    if figure.change_pct == expected:
        verdict = Verdict.ROUNDED
    elif figure.change_pct == truncated(exact, places):
        verdict = Verdict.TRUNCATED
    else:
        verdict = Verdict.WRONG
    return Checked(verdict, base, exact, expected)


def rounded(exact: Fraction, places: int) -> Decimal:
    """Half away from zero, as the notices round."""
    return _cut(exact, places, is_rounding=True)


def truncated(exact: Fraction, places: int) -> Decimal:
    """What is left when the further decimals are merely dropped."""
    return _cut(exact, places, is_rounding=False)


def _cut(exact: Fraction, places: int, *, is_rounding: bool) -> Decimal:
    """By whole numbers: a division of decimals would round once before."""
    whole, rest = divmod(abs(exact.numerator) * 10**places, exact.denominator)
    if is_rounding and 2 * rest >= exact.denominator:
        whole += 1
    cut = Decimal(whole).scaleb(-places)
    return -cut if exact < 0 and whole else cut
