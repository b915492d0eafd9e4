"""Typing errors of the two official lists of units before 1/7/2025, each with why it is one.

The shipped files stay as published; these corrections are applied while reading, and tests hold each of them to the
files: one that no longer corrects anything fails.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# (name, code) of an old unit as the table of conversion has it → its code in the list of 4/1/2025. The typed code is
# that of a neighbour which stands in the table under its own name; the right one has this name, in the same district.
TYPED_CODES: Mapping[tuple[str, str], str] = {
    ("Xã Đặng Xá", "00553"): "00556",  # 00553 is Xã Cổ Bi
    ("Xã Mỹ Hưng", "01615"): "01651",  # 01615 is Xã Hồng Quang
    ("Xã Phú Thịnh", "02485"): "02482",  # 02485 is Xã Công Đa
}

# Wards of Hồ Chí Minh City that the two lists give different codes: the same name in the same district in both, and
# neither code stands in the other list. {code in the table: code in the list of 4/1/2025}
OTHER_CODES: Mapping[str, str] = {
    "26929": "26935",  # Phường 14, Quận Bình Thạnh
    "26953": "26959",  # Phường 19, Quận Bình Thạnh
    "27076": "27067",  # Phường 15, Quận Phú Nhuận
    "27226": "27217",  # Phường 11, Quận 11
    "27232": "27223",  # Phường 10, Quận 11
    "27367": "27361",  # Phường 2, Quận 6
    "27373": "27379",  # Phường 1, Quận 6
}

# Old provinces that the table names wrongly, by the unit's code ("" and the district for a unit without communes).
# The province of the list of 4/1/2025 is taken for every unit; these are the rows where that makes a difference.
TYPED_PROVINCES: Mapping[str, tuple[str, str]] = {
    "471": ("Quảng Trị (44)", "45"),  # Huyện Cồn Cỏ: 44 was Quảng Bình
    "27691": ("Tỉnh Tiền Giang (82)", "80"),  # Phường 4, Thành phố Tân An, of Long An
    "30781": ("Tỉnh An Giang (89)", "91"),  # Xã Tiên Hải, Thành phố Hà Tiên, of Kiên Giang
}

_LOST_CAPITALS = re.compile(r"(?<= )[áéủ]")


def one_line(text: str) -> str:
    """A cell without line breaks, double spaces and decomposed letters: "Phường Bình Thạnh\\n" stands for one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def capitals_restored(name: str) -> str:
    """The list of 4/1/2025 lost capitals with accents: "Xã Đại áng", "Xã é Tòng", "Xã Pa ủ"."""
    return _LOST_CAPITALS.sub(lambda found: found.group().upper(), name)
