"""Files made to do harm: refused within five seconds and 500 MB, or read without harm."""

from __future__ import annotations

import json
import time

import pytest

from atvsld.base.errors import RuleViolation

from .. import extraction, outside
from .hostile import HOSTILE
from .measured import measured

MAX_SECONDS = 5.0
MAX_MEGABYTES = 500
# The first line of the list of accounts of a machine; no text may hold it.
SECRET = "root:"


@pytest.mark.parametrize("name", HOSTILE)
def test_it_does_no_harm(name, tmp_path, monkeypatch):
    make, expected = HOSTILE[name]
    data, used, command = make(), tmp_path / "used.json", outside.command
    monkeypatch.setattr(outside, "command", lambda kind: measured(command(kind), used))
    # Of the processor: the clock depends on who else is at work.
    begun = time.process_time()
    try:
        found = extraction(data, "a")
        code = None
        assert SECRET not in found.source.text
    except RuleViolation as refused:
        code = refused.code.removeprefix("reading.")
    own = time.process_time() - begun
    outside_used = json.loads(used.read_text()) if used.exists() else {"seconds": 0, "megabytes": 0}
    assert code == expected
    assert own + outside_used["seconds"] < MAX_SECONDS
    assert outside_used["megabytes"] < MAX_MEGABYTES
