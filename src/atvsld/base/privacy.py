"""What is shown of a private value to those who may know that it is there and no more (Law 91/2025)."""

from __future__ import annotations

from .fields import Field, Privacy

HIDDEN = "•••"
MEDICAL = "(y tế)"


def mask(field: Field, value: object) -> str:
    """What stands for a private value: initials of a name ("T. T. B."), "•••", "(y tế)"; nothing for an empty one."""
    if value is None or value == "" or value == []:
        return ""
    if field.privacy is Privacy.MEDICAL:
        return MEDICAL
    return initials(str(value)) if field.name.endswith("_name") else HIDDEN


def initials(name: str) -> str:
    """ "Trần Thị Bích" → "T. T. B."."""
    return " ".join(f"{word[0].upper()}." for word in name.split()) or HIDDEN
