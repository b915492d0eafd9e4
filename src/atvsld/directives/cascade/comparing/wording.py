"""What a sentence says, as pairs of neighbouring words that can be counted and shown.

Most Vietnamese words are two syllables, so a pair of syllables is close to a word; one that spans two words still holds
their order. Spellings that differ between offices (Hoà / Hòa, tỷ / tỉ, ATVSLĐ) are made equal first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ....base.search import fold

_ABBREVIATED = {
    "ATVSLĐ": "an toàn vệ sinh lao động", "ATLĐ": "an toàn lao động", "VSLĐ": "vệ sinh lao động",
    "TNLĐ": "tai nạn lao động", "BNN": "bệnh nghề nghiệp", "NLĐ": "người lao động",
    "NSDLĐ": "người sử dụng lao động", "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân",
    "MTTQ": "mặt trận tổ quốc", "BHXH": "bảo hiểm xã hội", "CNTT": "công nghệ thông tin",
    "KT-XH": "kinh tế xã hội", "PCCC": "phòng cháy chữa cháy", "TTHC": "thủ tục hành chính",
}  # fmt: skip
# As a document writes them, and as it writes them where the stroke of the Đ was lost.
ABBREVIATIONS = {written: said for short, said in _ABBREVIATED.items() for written in (short, short.replace("Đ", "D"))}

# Words that join others, with their marks: folded, "có" would take "cơ" along.
JOINING = frozenset(
    "và các của về cho với trong theo những được là do tại từ đến ở để này đó trên như khi một mỗi bằng thì mà hoặc "
    "cũng vào".split()
)
_CLAUSE_ENDS = (".", ";", ":", "!", "?", "…")
_AROUND = ".,;:!?…()[]\"'“”‘’*–-"
# Naming the same document is not asking for the same work.
_NUMBER_OF_DOCUMENT = re.compile(r"^\d+[\w.]*[-/][\w./-]*[A-ZĐ]{2}")
# i and y after these letters are one sound written two ways.
_I_OR_Y = re.compile(r"^(h|k|l|m|s|t|qu)y$")


class _Word(NamedTuple):
    """A folded word, as it is written, the place of that word in the text, and what joins it to the next."""

    folded: str
    written: str
    place: int
    joined: list[str]


# The same names and texts are asked for again and again within one comparison.
@lru_cache(maxsize=2_000)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words in order, abbreviations written out; joining words are left out."""
    return tuple(word.folded for clause in _clauses(text) for word in clause)


@lru_cache(maxsize=2_000)
def pairs_of(text: str) -> frozenset[str]:
    """Each pair of neighbouring words of a clause, folded; a clause of one word is that word."""
    return frozenset(pair for clause in _clauses(text) for pair in _pairs(clause))


def without(pairs: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """The pairs that are not of one of the names; all of them where nothing would be left."""
    return pairs.difference(*(pairs_of(name) for name in names)) or pairs


def phrases(text: str, pairs: Collection[str], weight: Callable[[Iterable[str]], float], most: int) -> tuple[str, ...]:
    """The words of the text that the pairs cover, as they are written, neighbours together; those that weigh most."""
    found: dict[str, float] = {}
    for clause in _clauses(text):
        run: list[str] = []
        for place, pair in enumerate([*_pairs(clause), ""]):
            if pair in pairs:
                run.append(pair)
            elif run:
                found.setdefault(_said(clause[place - len(run) : place + 1]), weight(run))
                run = []
    return tuple(sorted(found, key=lambda said: (-found[said], said))[:most])


def _pairs(clause: Sequence[_Word]) -> list[str]:
    if len(clause) == 1:
        return [clause[0].folded]
    return [f"{left.folded} {right.folded}" for left, right in pairwise(clause)]


def _said(words: Sequence[_Word]) -> str:
    """As written, with what joins them; of an abbreviation, which stands for several words, once."""
    written = [word for n, word in enumerate(words) if n == 0 or word.place != words[n - 1].place]
    parts = [part for word in written for part in (word.written, *word.joined)]
    return " ".join(parts[: len(parts) - len(written[-1].joined)])


def _clauses(text: str) -> Iterator[list[_Word]]:
    clause: list[_Word] = []
    for place, raw in enumerate(text.split()):
        written = raw.strip(_AROUND)
        folded = _folded(written)
        if not folded and clause and written:
            clause[-1].joined.append(written)
        clause += [_Word(word, written, place, []) for word in folded]
        if raw.endswith(_CLAUSE_ENDS) and clause:
            yield clause
            clause = []
    if clause:
        yield clause


@lru_cache(maxsize=20_000)
def _folded(written: str) -> tuple[str, ...]:
    if written.lower() in JOINING or _NUMBER_OF_DOCUMENT.match(written):
        return ()
    return tuple(_I_OR_Y.sub(r"\1i", word) for word in fold(ABBREVIATIONS.get(written, written)).split())
