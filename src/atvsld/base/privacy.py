"""What is shown of a private value to those who may know that it is there and no more (Law 91/2025)."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from .fields import Field, Privacy
from .language import everywhere

INITIALS = re.compile(r"(?:\w\.\s*)+")
HIDDEN = "•••"
MEDICAL = _("(y tế)")


def mask(field: Field, value: object) -> str:
    """What stands for a private value: initials of a name ("T. T. B."), "•••", "(y tế)"; nothing for an empty one, but
    where that tells something."""
    if (value is None or value == "" or value == []) and not field.empty_tells:
        return ""
    if field.privacy is Privacy.MEDICAL:
        return str(MEDICAL)
    return initials(str(value)) if field.name.endswith("_name") else HIDDEN


def is_masked(field: Field, cell: object) -> bool:
    """Whether a cell of a file holds what `mask` put there, and so says nothing."""
    if field.privacy is Privacy.OPEN or not isinstance(cell, str):
        return False
    text = cell.strip()
    return text in _masks() or (field.name.endswith("_name") and INITIALS.fullmatch(text) is not None)


@cache
def _masks() -> frozenset[str]:
    return frozenset((HIDDEN, *everywhere(MEDICAL)))


def initials(name: str) -> str:
    """ "Trần Thị Bích" → "T. T. B."."""
    return " ".join(f"{word[0].upper()}." for word in name.split()) or HIDDEN
