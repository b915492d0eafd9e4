"""How each kind of field is written in a cell, in words: for the guide of a template."""

from __future__ import annotations

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

# The first kind that fits counts: how it is written, and an example.
KINDS: tuple[tuple[type[Field], str, str], ...] = (
    (Moment, "ngày/tháng/năm giờ:phút", "31/12/2025 14:30"),
    (Date, "ngày/tháng/năm", "31/12/2025"),
    (Year, "năm, bốn chữ số", "2025"),
    (Money, "số nguyên, bằng đồng", "15.000.000"),
    (Integer, "số nguyên", "12"),
    (Boolean, "Có hoặc Không", "Có"),
    (Choice, "chọn trong danh sách", ""),
    (CodeField, "mã, hoặc chọn trong danh sách", ""),
    (PlaceField, "tên, có cả tỉnh nếu là xã; hoặc mã", "Xã Tân Cương, tỉnh Thái Nguyên"),
    (Reference, "mã số thuế, số tiếp nhận hoặc tên", ""),
    (Identity, "12 chữ số", "001099000001"),
)


def how_written(declared: Field) -> str:
    for kind, words, _ in KINDS:
        if isinstance(declared, kind):
            several = "; nhiều mã cách nhau bằng dấu chấm phẩy" if getattr(declared, "many", False) else ""
            return words + several
    return f"chữ, tối đa {getattr(declared, 'max_length', 300)} ký tự"


def example_of(declared: Field) -> str:
    """An example that the cleaner of the field accepts, "" when there is none to give."""
    if isinstance(declared, Choice) and declared.options:
        return str(declared.options[0][1])
    if isinstance(declared, PlaceField) and declared.target == "province":
        return "Thái Nguyên"
    return next((example for kind, _, example in KINDS if isinstance(declared, kind)), "")
