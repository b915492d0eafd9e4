"""Compaction: the facts written aside as Parquet, then manifest and outbox changed in one transaction."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.facts import Fact
from ...base.lists import facts
from ...base.models import Change
from ..models import LakeManifest
from .arrow import chunks
from .comparison import Difference, differences
from .engine import roomy_cursor
from .files import clear_away, columns_of, described, folder, new_folder
from .moment import one_moment
from .reading import Reading, read_fact, read_outbox
from .snapshot import Snapshot

# Of a sorted fact a province's rows lie in one or two groups of this size, and the others are skipped.
ROW_GROUP = 20_480


@dataclass(frozen=True)
class Compacted:
    """What a compaction did: rows by fact, changes that the lake now holds, folders cleared away.

    Of a rebuild `differences` says where the lake before it did not tell what the database holds.
    """

    version: int
    rows: dict[str, int]
    changes_read: int
    folders_cleared: int
    is_rebuild: bool = False
    differences: tuple[Difference, ...] = ()


def compact() -> Compacted:
    """Bring the lake up to date from its own files and the changed rows.

    Raises Refused with lake.busy when another compaction is at work or was quicker; then nothing has changed.
    """
    return _renewed(is_rebuild=False)


def rebuild() -> Compacted:
    """Write the lake anew from the database alone, and say where it had differed. Raises Refused like `compact`."""
    return _renewed(is_rebuild=True)


def _renewed(*, is_rebuild: bool) -> Compacted:
    LakeManifest.objects.get_or_create(pk=LakeManifest.ONLY)
    with _alone():
        with one_moment():
            outbox = read_outbox()
            manifest = LakeManifest.objects.get(pk=LakeManifest.ONLY)
            told = {fact.name: read_fact(fact, manifest.facts, outbox.changed) for fact in facts().values()}
            held = {fact.name: read_fact(fact, {}, {}) for fact in facts().values()} if is_rebuild else told
        found = tuple(differences(told, held)) if is_rebuild else ()
        target = new_folder()
        try:
            entries = _written(held, target)
            judged = {"rebuilt_at": timezone.now(), "was_equal": not found} if is_rebuild else {}
            _swap(manifest.version, entries, outbox.ids, judged)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        cleared = clear_away(entries)
    rows = {name: entry["rows"] for name, entry in entries.items()}
    return Compacted(manifest.version + 1, rows, len(outbox.ids), cleared, is_rebuild, found)


def _written(readings: dict[str, Reading], target: Path) -> dict[str, Any]:
    with closing(roomy_cursor()) as opened:
        taken = Snapshot(opened, readings)
        return {name: _write(taken, reading.fact, target) for name, reading in readings.items()}


def _write(taken: Snapshot, fact: Fact, target: Path) -> dict[str, Any]:
    table = taken.current(fact.name)
    ((rows,),) = taken.cursor.execute(f"SELECT count(*) FROM {fact.name}").fetchall()  # noqa: S608
    place = target / fact.name
    place.mkdir()
    if rows:
        parts = ", PARTITION_BY (year), WRITE_PARTITION_COLUMNS true" if "year" in table.columns else ""
        where = str(place if parts else place / "all.parquet").replace("'", "''")
        ordered = f"SELECT * FROM {fact.name} ORDER BY {', '.join((*fact.near, fact.key))}"  # noqa: S608
        taken.cursor.execute(f"COPY ({ordered}) TO '{where}' (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP}{parts})")
    return {"columns": columns_of(fact), "files": described(place), "rows": rows}


@transaction.atomic
def _swap(version: int, entries: dict[str, Any], outbox: list[int], judged: dict[str, Any]) -> None:
    """The new manifest and the emptied outbox are seen together or not at all."""
    swapped = LakeManifest.objects.filter(pk=LakeManifest.ONLY, version=version).update(
        version=version + 1, facts=entries, compacted_at=timezone.now(), **judged
    )
    if not swapped:
        raise _busy()
    for part in chunks(outbox):
        Change.objects.filter(pk__in=part).delete()


@contextmanager
def _alone() -> Iterator[None]:
    """One compaction at a time on this machine; another machine's is met by the version of the manifest."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy() from error
        yield


def _busy() -> Refused:
    return Refused([RuleViolation("lake.busy", _("Kho số liệu đang được nén ở nơi khác; hãy thử lại sau."))])
