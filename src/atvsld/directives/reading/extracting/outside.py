"""Taking a file apart in a process of its own, so that no file can take the memory or the time of the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from ..source import Cell, Source, Table
from . import Extraction, Note
from .bounds import MAX_SECONDS
from .refusals import refusal
from .refused import BOMB, DAMAGED

PACKAGES = Path(__file__).resolve().parents[4]
PROGRAM = f"{__package__}.child"


def taken_outside(kind: str, data: bytes, name: str) -> Extraction:
    """The text of a "docx", "pdf" or "html". Raises RuleViolation `reading.*`."""
    said = _said(kind, data)
    if "refused" in said:
        raise refusal(said["refused"], name)
    tables = tuple(Table(tuple(tuple(Cell(*cell) for cell in row) for row in table)) for table in said["tables"])
    notes = tuple(Note(code, tuple(numbers)) for code, numbers in said["notes"].items() if numbers)
    return Extraction(Source(tuple(said["lines"]), tables), kind, notes)


def command(kind: str) -> list[str]:
    return [sys.executable, "-s", "-P", "-m", PROGRAM, kind]


def environment() -> dict[str, str]:
    """Not that of the program: its keys are no business of a process that reads other people's files."""
    return {"PYTHONPATH": str(PACKAGES), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def _said(kind: str, data: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            command(kind), input=data, capture_output=True, env=environment(), timeout=MAX_SECONDS, check=False, cwd="/"
        )
    except subprocess.TimeoutExpired:
        return {"refused": BOMB}
    if done.returncode:
        # Ended by the system at one of its limits; a fault of its own it would have said in words.
        return {"refused": BOMB if done.returncode < 0 else DAMAGED}
    said: dict[str, Any] = json.loads(done.stdout)
    return said
