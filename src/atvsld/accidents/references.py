"""How an accident is found from its receipt number, within the person's rights."""

from __future__ import annotations

from ..base.scope import Scope
from .models import Accident


def find_accident(scope: Scope, text: str) -> int | None:
    wanted = text.strip().upper()
    return Accident.objects.visible_to(scope).filter(receipt_number=wanted).values_list("pk", flat=True).first()


def label_accident(row_id: int) -> str:
    return str(Accident.objects.only("receipt_number").get(pk=row_id))
