"""Upgrades: an installation as an earlier program left it, brought to the tables of today, with nothing lost.

The installations are in tests/old_backups, made by tools/make_old_backup.py; on PostgreSQL the same files show that an
office can move there.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations
from django.db.migrations.loader import MigrationLoader

from atvsld.testing import PASSWORD
from atvsld.web.backup.manifest import targets
from atvsld.web.backup.opening import unpack
from tests.backup_helpers import empty_installation

OLD = sorted((Path(__file__).parent / "old_backups").glob("*.tar.gz"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("file", OLD, ids=lambda p: p.name)
def test_nothing_is_lost(file, tmp_path):
    (tmp_path / "old").mkdir()
    manifest = unpack(file, tmp_path / "old", None)
    with empty_installation(tmp_path / "new", "atvsld_upgrade") as place:
        told = place.restore_and_look(file, "can-bo-so", PASSWORD)
        assert told.pop("lake_rows") > 0
        assert told == {
            "is_intact": True,
            "rows": manifest.rows,
            "is_signed_in": True,
            "identity_numbers": [f"00109901234{n}" for n in range(4)],
            "entries": manifest.tables["base_auditentry"]["rows"],
        }


def test_there_is_an_older_state_to_upgrade_from():
    assert OLD
    graph = MigrationLoader(None).graph
    newest = {pair for pair in graph.leaf_nodes() if pair[0] == "base"}
    for file in OLD:
        with tempfile.TemporaryDirectory() as folder:
            assert not newest & set(targets(unpack(file, Path(folder), None)))


def one_way_steps() -> Iterator[tuple[str, object]]:
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        module = importlib.import_module(migration.__module__)
        if module.__name__.startswith("atvsld.") and not getattr(module, "IRREVERSIBLE", ""):
            yield from ((f"{app}.{name}", step) for step in migration.operations if not step.reversible)


def test_every_migration_can_be_undone_or_says_why_not():
    """`IRREVERSIBLE = "why"` at the head of a migration that cannot."""
    assert list(one_way_steps()) == []
    assert not migrations.RunPython(print).reversible, "what the test looks for"
