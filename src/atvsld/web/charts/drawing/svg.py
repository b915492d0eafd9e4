"""A drawing as SVG: text stays text. No script, no style sheet, no address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ....base.documents.letters import FAMILY
from .shapes import Area, Dot, Drawing, Lines, Run, Stroke, Text


def svg(drawing: Drawing) -> str:
    """An `<svg>` element of the size of the drawing, for a page that knows the letters of the house."""
    width, height = _number(drawing.width), _number(drawing.height)
    body = "\n".join(_SHAPES[type(shape)](shape) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label={quoteattr(drawing.said)} font-family="{FAMILY}">\n'
        f"<title>{escape(drawing.said)}</title>\n{body}\n</svg>"
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _path(runs: Sequence[Run], end: str = "") -> str:
    return "".join("M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in run) + end for run in runs)


def _paint(fill: str, stroke: Stroke | None) -> str:
    said = f'fill="{fill or "none"}"'
    if stroke:
        said += f' stroke="{stroke.colour}" stroke-width="{_number(stroke.width)}" stroke-linejoin="round"'
        if stroke.dash:
            said += f' stroke-dasharray="{" ".join(_number(d) for d in stroke.dash)}"'
    return said


def _lines(shape: Lines) -> str:
    return f'<path d="{_path(shape.runs)}" {_paint("", shape.stroke)}/>' if shape.runs else ""


def _area(shape: Area) -> str:
    return f'<path d="{_path(shape.rings, "Z")}" fill-rule="evenodd" {_paint(shape.fill, shape.stroke)}/>'


def _dot(shape: Dot) -> str:
    x, y = (_number(v) for v in shape.at)
    return f'<circle cx="{x}" cy="{y}" r="{_number(shape.radius)}" {_paint(shape.fill, shape.stroke)}/>'


def _text(shape: Text) -> str:
    x, y = (_number(v) for v in shape.at)
    look = ' font-weight="bold"' if shape.bold else ""
    look += ' font-style="italic"' if shape.italic else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{_number(shape.size)}" text-anchor="{shape.anchor}" '
        f'fill="{shape.colour}"{look}>{escape(shape.text)}</text>'
    )


_SHAPES: dict[type, Callable[[Any], str]] = {Lines: _lines, Area: _area, Dot: _dot, Text: _text}
