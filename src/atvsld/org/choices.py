"""What may be chosen for a place or a zone, as texts that their finders understand again."""

from __future__ import annotations

from collections.abc import Sequence

from .establishments.models import IndustrialZone
from .places.models import Place


def province_names() -> Sequence[str]:
    """The provinces in force today, in Vietnamese order."""
    return [p.full_name for p in Place.objects.provinces().in_force().order_by("sort_key")]


def commune_names() -> Sequence[str]:
    """The communes in force today with their provinces ("Xã Tân Cương, tỉnh Thái Nguyên"), province by province."""
    communes = Place.objects.communes().in_force().select_related("province", "parent")
    return [c.label for c in communes.order_by("province__sort_key", "sort_key")]


def zone_names() -> Sequence[str]:
    return list(IndustrialZone.objects.order_by("name").values_list("name", flat=True))
