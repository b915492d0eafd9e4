"""What the rules of establishments may know of other rows. Writing itself is the standard verbs of every register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils import timezone

from ...base.asking import once_a_file
from ...base.register import Values
from ...base.scope import Scope
from ..places.graph import PlaceGraph
from ..places.lineage import same_unit_ids
from ..places.mapped import place_graph
from ..places.models import Place
from .models import Establishment


def known_of_establishment(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """The head office and the commune that the values name."""
    known: dict[str, Any] = {"id": row.pk if row else None}
    if values.get("head_office"):
        known["head_office"] = Establishment.objects.values("id", "tax_code", "head_office_id").get(
            pk=values["head_office"]
        )
    if values.get("commune"):
        known["commune"] = known_commune(values["commune"])
    return known


@once_a_file
def _rows_of_province(province: Place) -> set[int]:
    return same_unit_ids(province)


@once_a_file
def _graph() -> PlaceGraph:
    """Whether the graph is still so costs two counts over 25,000 units: asked once a file, not for each commune."""
    return place_graph()


@once_a_file
def known_commune(commune_id: int) -> Mapping[str, Any]:
    """A commune's name, and all the dated rows of its province (a province that became a city has two)."""
    commune = Place.objects.select_related("province").get(pk=commune_id)
    province_ids = _rows_of_province(commune.province) if commune.province else set()
    # A divided commune of before lies in the province of today too.
    today = _graph().on(commune_id, timezone.localdate()).province
    province_ids = {*province_ids, *([today] if today else [])}
    return {"province_ids": province_ids, "province_id": commune.province_id, "label": commune.full_name}
