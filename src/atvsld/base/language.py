"""The two languages of the pages. Vietnamese is what the source says; English comes from the catalogue."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words
else:
    # Words for people: a text, or one that is said in the reader's language when it is shown.
    Words = str

# As in the settings, which may import this before they are whole.
SOURCE = "vi"
# Letters that no other language of the house has.
VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def is_vietnamese() -> bool:
    """Whether the page, file or answer being made is in Vietnamese."""
    return translation.get_language() in (SOURCE, None)


def speaking(language: str) -> AbstractContextManager[None]:
    """While this lasts, words are said in that language; "" and unknown ones mean Vietnamese."""
    return translation.override(language if language in LANGUAGES else SOURCE)


def in_its_language(text: object) -> SafeString | str:
    """A name within a sentence: on a page in another language it is marked as Vietnamese, to be read out so."""
    return str(text) if is_vietnamese() else format_html('<span lang="vi">{}</span>', text)


def in_vietnamese(words: Words) -> str:
    """The words as the source has them: where a text must not follow the reader (a document as issued)."""
    with translation.override(SOURCE):
        return str(words)


def everywhere(words: Words) -> tuple[str, ...]:
    """The words in each language: what a file may have as its heading, a cell as its choice."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(str(words))
    return tuple(dict.fromkeys(said))
