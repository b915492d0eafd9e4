"""The text of one paragraph of Word, as it is seen in the last version, and the text boxes that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..page import PAGE_BREAK
from .names import MC, M, W, value
from .styles import Looks, Styles, looks_of

# What «Track changes» struck out or moved away, and what is no text of the paragraph.
LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr"))
BREAKS = {"page": PAGE_BREAK, "column": "\n"}
BLANKS = str.maketrans({"\n": " ", "\r": " ", "\t": " "})
# Signs of the fonts Symbol and Wingdings that stand in forms: boxes to tick, arrows, dots.
SIGNS = {
    "F0A8": "□", "F06F": "□", "F071": "□", "F0FE": "☑", "F0FD": "☒", "F0FC": "✓", "F0E0": "→", "F0D8": "•", "F0B7": "•",
    "F0A7": "•", "F02D": "-", "F0B3": "≥", "F0A3": "≤",
}  # fmt: skip


@dataclass
class Written:
    """A paragraph's text ("\\n" for a line break in it, "\\f" for a page break) and its text boxes."""

    text: str = ""
    boxes: list[Any] = field(default_factory=list)


class RunReader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Any) -> Written:
        written = Written()
        style = value(paragraph.find(W + "pPr"), "pStyle")
        written.text = "".join(self._pieces(paragraph, self._styles.looks(style), written))
        return written

    def _pieces(self, parent: Any, looks: Looks, written: Written) -> Iterator[str]:
        for child in parent:
            if child.tag == W + "r":
                yield self._run(child, looks, written)
            elif child.tag == MC + "AlternateContent":
                yield from self._pieces(chosen(child), looks, written)
            elif child.tag == M + "t":
                yield child.text or ""
            elif child.tag not in LEFT_OUT:
                yield from self._pieces(child, looks, written)

    def _run(self, run: Any, looks: Looks, written: Written) -> str:
        properties = run.find(W + "rPr")
        if properties is not None:
            style = value(properties, "rStyle")
            under = self._styles.looks(style).over(looks) if style else looks
            looks = looks_of(properties).over(under)
        if looks.hidden:
            return ""
        text = "".join(self._letters(run, written))
        return text.upper() if looks.caps else text

    def _letters(self, run: Any, written: Written) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == W + "t":
                yield (child.text or "").translate(BLANKS)
            elif tag in (W + "tab", W + "ptab"):
                yield "\t"
            elif tag == W + "br":
                yield BREAKS.get(child.get(W + "type") or "", "\n")
            elif tag == W + "cr":
                yield "\n"
            elif tag == W + "noBreakHyphen":
                yield "-"
            elif tag == W + "sym":
                yield SIGNS.get((child.get(W + "char") or "").upper(), "")
            elif tag == MC + "AlternateContent":
                yield from self._letters(chosen(child), written)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                written.boxes += text_boxes(child)


def chosen(alternatives: Any) -> Any:
    """Of two forms of one thing, the first; the other says the same to older programs."""
    return next((child for child in alternatives if child.tag in (MC + "Choice", MC + "Fallback")), ())


def text_boxes(drawing: Any) -> Iterator[Any]:
    """The contents of the boxes in a drawing; a box within a box belongs to the paragraphs of the outer one."""
    for child in drawing:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            yield from text_boxes(chosen(child))
        else:
            yield from text_boxes(child)
