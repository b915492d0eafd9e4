"""Where an installation of the bench lies: in a temporary folder, or kept under BENCH_KEEP for the next run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

KEEP = os.environ.get("BENCH_KEEP", "")


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """A folder of that name; empty unless a run before has filled it."""
    if KEEP:
        place = Path(KEEP).resolve() / name
        place.mkdir(parents=True, exist_ok=True)
        yield place
        return
    with TemporaryDirectory(prefix=f"atvsld-{name}-") as place_of_this_run:
        place = Path(place_of_this_run)
        # A server that runs as somebody else must find its own folder in it.
        place.chmod(0o711)
        yield place


def is_whole(place: Path) -> bool:
    """Whether a run before filled it to the end."""
    return (place / "whole").exists()


def note_whole(place: Path) -> None:
    (place / "whole").touch()
