"""Folded text: the form in which Vietnamese names are compared and searched.

Names of the same commune or enterprise differ between sources only in tone placement (Hoà / Hòa), missing accents,
đ / d, case and the kind of apostrophe (Ea H'leo / Ea H’leo). Folded, they are equal. Neither SQLite's FTS nor
PostgreSQL's `unaccent` does all of this, so the folded form is stored in `search_text` when a row is saved.
"""

import unicodedata
from functools import lru_cache

_APOSTROPHES = frozenset("'`´‘’‛ʹʻʼʽˈ′＇")

# Ð (eth) and Ɖ (African d) look like Đ and come from old keyboards and scanned lists.
_D_WITH_STROKE = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})

# Of the plain letters: what is neither letter nor digit parts words, but apostrophes, which are left out.
_ASCII = {n: None if chr(n) in _APOSTROPHES else " " for n in range(128) if not chr(n).isalnum()}


def fold(text: str) -> str:
    """The text in lower case without accents, apostrophes or punctuation, words parted by one space.

    "Xã  Ea H’Leo, Đắk Lắk" → "xa ea hleo dak lak". Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    # Words come again and again in a file, whole texts seldom.
    return " ".join(filter(None, map(_folded_word, text.split())))


@lru_cache(maxsize=20_000)
def _folded_word(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower()).lower().translate(_D_WITH_STROKE)
    kept = [
        char if char.isalnum() else " "
        for char in decomposed
        if char not in _APOSTROPHES and not unicodedata.category(char).startswith("M")
    ]
    return " ".join("".join(kept).split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of the folded text, in order."""
    return tuple(fold(text).split())
