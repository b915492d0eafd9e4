"""Numbers before paragraphs: roman numerals, and a, b, … z, aa, bb as Word counts them."""

from __future__ import annotations

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MOST = 3_999
LETTERS = 26


def as_roman(count: int) -> str:
    """Figures beyond what the romans wrote."""
    if not 0 < count <= MOST:
        return str(count)
    written = ""
    for size, letters in ROMAN:
        times, count = divmod(count, size)
        written += letters * times
    return written


def as_letters(count: int) -> str:
    if not 0 < count <= LETTERS * 30:
        return str(count)
    times, place = divmod(count - 1, LETTERS)
    return chr(ord("a") + place) * (times + 1)


def as_written(count: int, form: str) -> str:
    """A number in one of Word's forms; those that no Vietnamese document uses are given as figures."""
    if form in ("upperRoman", "lowerRoman"):
        roman = as_roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letters = as_letters(count)
        return letters.upper() if form == "upperLetter" else letters
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)
