"""Cuts the boundaries of today into one file a map: `python tools/maps.py FOLDER_OF_BOUNDARIES`.

FOLDER holds `vn_provinces_34_small.geojson` and `vn_communes_simplified.geojson.gz`. The nation by province goes to
`static/geo/vn.json`, each province by commune to `static/geo/CODE.json`. The same source gives the same bytes.

Corners of communes are rounded to three decimals (100 m, less than a point of the picture): neighbours share their
corners, so no gap opens. A part that would vanish by it (an islet) keeps its corners: no part is ever left out.
"""

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src" / "atvsld" / "web" / "static" / "geo"
PLACES = 3
# What a map must say by name: the text, and the middle of it in degrees east and north.
LABELS = [
    {"text": "QĐ. Hoàng Sa (Đà Nẵng)", "at": [112.1, 17.75]},
    {"text": "QĐ. Trường Sa (Khánh Hòa)", "at": [114.1, 12.15]},
]
# Archipelagos far from their province, which would shrink it to a corner: drawn beside it, in a frame with its name.
INSETS = {
    "48": [{"code": "20333", "text": "Quần đảo Hoàng Sa"}],
    "56": [{"code": "22736", "text": "Quần đảo Trường Sa"}],
}

Ring = list[list[float]]


def rounded(ring: Ring) -> Ring:
    """The ring on the coarser grid; as it was, where less than a triangle would be left of it."""
    coarse: Ring = []
    for corner in ([round(x, PLACES) for x in corner] for corner in ring):
        if not coarse or corner != coarse[-1]:
            coarse.append(corner)
    return coarse if len({tuple(corner) for corner in coarse}) >= 3 and len(coarse) >= 4 else ring


def feature(source: dict[str, Any], shape: Any) -> dict[str, Any]:
    known = source["properties"]
    return {
        "type": "Feature",
        "properties": {"code": known["code"], "name": known["name"]},
        "geometry": {"type": "MultiPolygon", "coordinates": shape},
    }


def parts(source: dict[str, Any]) -> list[list[Ring]]:
    """The polygons of a feature."""
    shape = source["geometry"]
    return shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]


def text(features: list[dict[str, Any]], **more: Any) -> str:
    """A collection, a line for each unit."""
    head = _json({"type": "FeatureCollection", **more})
    lines = ",\n".join(_json(f) for f in sorted(features, key=lambda f: f["properties"]["code"]))
    return f'{head[:-1]},"features":[\n{lines}\n]}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def nation(source: dict[str, Any]) -> str:
    return text([feature(f, parts(f)) for f in source["features"]], labels=LABELS)


def provinces(source: dict[str, Any]) -> dict[str, str]:
    """The text of each province's file by its code."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in source["features"]:
        shape = [[rounded(ring) for ring in polygon] for polygon in parts(one)]
        found[one["properties"]["provinceCode"]].append(feature(one, shape))
    return {code: text(features, insets=INSETS.get(code, [])) for code, features in sorted(found.items())}


def main(folder: Path) -> None:
    OUT.mkdir(exist_ok=True)
    small = json.loads((folder / "vn_provinces_34_small.geojson").read_text("utf-8"))
    communes = json.loads(gzip.decompress((folder / "vn_communes_simplified.geojson.gz").read_bytes()))
    files = {"vn": nation(small), **provinces(communes)}
    for name, content in files.items():
        (OUT / f"{name}.json").write_text(content, "utf-8")
    print(f"{len(files)} maps, {sum(len(c.encode()) for c in files.values()):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
