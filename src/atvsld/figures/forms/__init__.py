"""Phụ lục XII, XIV and XV of NĐ 39/2016/NĐ-CP, filled from facts. `fill` and `cell_ids` are the doors."""

from __future__ import annotations

from .filling import cell_ids, fill, may_open, tells_of_people
from .request import FORMS, FormRequest
from .result import FilledForm

__all__ = ["FORMS", "FilledForm", "FormRequest", "cell_ids", "fill", "may_open", "tells_of_people"]
