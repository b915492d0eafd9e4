"""Words compared as people read them: without case, without marks where a scan may have lost them."""

from __future__ import annotations

import re

from ...base.search import fold

TERMINAL = re.compile(r"(?:[.;:!?…]|\./\.|[.;:]\s?[”\"])$")
# Words after which a sentence cannot end.
_OPEN = re.compile(
    r"(?:[,\-–(/]|\b(?:và|của|với|cho|các|những|tại|theo|về|trong|để|hoặc|là|do|từ|đến|bằng|ngày|quý|tháng|năm|điều|khoản"
    r"|được|bị|có|không|đối|như|trên|dưới|cùng|vào|ra|mà|khi|nhằm|thuộc|gồm|việc|(?:nghị quyết|quyết "
    r"định|chỉ thị|nghị định|kế hoạch|thông tư|luật|văn bản|công văn) số))$",
    re.IGNORECASE,
)


def is_upper(text: str) -> bool:
    """Whether all letters are capitals, and there are three or more."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.95 * len(letters)


def begins_low(text: str) -> bool:
    return text[:1].islower()


def is_ended(text: str) -> bool:
    return bool(TERMINAL.search(text.rstrip()))


def is_open(text: str) -> bool:
    """Whether more must follow: a comma, a dash, a word that joins."""
    return bool(_OPEN.search(text.rstrip()))


def folded(text: str) -> str:
    """Lower case without any marks; for what may be misread, never for what is told."""
    return fold(text)


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def lowered_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def trimmed(text: str) -> str:
    """Without the spaces and punctuation around it."""
    return text.strip().strip(" .;,:-–").strip()
