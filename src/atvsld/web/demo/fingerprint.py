"""One hash over what the demonstration says: the same for the same seed and day, on every database and installation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import ForeignKey, Model

from ...accidents.models import Accident
from ...base.audit.record import UNHASHED
from ...base.lists import registers
from ...base.values import canonical_json
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.places.models import Place

# Given at the moment of writing, or made with keys of the installation.
OF_THE_MOMENT = UNHASHED | {"id", "created_at", "voided_at", "returned_at", "confirmed_at", "receipt_number"}


def fingerprint() -> str:
    """SHA-256 over all rows of all registers in the order of writing; other rows go in by their names."""
    whole = hashlib.sha256()
    names = _names()
    for register in registers().values():
        for line in _lines(register.model, names):
            whole.update(line.encode())
    return whole.hexdigest()


def _names() -> dict[type[Model], Callable[[int], Any]]:
    places = {pk: f"{code} {since}" for pk, code, since in Place.objects.values_list("pk", "code", "valid_from")}
    accidents = Accident.objects.order_by("pk").values_list("pk", flat=True)
    return {
        Place: places.__getitem__,
        Establishment: dict(Establishment.objects.values_list("pk", "tax_code")).__getitem__,
        IndustrialZone: dict(IndustrialZone.objects.values_list("pk", "name")).__getitem__,
        Accident: {pk: number for number, pk in enumerate(accidents)}.__getitem__,
    }


def _lines(model: type[Model], names: dict[type[Model], Callable[[int], Any]]) -> Iterator[str]:
    fields = [f for f in model._meta.concrete_fields if f.name not in OF_THE_MOMENT]
    for row in model._default_manager.order_by("pk").iterator(chunk_size=2000):
        said = {}
        for field in fields:
            value = getattr(row, field.attname)
            if isinstance(field, ForeignKey) and value is not None:
                value = names[field.related_model](value)  # type: ignore[index]
            said[field.name] = value
        yield canonical_json(said) + "\n"
