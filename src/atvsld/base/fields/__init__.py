"""The kinds of field a register can declare. Page, Excel row and API call share these cleaners and no others."""

from .choice import Choice
from .coded import CodeField, PlaceField, Reference
from .core import Field, Privacy, Refs
from .scalar import Boolean, Date, Identity, Integer, Moment, Money, Text, Year

__all__ = [
    "Boolean", "Choice", "CodeField", "Date", "Field", "Identity", "Integer", "Moment", "Money", "PlaceField",
    "Privacy", "Reference", "Refs", "Text", "Year",
]  # fmt: skip
