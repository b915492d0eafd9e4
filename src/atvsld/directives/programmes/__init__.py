"""The programmes that carry out Directive 31-CT/TW, as their documents state them."""

from __future__ import annotations

from collections.abc import Mapping

from .bac_ai_2024 import BAC_AI_2024
from .chinh_phu_209 import CHINH_PHU_209
from .declared import Owner, Programme, StatedResult, Target
from .ha_giang_2024 import HA_GIANG_2024
from .phong_tho_2024 import PHONG_THO_2024
from .thai_nguyen_2025 import THAI_NGUYEN_2025

PROGRAMMES: Mapping[str, Programme] = {
    p.id: p for p in (CHINH_PHU_209, HA_GIANG_2024, THAI_NGUYEN_2025, PHONG_THO_2024, BAC_AI_2024)
}

__all__ = ["PROGRAMMES", "Owner", "Programme", "StatedResult", "Target"]
