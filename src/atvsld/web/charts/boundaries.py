"""Which units each map draws: the codes and names that stand in the files of boundaries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

GEO = Path(__file__).resolve().parents[1] / "static" / "geo"
# A unit is a line, and its name holds no mark that JSON would have to escape.
_UNIT = re.compile(r'^\{"type":"Feature","properties":\{"code":"(\d+)","name":"([^"\\]+)"\}', re.MULTILINE)


@cache
def drawn_units(name: str) -> Mapping[str, str]:
    """Code → name of a file, "vn" or the code of a province; nothing for a province without boundaries."""
    path = GEO / f"{name}.json"
    return MappingProxyType(dict(_UNIT.findall(path.read_text("utf-8"))) if path.is_file() else {})
