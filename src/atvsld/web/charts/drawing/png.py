"""A drawing as PNG, for files that hold no SVG. Drawn finer than it is kept, so that slanted lines are smooth."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ....base.documents.letters import font
from .paint import PAPER
from .shapes import Area, Dot, Drawing, Lines, Run, Shape, Stroke, Text

# Dots an inch, and how many times as fine it is drawn.
DPI, FINER = 240, 2


def png(drawing: Drawing, dpi: int = DPI) -> bytes:
    """The file; its size in points is that of the drawing."""
    from PIL import Image, ImageDraw

    scale = dpi * FINER / 72
    size = math.ceil(drawing.width * scale), math.ceil(drawing.height * scale)
    image = Image.new("RGB", size, PAPER)
    pen = _Pen(Image, ImageDraw.Draw(image), image, scale)
    for shape in drawing.shapes:
        pen.draw(shape)
    kept = image.resize((max(1, size[0] // FINER), max(1, size[1] // FINER)), Image.Resampling.BOX)
    # Few colours are used: a palette makes the file a third as large, and nobody sees a difference.
    kept = kept.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    kept.save(file, "PNG", optimize=True, dpi=(dpi, dpi))
    return file.getvalue()


class _Pen:
    """Draws shapes into a picture of `scale` dots a point."""

    def __init__(self, library: Any, pen: Any, image: Any, scale: float) -> None:
        self.library, self.pen, self.image, self.scale = library, pen, image, scale

    def draw(self, shape: Shape) -> None:
        if isinstance(shape, Lines):
            for run in shape.runs:
                self._line(run, shape.stroke)
        elif isinstance(shape, Area):
            self._area(shape)
        elif isinstance(shape, Dot):
            self._dot(shape)
        else:
            self._text(shape)

    def _dots(self, run: Run) -> list[tuple[float, float]]:
        return [(x * self.scale, y * self.scale) for x, y in run]

    def _line(self, run: Run, stroke: Stroke) -> None:
        wide = max(1, round(stroke.width * self.scale))
        for part in dashes(run, stroke.dash) if stroke.dash else (run,):
            self.pen.line(self._dots(part), fill=stroke.colour, width=wide, joint="curve")

    def _area(self, shape: Area) -> None:
        if shape.fill and len(shape.rings) == 1:
            self.pen.polygon(self._dots(shape.rings[0]), fill=shape.fill)
        elif shape.fill:
            self._holed(shape)
        if shape.stroke:
            for ring in shape.rings:
                self._line((*ring, ring[0]), shape.stroke)

    def _holed(self, shape: Area) -> None:
        """Rings within rings: a spot within two of them is paper again, as in SVG."""
        from PIL import ImageChops, ImageDraw

        mask = self.library.new("1", self.image.size)
        for ring in shape.rings:
            one = self.library.new("1", self.image.size)
            ImageDraw.Draw(one).polygon(self._dots(ring), fill=1)
            mask = ImageChops.logical_xor(mask, one)
        self.image.paste(shape.fill, mask=mask)

    def _dot(self, shape: Dot) -> None:
        half = shape.stroke.width / 2 if shape.stroke else 0
        (x, y), outer = shape.at, shape.radius + half
        if shape.stroke:
            self._disc(x, y, outer, shape.stroke.colour)
        if shape.fill:
            self._disc(x, y, shape.radius - half, shape.fill)

    def _disc(self, x: float, y: float, radius: float, colour: str) -> None:
        ends = [
            (x - radius) * self.scale,
            (y - radius) * self.scale,
            (x + radius) * self.scale,
            (y + radius) * self.scale,
        ]
        self.pen.ellipse(ends, fill=colour)

    def _text(self, shape: Text) -> None:
        letters = font(shape.size * self.scale, bold=shape.bold, italic=shape.italic)
        x, y = shape.left * self.scale, shape.at[1] * self.scale
        self.pen.text((x, y), shape.text, fill=shape.colour, font=letters, anchor="ls")


def dashes(run: Run, dash: tuple[float, ...]) -> Iterator[Run]:
    """The inked parts of a line of dashes; corners within a dash are cut short."""
    left, at, is_ink = dash[0], 0, True
    for (x1, y1), (x2, y2) in pairwise(run):
        length, done = math.hypot(x2 - x1, y2 - y1), 0.0
        while length - done > 1e-9:
            step = min(left, length - done)
            if is_ink:
                a, b = done / length, (done + step) / length
                yield ((x1 + a * (x2 - x1), y1 + a * (y2 - y1)), (x1 + b * (x2 - x1), y1 + b * (y2 - y1)))
            done, left = done + step, left - step
            if left <= 1e-9:
                at, is_ink = (at + 1) % len(dash), not is_ink
                left = dash[at]
