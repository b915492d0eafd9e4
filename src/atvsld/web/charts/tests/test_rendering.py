"""The tag on a page: the table has the numbers of the picture, gaps are said, links open, names stay text."""

import json
import math
import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from atvsld.web.charts import Band, Break, Chart, MapUnit, PlaceMap, Point, Series
from atvsld.web.charts.summaries import missing
from atvsld.web.styleguide_charts import pictures
from tests.test_english_pages import unmarked

HOSTILE = "</script><script>alert(1)</script><b onclick=x>&\"'"


class Rows(HTMLParser):
    """The cells of the tables of a page, row by row, with the addresses in them."""

    def __init__(self):
        super().__init__()
        self.rows, self.links, self.is_cell = [], [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.is_cell = True
            assert tag == "td" or dict(attrs)["scope"] in ("row", "col")
        elif tag == "a" and self.is_cell:
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        self.is_cell = self.is_cell and tag not in ("td", "th")

    def handle_data(self, data):
        if self.is_cell:
            self.rows[-1][-1] += data


def page(*pictures, arguments="", request=True):
    context = {"pictures": pictures} | ({"request": RequestFactory().get("/")} if request else {})
    source = "{% load charts %}{% for p in pictures %}{% chart p " + arguments + " %}{% endfor %}"
    return Template(source).render(Context(context))


def table(html):
    rows = Rows()
    rows.feed(html)
    return rows


def data(html):
    return json.loads(re.search(r'<script id="[\w-]+" type="application/json">(.*?)</script>', html, re.DOTALL)[1])


def yearly(**over):
    values = [Point(1234.5, "/cases/?year=2023"), None, Point(0, note="không có vụ nào")]
    given = {
        "id": "rate", "title": "Tần suất", "kind": "yearly", "categories": ["2023", "2024", "2025"], "places": 1,
        "series": [Series("Tần suất", values), Series("Chỉ tiêu", [None, 2, 1.92], "target")],
        "bands": [Band("Khoảng", [1000, None, 0], [2000.25, None, math.inf])],
        "breaks": [Break("2023", "Từ 2024: từng vụ")],
    }  # fmt: skip
    return Chart(**{**given, **over})


def test_the_table_has_the_numbers_of_the_picture():
    html = page(yearly())
    found = table(html)
    assert found.rows == [
        ["Năm", "Tần suất", "Chỉ tiêu", "Khoảng: từ", "Khoảng: đến", "Ghi chú"],
        ["2023", "1.234,5", "–", "1.000,0", "2.000,2", ""],
        ["2024", "chưa có số liệu", "2,0", "–", "–", "Từ 2024: từng vụ"],
        ["2025", "0,0", "1,9", "0,0", "∞", "không có vụ nào"],
    ]
    assert found.links == ["/cases/?year=2023"]


def test_an_unknown_number_is_no_zero_and_a_break_is_handed_on():
    handed = data(page(yearly()))
    assert [p["value"] for p in handed["series"][0]["points"]] == [1234.5, None, 0]
    assert handed["bands"][0]["upper"] == [2000.25, None, None]
    assert handed["breaks"] == [{"at": 0, "label": "Từ 2024: từng vụ"}]
    legend = re.search(r"chart-legend.*?</ul>", page(yearly()), re.DOTALL)[0]
    assert "chưa có số liệu: 2024" in legend


def test_every_number_in_the_script_reads_as_in_the_table():
    for picture in pictures():
        html = page(picture)
        cells = {cell for row in table(html).rows[1:] for cell in row}
        handed = data(html)
        points = handed["units"].values() if handed["kind"] == "map" else [
            p for s in handed["series"] for p in s["points"]
        ]  # fmt: skip
        assert points and all(p["text"] in cells for p in points), picture.id
        assert {p["url"] for p in points if p["url"]} >= set(table(html).links)


def test_a_hostile_name_stays_text():
    unit = MapUnit("01", HOSTILE, 1, note=HOSTILE)
    hostile = yearly(title=HOSTILE, unit=HOSTILE, note=HOSTILE, categories=[HOSTILE, "b", "c"], breaks=())
    html = page(hostile, PlaceMap("m", HOSTILE, "VN", [unit]))
    assert "alert(1)" in html
    assert not re.search(r"<script>|<b\b|</script>\s*<script>alert", html)
    assert data(html)["categories"][0] == HOSTILE
    assert table(html).rows[1][0] == HOSTILE


def test_the_sentence_for_those_who_do_not_see():
    def said(picture):
        return re.search(r'role="img" aria-label="([^"]*)"', page(picture))[1]

    assert said(yearly(unit="người")) == (
        "Tần suất. 2023: 1.234,5 người. 2025: 0,0 người. Chỉ tiêu 2025: 1,9 người. Chưa có số liệu: 2024. "
        "Bảng số liệu đứng cạnh hình."
    )
    assert said(yearly(summary="Như đã nói.")) == "Như đã nói."
    assert "Chưa có số liệu." in said(yearly(series=[Series("a", [None] * 3)], bands=()))
    told = {p.id: said(p) for p in pictures()}
    assert "2 điểm ngoài giới hạn: 03/2025, 09/2025." in told["mau-kiem-soat"]
    assert "Cao nhất: Xã Ví Dụ Một, 96,4 %" in told["mau-xep-hang"]
    assert "1 đơn vị chưa có số liệu." in told["mau-ban-do-nuoc"]


def test_a_point_outside_the_limits_says_so_in_the_table():
    control = next(p for p in pictures() if p.kind == "control")
    rows = {row[0]: row[-1] for row in table(page(control)).rows}
    assert rows["03/2025"] == "trên giới hạn trên" and rows["09/2025"] == "dưới giới hạn dưới"
    assert rows["04/2025"] == ""


def test_a_map_says_its_classes_the_unknown_and_the_small():
    units = [MapUnit("01", "Hà Nội", 1234, "/a/"), MapUnit("04", "Cao Bằng", 0), MapUnit("08", "Tuyên Quang", None),
             MapUnit("11", "Điện Biên", 3, is_small=True)]  # fmt: skip
    html = page(PlaceMap("m", "Số vụ", "VN", units, "vụ", small="dưới 5 vụ"))
    rows = table(html).rows
    assert len(rows) == 35 and all(row[1] == "chưa có số liệu" for row in rows[4:])
    assert rows[:5] == [
        ["Tỉnh, thành phố", "vụ", "Nhóm màu", "Ghi chú"],
        ["Hà Nội", "1.234", "1.234", ""],
        ["Điện Biên", "3", "3", "dưới 5 vụ"],
        ["Cao Bằng", "0", "0", ""],
        ["Tuyên Quang", "chưa có số liệu", "", ""],
    ]
    legend = re.sub(r"<[^>]+>", " ", re.search(r"chart-legend.*?</ul>", html, re.DOTALL)[0])
    assert re.findall(r"[\w.]+ \(\d đơn vị\)|chưa có số liệu \(31 đơn vị\)|dưới 5 vụ", legend) == [
        "0 (1 đơn vị)", "3 (1 đơn vị)", "1.234 (1 đơn vị)", "chưa có số liệu (31 đơn vị)", "dưới 5 vụ",
    ]  # fmt: skip
    assert data(html)["units"]["08"]["shade"] is None and data(html)["units"]["04"]["shade"] == 0


def test_scripts_come_once_and_only_with_a_picture():
    html = page(*pictures())
    assert html.count("echarts.min.js") == html.count("js/charts/main.js") == html.count("charts.css") == 1
    assert "echarts" not in page()
    assert page(yearly(), request=False).count("echarts.min.js") == 1


def test_nothing_that_the_content_policy_refuses():
    html = page(*pictures())
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_table_is_folded_where_it_is_asked_for():
    assert re.search(r"<details[^>]* open>", page(yearly()))
    assert not re.search(r"<details[^>]* open>", page(yearly(), arguments='table="folded"'))
    with pytest.raises(Exception, match="beside or folded"):
        page(yearly(), arguments='table="away"')


def test_what_is_vietnamese_on_an_english_page_says_so():
    with translation.override("en"):
        html = page(*pictures())
    assert "Xã Ví Dụ Một" in html and unmarked(html) == []


def test_a_number_of_few_cases_says_so_in_words():
    series = Series("Tần suất", [Point(1, is_small=True), Point(2), None])
    for kind, mark in (("yearly", "open"), ("months", "small"), ("ranking", "small")):
        html = page(yearly(kind=kind, series=[series], bands=(), breaks=()))
        assert [row[-1] for row in table(html).rows[1:]] == ["ít trường hợp: con số dao động nhiều", "", ""]
        assert f"chart-key-{mark}" in html


def test_gaps_are_told_as_runs():
    known = [None, 1, None, None, 2, None, None, None]
    chart = yearly(categories=list("abcdefgh"), series=[Series("n", known)], bands=(), breaks=())
    assert missing(chart) == "a, c, d, f – h"
    assert missing(yearly(series=[Series("n", [1, 2, 3])])) == ""


def test_one_break_is_said_in_the_drawing_and_several_are_numbered_in_the_legend():
    assert "chart-key-break" not in page(yearly())
    html = page(yearly(breaks=[Break("2023", "đếm từng vụ"), Break("2024", "thêm khu vực mới")]))
    assert re.findall(r"<span>(\d: [^<]+)", html) == ["1: đếm từng vụ", "2: thêm khu vực mới"]


def test_in_english():
    with translation.override("en"):
        html = page(yearly(title="Rate", breaks=()))
    assert "no data: 2024" in html and "Table of figures" in html and "1.234,5" in html
