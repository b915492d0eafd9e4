"""Vietnamese alphabetical order, as a key that any database sorts the same way.

SQLite compares bytes and PostgreSQL by the collation of its cluster; neither gives a ă â b c d đ e ê … . The key is
made of pairs *letter, digit*, with the letters a to i only: no collation contracts them (Danish "aa", Czech "ch"),
moves them (Estonian z, Lithuanian y) or reads the digits as one number.
"""

import unicodedata
from functools import lru_cache

_APOSTROPHES = "'`´‘’‛ʹʻʼʽˈ′＇"
_ALPHABET = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# Ngang (none), huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = "\u0302\u0306\u031b"

_END_OF_LETTERS = "a0"


def _pair(position: int) -> str:
    return f"{'abcdefghi'[position // 10]}{position % 10}"


_PRIMARY = {char: _pair(position) for position, char in enumerate(_ALPHABET, start=1)}
_OTHER_SCRIPT = _pair(89)


def vietnamese_sort_key(text: str) -> str:
    """The key that puts the text in Vietnamese order under any collation.

    Letters decide first, word by word (a space comes before every digit, a digit before every letter); between equal
    letters the tones of the words decide, in the order ngang, huyền, hỏi, ngã, sắc, nặng. Case, punctuation and the
    place
    of the tone mark (hoà, hòa) do not count. Two ASCII characters a letter, and two a word.
    """
    words = _words(text)
    keys = [_word_key(word) for word in words]
    letters = _PRIMARY[" "].join(primary for primary, _ in keys)
    tones = "".join(tone for _, tone in keys)
    return letters + _END_OF_LETTERS + tones if words else ""


def _words(text: str) -> list[str]:
    composed = unicodedata.normalize("NFC", text).lower()
    for apostrophe in _APOSTROPHES:
        composed = composed.replace(apostrophe, "")
    spaced = (char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in composed)
    return "".join(spaced).split()


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> tuple[str, str]:
    tone = 0
    base: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = tone or _TONES[char]
        elif char in _SHAPES and base:
            base[-1] += char
        elif not unicodedata.category(char).startswith("M"):
            base.append("đ" if char == "ð" else char)
    return "".join(_letter(char) for char in base), _pair(tone)


def _letter(char: str) -> str:
    return _PRIMARY.get(unicodedata.normalize("NFC", char)) or _PRIMARY.get(char[0], _OTHER_SCRIPT)
