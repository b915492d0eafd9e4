"""The lake: facts as Parquet files and what has changed since. `snapshot` is the door for every figure."""

from __future__ import annotations

from .compiled import Among, asked
from .snapshot import Snapshot, snapshot

__all__ = ["Among", "Snapshot", "asked", "snapshot"]
