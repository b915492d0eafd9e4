"""The lake's upkeep, as the worker does it: compacting when it pays, rebuilding at night, and telling how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

import structlog
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused
from ...base.jobs.job import Job
from ...base.lists import facts
from ...base.models import Change
from ..models import LakeManifest
from .compaction import compact, rebuild
from .comparison import Difference
from .files import files_of

log = structlog.get_logger(__name__)

# A changed row costs each figure some 20 µs of the database: five thousand are the tenth of a second that is noticed.
MANY_CHANGES = 5_000
LONGEST_WAIT = timedelta(minutes=15)


def compact_if_due() -> int:
    """Compact where figures would get slow without; how many changes the lake has read by it."""
    if not is_due():
        return 0
    try:
        return compact().changes_read
    except Refused as refused:
        if refused.codes != ["lake.busy"]:
            raise
        return 0


def is_due() -> bool:
    """Many changes, changes that waited long, a register that came whole, or a fact that the lake does not have."""
    manifest = _manifest()
    known = manifest.facts if manifest else {}
    if any(files_of(fact, known) is None for fact in facts().values()):
        return True
    waiting = Change.objects.count()
    if not waiting:
        return False
    since = manifest.compacted_at if manifest else None
    return (
        waiting > MANY_CHANGES
        or since is None
        or timezone.now() - since >= LONGEST_WAIT
        or Change.objects.filter(object_id=Change.WHOLE).exists()
    )


def nightly_rebuild() -> int:
    """The lake from the database alone, after comparing both; how many rows differed. What differed is logged."""
    found = rebuild().differences
    for difference in found:
        log.error("the lake differed from the database", fact=difference.fact, rows=difference.count)
    return sum(difference.count for difference in found)


def status() -> dict[str, Any]:
    """How the lake stands: rows, files and bytes by fact, what waits, how old it is, and whether it was right."""
    manifest = _manifest()
    known = manifest.facts if manifest else {}
    now = timezone.now()
    compacted_at = manifest.compacted_at if manifest else None
    return {
        "version": manifest.version if manifest else 0,
        "compacted_at": compacted_at.isoformat() if compacted_at else None,
        "age_seconds": round((now - compacted_at).total_seconds()) if compacted_at else None,
        "facts": {fact.name: _told(known.get(fact.name), files_of(fact, known)) for fact in facts().values()},
        "changes_waiting": Change.objects.count(),
        "is_due": is_due(),
        "rebuilt_at": manifest.rebuilt_at.isoformat() if manifest and manifest.rebuilt_at else None,
        "was_equal": manifest.was_equal if manifest else None,
    }


def _told(entry: Mapping[str, Any] | None, usable: list[str] | None) -> dict[str, Any]:
    files = entry["files"] if entry and isinstance(entry["files"], dict) else {}
    return {
        "rows": entry["rows"] if entry else 0,
        "files": len(files),
        "bytes": sum(said["bytes"] for said in files.values()),
        "is_usable": usable is not None,
    }


def _manifest() -> LakeManifest | None:
    return LakeManifest.objects.filter(pk=LakeManifest.ONLY).first()


def said(found: list[Difference]) -> list[dict[str, Any]]:
    """Differences for machines."""
    return [{"fact": d.fact, "rows": d.count, "keys": list(d.keys)} for d in found]


JOBS = (
    Job("compact-lake", _("Nén kho số liệu"), compact_if_due, every=timedelta(minutes=1), is_long=True),
    Job("rebuild-lake", _("Lập lại kho số liệu và đối chiếu"), nightly_rebuild, at=time(2, 30), is_long=True),
)
