"""The letters of documents: Liberation Serif, as wide as Times New Roman, with every Vietnamese letter.

The files come with the product: what a machine has under the same name may lack most Vietnamese letters.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts" / "liberation-serif" / "2.1.5"
# A name of our own, or a letter would be taken from the file that the machine has.
FAMILY = "House Serif"
# What Word calls letters of this width; every office has them, or the Liberation that replaces them.
WORD_FAMILY = "Times New Roman"
_FILES = {
    (False, False): "LiberationSerif-Regular.ttf",
    (True, False): "LiberationSerif-Bold.ttf",
    (False, True): "LiberationSerif-Italic.ttf",
    (True, True): "LiberationSerif-BoldItalic.ttf",
}
# Widths are measured at this size and scaled, so that a text grows evenly with its letters.
_MEASURED = 200


def font_file(*, bold: bool = False, italic: bool = False) -> Path:
    return FOLDER / _FILES[bold, italic]


@cache
def font(size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """The letters for drawing by Pillow, `size` pixels high."""
    from PIL import ImageFont

    layout = ImageFont.Layout.BASIC  # Vietnamese letters are whole in the file: nothing to be put together
    return ImageFont.truetype(str(font_file(bold=bold, italic=italic)), size, layout_engine=layout)


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a text is, in the unit of `size`."""
    return _unit_width(text, bold, italic) * size


@lru_cache(maxsize=4096)
def _unit_width(text: str, bold: bool, italic: bool) -> float:
    return float(font(_MEASURED, bold=bold, italic=italic).getlength(text)) / _MEASURED


def lines(text: str, size: float, room: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The text in lines no wider than `room`: broken between words, and within a word that is wider itself."""
    look = {"bold": bold, "italic": italic}
    space, found, used = width(" ", size, **look), list[str](), 0.0
    for part in (part for word in text.split() for part in _parts(word, size, room, look)):
        wide = width(part, size, **look)
        if found and used + space + wide <= room:
            found[-1], used = f"{found[-1]} {part}", used + space + wide
        else:
            found.append(part)
            used = wide
    return found


def _parts(word: str, size: float, room: float, look: dict[str, bool]) -> list[str]:
    wide = width(word, size, **look)
    if wide <= room or len(word) == 1:
        return [word]
    most = max(1, int(len(word) * room / wide))
    return [word[at : at + most] for at in range(0, len(word), most)]


def font_faces() -> str:
    """The style sheet that makes the letters known to a page; the addresses are those of `fetching`."""
    return "\n".join(
        f"@font-face {{ font-family: '{FAMILY}'; src: url('house:{name}'); "
        f"font-weight: {'bold' if bold else 'normal'}; font-style: {'italic' if italic else 'normal'}; }}"
        for (bold, italic), name in _FILES.items()
    )
