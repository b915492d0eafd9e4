"""Colours and sizes of drawings: those of `charts.css` in light, for drawings go on paper. A test compares them."""

from __future__ import annotations

VALUE, TARGET, COMPARE = "#0072b2", "#b34700", "#475b63"
BAND, EDGE = "#dbe8ef", "#71858c"
SHADES = ("#ffffff", "#c9e2ef", "#94c4de", "#559fc9", "#1f74ab", "#0a4672")
INK, INK_SOFT, LINE, PAPER = "#14242a", "#475b63", "#d3dddd", "#ffffff"

# Letters in points, readable on a printed page.
SMALL, USUAL, LARGE = 7.0, 7.5, 9.0
# From one line of writing to the next, for each point of the letters.
LEADING = 1.18
