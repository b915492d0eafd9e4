"""How an accident is found from its receipt number, within the person's rights."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.scope import Scope
from .models import Accident


def find_accident(scope: Scope, text: str) -> int | None:
    wanted = text.strip().upper()
    return Accident.objects.visible_to(scope).filter(receipt_number=wanted).values_list("pk", flat=True).first()


def find_accidents(scope: Scope, texts: Sequence[str]) -> dict[str, int | None]:
    """`find_accident` for many receipt numbers: a query for each 500."""
    wanted = {text: text.strip().upper() for text in texts}
    numbers = sorted(set(wanted.values()))
    found: dict[str, int] = {}
    for start in range(0, len(numbers), 500):
        part = Accident.objects.visible_to(scope).filter(receipt_number__in=numbers[start : start + 500])
        found |= dict(part.values_list("receipt_number", "pk"))
    return {text: found.get(number) for text, number in wanted.items()}


def label_accident(row_id: int) -> str:
    return str(Accident.objects.only("receipt_number").get(pk=row_id))
