"""The colours of pictures: seen on both papers, and told apart by those who do not see red or green."""

import re
from itertools import combinations, pairwise

import pytest

from atvsld.web.tests.test_static_files import STATIC, _colours, _ratio

# Machado, Oliveira and Fernandes 2009, severity 1: linear RGB as it is seen without one kind of cone.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
# Colours that stand side by side in one picture.
TOGETHER = ("value", "target", "compare")


def palette(scheme):
    text = (STATIC / "css" / "charts.css").read_text("utf-8")
    blocks = re.findall(r":root[^{]*\{([^}]*--chart-[^}]*)\}", text)
    light, asked, chosen = (dict(re.findall(r"--chart-([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks)
    assert asked == chosen and set(asked) == set(light)
    return light if scheme == "light" else chosen


def _linear(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def _times(matrix, vector):
    return [sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix]


def _lab(linear):
    x, y, z = (
        (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116)
        for t in (max(v, 0) / w for v, w in zip(_times(XYZ, linear), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _apart(one, other, blindness):
    """CIE 1976 difference of two colours as they are seen; about 2 can just be told apart."""
    a, b = (_lab(_times(BLIND[blindness], _linear(c))) for c in (one, other))
    return sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_marks_are_seen_on_the_paper(scheme):
    colours, paper = palette(scheme), _colours()[scheme]["paper"]
    assert {n: r for n in ("value", "compare", "edge") if (r := _ratio(colours[n], paper)) < 3} == {}
    # The numbers of targets and of points outside the limits are written in their colour.
    assert _ratio(colours["target"], paper) >= 4.5
    assert _ratio(colours["edge"], colours["band"]) >= 3 or _ratio(colours["value"], colours["band"]) >= 3


@pytest.mark.parametrize("blindness", BLIND)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_one_picture_are_told_apart_by_the_colour_blind(scheme, blindness):
    colours = palette(scheme)
    for one, other in combinations(TOGETHER, 2):
        assert _apart(colours[one], colours[other], blindness) > 20, (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shades_go_one_way_and_each_differs_from_the_next(scheme):
    colours, paper = palette(scheme), _colours()[scheme]["paper"]
    shades = [colours[f"shade-{n}"] for n in range(6)]
    assert shades[0] == paper
    from_paper = [_ratio(shade, paper) for shade in shades]
    assert from_paper == sorted(from_paper)
    assert all(_ratio(a, b) > 1.3 for a, b in pairwise(shades)), [_ratio(a, b) for a, b in pairwise(shades)]
