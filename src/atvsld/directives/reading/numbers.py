"""Numbers of documents in a text ("31-CT/TW", "209/NQ-CP", "84/2015/QH13"), and figures as they are written here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SYMBOL = r"[A-ZĐ][A-ZĐ0-9&Ưa-zđ]{0,9}"
NUMBER = re.compile(
    rf"(?<![\w/\-:])(\d{{1,5}}[a-z]?)\s?(?:(/\d{{4}}/|/|-)\s?({_SYMBOL}(?:\s?[-–/&]\s?{_SYMBOL}){{0,3}}))(?![\w/])"
)
BLANK_NUMBER = re.compile(rf"^\s*Số\s*[:.]?\s*(?:[.…_]{{2,}}|\s)*\s*[/\-–]\s?({_SYMBOL}(?:\s?[-–/]\s?{_SYMBOL})*)\s*$")
_LAWLIKE = re.compile(r"^\d+/\d{4}/(?:QH|UBTVQH|NĐ|TT|TTLT|L-CTN|PL)")


@dataclass(frozen=True)
class Cited:
    """A number of a document and where it stands in the text."""

    number: str
    start: int
    end: int

    @property
    def is_law(self) -> bool:
        """A law, a decree, a circular: they give powers, they are not what a plan carries out."""
        return bool(_LAWLIKE.match(self.number))


def cited_in(text: str) -> Iterator[Cited]:
    for found in NUMBER.finditer(text):
        symbol = re.sub(r"\s", "", found.group(3)).replace("–", "-").rstrip(".-/&")
        middle = found.group(2)
        if _is_document(middle, symbol):
            yield Cited(f"{found.group(1)}{middle}{symbol}", found.start(), found.end())


def _is_document(middle: str, symbol: str) -> bool:
    """Not a fraction, not "5/NĐ": a symbol of two capitals at least, joined as offices join them."""
    if len(middle) > 1:
        return symbol[:2].isupper()
    has_kind = bool(re.match(r"[A-ZĐ]{2,5}[a-z]?(?:[-–/&.]|$)", symbol))
    return has_kind and ("-" in symbol or "/" in symbol or (middle == "/" and symbol.isupper() and len(symbol) >= 3))


def figure_of(text: str) -> float:
    """ "2.989,5" is 2989.5, "5,5" and "5.5" are 5.5, "2.000" is 2000."""
    is_grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text)
    value = float((text.replace(".", "") if is_grouped else text).replace(",", "."))
    return int(value) if value == int(value) else value
