"""Bringing shipped reference rows into a table without doing anything twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LoadCount:
    """What one load did: rows created, rows changed, rows already as shipped."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: LoadCount) -> LoadCount:
        return LoadCount(self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged)

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def bring_in(wanted: Mapping[K, M], existing: Mapping[K, M], fields: Sequence[str]) -> LoadCount:
    """Creates the wanted rows that are missing and gives the others the shipped values of `fields` (column names)."""
    if not wanted:
        return LoadCount()
    model = type(next(iter(wanted.values())))
    missing = [row for key, row in wanted.items() if key not in existing]
    changed = []
    for key in wanted.keys() & existing.keys():
        shipped, stored = wanted[key], existing[key]
        if any(getattr(shipped, field) != getattr(stored, field) for field in fields):
            for field in fields:
                setattr(stored, field, getattr(shipped, field))
            changed.append(stored)
    model._default_manager.bulk_create(missing)
    if changed:
        model._default_manager.bulk_update(changed, [field.removesuffix("_id") for field in fields], batch_size=200)
    return LoadCount(len(missing), len(changed), len(wanted) - len(missing) - len(changed))
