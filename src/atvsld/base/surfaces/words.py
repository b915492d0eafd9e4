"""How each kind of field is written in a cell, in words: for the guide of a template."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..fields import (
    Boolean,
    Choice,
    CodeField,
    Date,
    Field,
    Identity,
    Integer,
    Moment,
    Money,
    PlaceField,
    Reference,
    Year,
)  # fmt: skip
from ..fields.scalar import YES_SAID
from ..language import Words

# The first kind that fits counts: how it is written, and an example.
KINDS: tuple[tuple[type[Field], Words, Words], ...] = (
    (Moment, _("ngày/tháng/năm giờ:phút"), "31/12/2025 14:30"),
    (Date, _("ngày/tháng/năm"), "31/12/2025"),
    (Year, _("năm, bốn chữ số"), "2025"),
    (Money, _("số nguyên, bằng đồng"), "15.000.000"),
    (Integer, _("số nguyên"), "12"),
    (Boolean, _("Có hoặc Không"), YES_SAID),
    (Choice, _("chọn trong danh sách"), ""),
    (CodeField, _("mã, hoặc chọn trong danh sách"), ""),
    (PlaceField, _("tên, có cả tỉnh nếu là xã; hoặc mã"), "Xã Tân Cương, tỉnh Thái Nguyên"),
    (Reference, _("mã số thuế, số tiếp nhận hoặc tên"), ""),
    (Identity, _("12 chữ số"), "001099000001"),
)


def how_written(declared: Field) -> str:
    for kind, words, _example in KINDS:
        if isinstance(declared, kind):
            several = gettext("; nhiều mã cách nhau bằng dấu chấm phẩy") if getattr(declared, "many", False) else ""
            return str(words) + several
    return gettext("chữ, tối đa {most} ký tự").format(most=getattr(declared, "max_length", 300))


def example_of(declared: Field) -> str:
    """An example that the cleaner of the field accepts, "" when there is none to give."""
    if isinstance(declared, Choice) and declared.options:
        return str(declared.options[0][1])
    if isinstance(declared, PlaceField) and declared.target == "province":
        return "Thái Nguyên"
    return next((str(example) for kind, _words, example in KINDS if isinstance(declared, kind)), "")
