"""The boundaries that are shipped: every province and commune of today, both archipelagos, nothing lost on the way."""

import gzip
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from atvsld.org.models import Place
from atvsld.web.charts import MapUnit, PlaceMap
from atvsld.web.charts.boundaries import drawn_units
from tools import maps

GEO = Path(__file__).resolve().parents[2] / "static" / "geo"
TODAY = date(2026, 11, 1)
HOANG_SA, TRUONG_SA = "20333", "22736"


@cache
def units(name):
    """Code → (name, polygons) of a file."""
    known = json.loads((GEO / f"{name}.json").read_text("utf-8"))["features"]
    return {f["properties"]["code"]: (f["properties"]["name"], maps.parts(f)) for f in known}


def corners(polygons):
    return [corner for polygon in polygons for ring in polygon for corner in ring]


@pytest.mark.django_db
def test_the_nation_has_the_provinces_of_today():
    provinces = dict(Place.objects.provinces().in_force(TODAY).values_list("code", "name_vi"))
    assert len(provinces) == 34
    assert {code: name for code, (name, _) in units("vn").items()} == provinces


@pytest.mark.django_db
def test_each_province_has_its_communes_of_today():
    communes = Place.objects.communes().in_force(TODAY).values_list("province__code", "code", "full_name")
    assert len(communes) == 3321
    by_province = {}
    for province, code, name in communes:
        by_province.setdefault(province, {})[code] = name
    assert {p.stem for p in GEO.glob("??.json")} - {"vn"} == set(by_province)
    differing = {}
    for province, known in by_province.items():
        drawn = {code: name for code, (name, _) in units(province).items()}
        assert set(drawn) == set(known), province
        differing |= {code: (drawn[code], name) for code, name in known.items() if drawn[code] != name}
    assert differing == {}


def test_the_archipelagos_are_whole():
    assert len(units("48")[HOANG_SA][1]) == 46
    assert len(units("56")[TRUONG_SA][1]) == 140
    east = {code: [c for c in corners(units("vn")[code][1]) if c[0] > 111] for code in ("48", "56")}
    assert len({tuple(c) for c in east["48"]}) > 150 and len({tuple(c) for c in east["56"]}) > 700
    parts = {code: [p for p in units("vn")[code][1] if p[0][0][0] > 109.9] for code in ("48", "56")}
    assert (len(parts["48"]), len(parts["56"])) == (45, 140)


def test_the_map_of_the_nation_reaches_both_and_names_them():
    every = [corner for _, polygons in units("vn").values() for corner in corners(polygons)]
    assert min(x for x, _ in every) < 102.2 and max(x for x, _ in every) > 117.8
    assert min(y for _, y in every) < 7.5 and max(y for _, y in every) > 23.3
    nation = json.loads((GEO / "vn.json").read_text("utf-8"))
    assert [label["text"] for label in nation["labels"]] == ["QĐ. Hoàng Sa (Đà Nẵng)", "QĐ. Trường Sa (Khánh Hòa)"]
    assert "insets" not in nation


@pytest.mark.parametrize(("code", "special"), [("48", HOANG_SA), ("56", TRUONG_SA)])
def test_a_far_archipelago_has_its_frame(code, special):
    insets = json.loads((GEO / f"{code}.json").read_text("utf-8"))["insets"]
    assert [inset["code"] for inset in insets] == [special] and insets[0]["text"].startswith("Quần đảo")


def test_every_ring_is_closed_and_has_an_area():
    for path in sorted(GEO.glob("*.json")):
        for code, (_, polygons) in units(path.stem).items():
            for polygon in polygons:
                for ring in polygon:
                    assert ring[0] == ring[-1] and len(ring) >= 4, (path.name, code)


def test_a_file_is_light_enough_for_an_office_line():
    sizes = {p.name: len(gzip.compress(p.read_bytes())) for p in GEO.glob("*.json")}
    assert len(sizes) == 35
    assert max(sizes.values()) < 70_000 and sum(sizes.values()) < 1_300_000


def test_a_map_knows_what_it_draws():
    for name in ("vn", "19", "48"):
        assert dict(drawn_units(name)) == {code: known for code, (known, _) in units(name).items()}
    assert drawn_units("99") == {}
    shown = PlaceMap("m", "T", "VN", [MapUnit("01", "Hà Nội", 1), MapUnit("98", "Tỉnh Mới", 2, note="mới")]).shown
    assert len(shown) == 35 and [u.value for u in shown] == [1, 2] + [None] * 33
    assert [u.note for u in shown if u.note] == ["mới; chưa có trên bản đồ"]


def test_a_map_names_its_file():
    assert PlaceMap("m", "T", "VN", []).file == "geo/vn.json"
    assert (GEO / Path(PlaceMap("m", "T", "01", []).file).name).exists()


def test_an_islet_keeps_its_corners():
    islet = [[112.00001, 9.00001], [112.0001, 9.0], [112.0001, 9.0001], [112.00001, 9.00001]]
    assert maps.rounded(islet) == islet
    assert maps.rounded([[1.00041, 2], [1.0004, 2], [3, 4], [5, 2], [1.00041, 2]]) == [
        [1.0, 2],
        [3, 4],
        [5, 2],
        [1.0, 2],
    ]


def test_the_files_are_what_the_tool_makes_of_the_source(shared):
    source = shared / "data" / "geo"
    small = json.loads((source / "vn_provinces_34_small.geojson").read_text("utf-8"))
    assert (GEO / "vn.json").read_text("utf-8") == maps.nation(small)
    communes = json.loads(gzip.decompress((source / "vn_communes_simplified.geojson.gz").read_bytes()))
    made = maps.provinces(communes)
    assert {code for code, text in made.items() if (GEO / f"{code}.json").read_text("utf-8") != text} == set()
    parts = {f["properties"]["code"]: len(maps.parts(f)) for f in communes["features"]}
    assert parts == {code: len(units(p)[code][1]) for p in made for code in units(p)}
