"""Pictures for paper: the numbers of the table, gaps, both archipelagos, nothing outside its box, nothing foreign."""

import io
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from atvsld.web.charts import Break, Chart, MapUnit, PlaceMap, Point, Series
from atvsld.web.charts.drawing import draw, paint, png, svg
from atvsld.web.charts.drawing.hatching import hatched
from atvsld.web.charts.drawing.png import dashes
from atvsld.web.charts.drawing.scales import _scale, scale_of
from atvsld.web.charts.drawing.shapes import Area, Dot, Lines, Text, box
from atvsld.web.charts.legends import legend
from atvsld.web.charts.tables import table_of
from atvsld.web.charts.tests.test_colours import palette
from atvsld.web.styleguide_charts import control, months, nation, pictures, province, ranking, yearly
from atvsld.web.tests.test_static_files import _colours

KINDS = {"yearly": yearly, "months": months, "control": control, "ranking": ranking}
SIZES = [(250, 170), (480, 200), (170, 240)]
SVG = "{http://www.w3.org/2000/svg}"


@cache
def made():
    return [(p, draw(p, width, height)) for p in pictures() for width, height in SIZES]


def texts(drawing):
    return [s.text for s in drawing.shapes if isinstance(s, Text)]


def spots(drawing):
    for shape in drawing.shapes:
        if isinstance(shape, Lines | Area):
            yield from (spot for run in getattr(shape, "runs", getattr(shape, "rings", ())) for spot in run)
        elif isinstance(shape, Dot):
            yield shape.at
        else:
            yield from ((shape.left, shape.at[1]), (shape.left + shape.width, shape.at[1] - 0.7 * shape.size))


def test_nothing_is_drawn_outside_its_box():
    for picture, drawing in made():
        out = [s for s in spots(drawing) if not (-1 <= s[0] <= drawing.width + 1 and -1 <= s[1] <= drawing.height + 1)]
        assert out == [], (picture.id, drawing.width)


def test_svg_is_whole_and_holds_no_script_style_or_address():
    for picture, drawing in made():
        root = ET.fromstring(svg(drawing))
        assert {e.tag for e in root.iter()} <= {SVG + tag for tag in ("svg", "title", "path", "circle", "text")}
        attributes = {name for e in root.iter() for name in e.attrib}
        assert not [a for a in attributes if "href" in a or a.startswith("on") or a in ("style", "class")], picture.id
        values = " ".join(v for e in root.iter() for v in e.attrib.values())
        assert "url(" not in values and "http" not in values
        assert root.find(SVG + "title").text == root.get("aria-label") == drawing.said
        assert [e.text for e in root.iter(SVG + "text")] == texts(drawing)


def test_names_are_written_safely():
    units = [MapUnit("01", "<script>alert('&\")</script>", 3)]
    chart = Chart("x", "<b>&", "ranking", ["<script>x</script>"], [Series("<i>\"'&", [4])])
    for picture in (PlaceMap("m", '<b>&"', "VN", units), chart):
        root = ET.fromstring(svg(draw(picture, 250, 170)))
        assert not [e for e in root.iter() if e.tag.endswith(("script", "b", "i"))]


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_of_a_picture_are_those_of_the_table(kind):
    chart = KINDS[kind]()
    table = [row.cells[0].text for row in table_of(chart).rows]
    known = [t for t, p in zip(table, chart.value.points, strict=True) if p.value is not None]
    drawn = [text.removesuffix(" *") for text in texts(draw(chart, 480, 220))]
    if kind == "control":  # only what lies outside has its number
        known = [t for t, where in zip(table, chart.outside(), strict=True) if where]
        assert len(known) == 2
    assert known and [t for t in known if drawn.count(t) < known.count(t)] == []


def test_the_legend_says_what_it_says_on_the_page():
    for picture, drawing in made():
        said = " ".join(texts(drawing))
        for key in legend(picture):
            assert str(key.text) in said, (picture.id, drawing.width)


GAPPED = st.lists(st.none() | st.integers(0, 40), min_size=2, max_size=14)


@settings(max_examples=40)
@given(GAPPED, st.integers(0, 12))
def test_no_line_runs_across_a_gap_or_a_break(values, after):
    names = [str(2010 + at) for at in range(len(values))]
    breaks = (Break(names[after], "khác"),) if after < len(values) - 1 else ()
    chart = Chart("x", "T", "yearly", names, [Series("a", values)], breaks=breaks)
    drawing = draw(chart, 300, 200)
    dots = [s.at for s in drawing.shapes if isinstance(s, Dot)][: sum(v is not None for v in values)]
    assert len(dots) == sum(v is not None for v in values)
    runs = [r for s in drawing.shapes if isinstance(s, Lines) and s.stroke.width == 1.8 for r in s.runs if len(r) > 1]
    lines = {(a, b) for run in runs for a, b in pairwise(run)}
    places = iter(dots)
    where = [next(places) if v is not None else None for v in values]
    wanted = {(a, b) for at, (a, b) in enumerate(pairwise(where)) if a and b and not (breaks and at == after)}
    assert wanted <= lines
    foreign = lines - wanted
    assert all(a[1] == b[1] and abs(b[0] - a[0]) == pytest.approx(16) for a, b in foreign)  # the key of the legend


@settings(max_examples=40)
@given(GAPPED)
def test_an_unknown_month_has_no_bar_and_zero_has_its_number(values):
    chart = Chart("x", "T", "months", [f"Th. {at}" for at in range(len(values))], [Series("a", values)])
    drawing = draw(chart, 480, 200)
    bars = [s for s in drawing.shapes if isinstance(s, Area) and s.fill == paint.VALUE and s.stroke]
    assert len(bars) == sum(bool(v) for v in values)
    zeros = [s for s in drawing.shapes if isinstance(s, Text) and s.text == "0" and s.anchor == "middle"]
    assert len(zeros) == values.count(0)
    said = "chưa có số liệu" in texts(drawing)
    assert said == all(v is None for v in values)


def test_small_numbers_are_hollow():
    points = [Point(5, is_small=True), Point(7)]
    for kind in ("yearly", "months", "ranking"):
        drawing = draw(Chart("x", "T", kind, ["a", "b"], [Series("s", points)]), 250, 170)
        marks = [s for s in drawing.shapes if isinstance(s, Area | Dot) and s.stroke and s.stroke.colour == paint.VALUE]
        fills = [mark.fill for mark in marks[:2]]
        assert fills == [paint.PAPER, paint.VALUE], kind
        assert kind == "yearly" or "5 *" in texts(drawing)


def test_the_map_of_the_nation_has_both_archipelagos_with_their_names():
    drawing = draw(nation(), 250, 170)
    said = " ".join(texts(drawing))
    assert "QĐ. Hoàng Sa (Đà Nẵng)" in said and "QĐ. Trường Sa (Khánh Hòa)" in said
    areas = [s for s in drawing.shapes if isinstance(s, Area) and s.stroke and s.stroke.width == 0.4]
    assert len(areas) == 34
    names = {s.text: s.at for s in drawing.shapes if isinstance(s, Text) and s.text.startswith("QĐ.")}
    for (x, y), least in zip(names.values(), (45, 140), strict=True):
        near = [r for a in areas for r in a.rings if abs(r[0][0] - x) < 55 and -5 < r[0][1] - y < 60]
        assert len(near) >= least


@pytest.mark.parametrize(("code", "name", "islands"), [("48", "Hoàng Sa", 46), ("56", "Trường Sa", 140)])
def test_a_far_archipelago_has_its_frame(code, name, islands):
    drawing = draw(province(code), 250, 170)
    assert "Quần đảo" in " ".join(texts(drawing)) and name in " ".join(texts(drawing))
    frame = next(s for s in drawing.shapes if isinstance(s, Area) and s.stroke and s.stroke.width == 0.7).rings[0]
    (left, top), (right, bottom) = frame[0], frame[2]
    inside = [
        area for area in drawing.shapes if isinstance(area, Area) and len(area.rings) >= islands
        and all(left < x < right and top < y < bottom for ring in area.rings for x, y in ring)
    ]  # fmt: skip
    assert len(inside) == 1 and len(inside[0].rings) == islands


def test_an_unknown_unit_is_hatched_and_a_known_one_has_its_shade():
    drawing = draw(PlaceMap("m", "T", "19", []), 250, 170)
    hatchings = [s for s in drawing.shapes if isinstance(s, Lines) and s.stroke.colour == paint.EDGE and s.runs]
    areas = [s for s in drawing.shapes if isinstance(s, Area)]
    assert len(areas) >= 92 and len(hatchings) > 80
    known = draw(PlaceMap("m", "T", "VN", [MapUnit(u.code, u.label, 1) for u in nation().units]), 250, 170)
    fills = [s.fill for s in known.shapes if isinstance(s, Area)]
    assert fills.count(paint.SHADES[3]) == 35 and not [s for s in known.shapes if isinstance(s, Lines)]


@given(st.floats(2, 60), st.floats(2, 60))
def test_hatching_stays_within_its_area_and_out_of_its_holes(width, height):
    outer, hole = (
        box(10, 10, width, height).rings[0],
        box(10 + width / 4, 10 + height / 4, width / 2, height / 2).rings[0],
    )
    for (x1, y1), (x2, y2) in hatched((outer, hole)).runs:
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        assert 10 <= x <= 10 + width and 10 <= y <= 10 + height
        assert not (abs(x - 10 - width / 2) < width / 4 - 0.01 and abs(y - 10 - height / 2) < height / 4 - 0.01)
    assert hatched(()).runs == ()


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.booleans())
def test_an_axis_has_few_round_numbers_around_all_values(one, other, is_whole):
    low, high = sorted((round(one, 3), round(other, 3)))
    scale = _scale(low, high, is_whole)
    assert scale.low <= low + 1e-6 * high and scale.high >= high - 1e-6 * high and 2 <= len(scale.ticks) <= 8
    assert len(set(scale.texts())) == len(scale.ticks)
    assert not is_whole or all(tick == int(tick) for tick in scale.ticks)


def test_counts_have_whole_steps_though_their_mean_has_not():
    chart = Chart("x", "T", "months", ["a", "b"], [Series("n", [0, 1]), Series("m", [0.4, 0.6], "mean")])
    assert scale_of(chart).ticks == (0, 1)
    assert scale_of(Chart("x", "T", "months", ["a"], [Series("n", [0.5])])).ticks[1] < 1


def test_dashes_keep_their_lengths():
    parts = list(dashes(((0, 0), (10, 0), (10, 10)), (4, 2)))
    assert sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in parts) == pytest.approx(4 + 4 + 4 + 2)
    assert parts[0] == ((0, 0), (4, 0))


@pytest.mark.parametrize("picture", [yearly(), nation()], ids=["chart", "map"])
def test_a_png_can_be_opened_and_shows_something(picture):
    image = Image.open(io.BytesIO(png(draw(picture, 250, 170))))
    assert image.format == "PNG" and abs(image.width - 250 / 72 * 240) <= 1
    assert [round(d) for d in image.info["dpi"]] == [240, 240]
    colours = {c: n for n, c in image.convert("RGB").getcolors(1_000_000)}
    blue = sum(n for (r, g, b), n in colours.items() if b > r + 40)
    assert len(colours) > 20 and blue > 500 and max(colours.values()) < 0.97 * image.width * image.height


def test_colours_are_those_of_the_pages():
    light, page = palette("light"), _colours()["light"]
    assert [light[n] for n in ("value", "target", "compare")] == [paint.VALUE, paint.TARGET, paint.COMPARE]
    assert [light["band"], light["edge"]] == [paint.BAND, paint.EDGE]
    assert [light[f"shade-{at}"] for at in range(6)] == list(paint.SHADES)
    assert [page[n] for n in ("ink", "ink-soft", "line")] == [paint.INK, paint.INK_SOFT, paint.LINE]
    assert page["paper"] == paint.PAPER
