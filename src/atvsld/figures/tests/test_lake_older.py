"""Files that a release before this one wrote: what they lack is read from the database until they are written anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atvsld.base.lists import facts
from atvsld.figures.forms import FormRequest, fill
from atvsld.figures.lake import compaction
from atvsld.figures.lake.care import is_due
from atvsld.statutes.period import Period
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_victim, place

from .lake_contents import contents, from_the_database, read_from_files


@pytest.mark.django_db
def test_files_without_sex_and_groups_of_workers(settings, tmp_path, monkeypatch):
    settings.ATVSLD_VAR = tmp_path
    make_victim(make_accident(make_establishment()), sex="female", worker_groups=["leased"])
    before = facts()["victims"]
    assert [c.name for c in before.columns[-2:]] == ["sex", "worker_groups"]
    older = replace(before, columns=before.columns[:-2], rows=lambda ids: (row[:-2] for row in before.rows(ids)))
    with monkeypatch.context() as release:
        release.setattr(compaction, "facts", lambda: {**facts(), "victims": older})
        compaction.compact()
    assert not read_from_files()
    assert is_due()
    for _ in range(2):
        table = fill(EVERYTHING, FormRequest("groups", Period(2026), place("19"))).table("I")
        assert (table.value("sex:female", "6"), table.value("workers:leased", "6")) == (1, 1)
        assert contents() == from_the_database()
        compaction.compact()
    assert read_from_files()
