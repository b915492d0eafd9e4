"""Numbers of documents, as they are compared and as they tell the line on which a document was issued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ....base.search import fold
from .cascade import PARTY, STATE

# Figures of a number as clerks pad it: 3, 03, 003.
WIDEST = 3
_NUMBER = re.compile(r"\bsố\s+(\d+[\w/.-]*-[\w/.-]*\w)", re.IGNORECASE)
_OF_PARTY = re.compile(
    r"ban bi thu|bo chinh tri|trung uong dang|tinh uy|thanh uy|huyen uy|quan uy|dang uy|ban thuong vu|ban chap hanh"
)
_PARTY_SYMBOL = re.compile(r"[/-](?:TW|TU|HU|QU|ĐU|ThU|BTV|BCSĐ)\b")


@lru_cache(maxsize=20_000)
def folded_number(number: str) -> str:
    """The number without blanks, marks and case; "" of none. A leading zero is no difference: "03-KH/TU" is 3-KH/TU."""
    return fold(number).replace(" ", "").lstrip("0")


def spellings(numbers: Iterable[str]) -> list[str]:
    """These numbers with and without leading zeros, as one clerk writes them and another cites them."""
    found = set()
    for number in numbers:
        short = number.lstrip("0")
        digits = len(short) - len(short.lstrip("0123456789"))
        found |= {number, *("0" * zeros + short for zeros in range(max(0, WIDEST - digits) + 1))}
    return sorted(found)


def number_in(said: str) -> str:
    """The number that a mention holds ("Kế hoạch số 03-KH/TU ngày …"); "" where there is none."""
    found = _NUMBER.search(said)
    return found.group(1) if found else ""


def line_of(issuing_body: str, number: str = "") -> str:
    """The Party's line where a body of the Party issued it, else the State's; "Ban cán sự" is no issuer of plans."""
    return PARTY if _OF_PARTY.search(fold(issuing_body)) or _PARTY_SYMBOL.search(number) else STATE
