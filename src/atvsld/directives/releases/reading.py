"""Which versions there are: what a page for everybody may read, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re

from ...base.values import canonical_json
from .models import Release

HASH = re.compile(r"[0-9a-f]{64}")


def released() -> list[Release]:
    """Of each unit and year the version that counts, the newest year first, without the figures themselves."""
    rows = Release.objects.defer("content").select_related("unit").order_by("code", "-year", "-version")
    newest: dict[tuple[str, int], Release] = {}
    for row in rows:
        newest.setdefault((row.code, row.year), row)
    return list(newest.values())


def versions_of(code: str) -> list[Release]:
    """All versions of a unit, the newest year and version first."""
    return list(Release.objects.filter(code=code).select_related("unit").order_by("-year", "-version"))


def standing(code: str, year: int) -> Release | None:
    """The version of the year that counts."""
    return Release.objects.filter(code=code, year=year).select_related("unit").order_by("-version").first()


def by_hash(text: str) -> Release | None:
    """The version with this hash, however it was typed."""
    found = HASH.search(re.sub(r"\s", "", text).lower())
    return Release.objects.filter(sha256=found[0]).select_related("unit").first() if found else None


def by_file(content: bytes) -> Release | None:
    """The version that this file is: its bytes, or the same JSON written in another way."""
    found = by_hash(hashlib.sha256(content).hexdigest())
    if found is None:
        try:
            said = canonical_json(json.loads(content))
            found = by_hash(hashlib.sha256(said.encode()).hexdigest())
        except (ValueError, TypeError, RecursionError):
            return None
    return found
