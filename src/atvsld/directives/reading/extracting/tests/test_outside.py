"""The process in which files are taken apart: what it gives back, and how it ends."""

from __future__ import annotations

import subprocess

import pytest

from atvsld.base.errors import RuleViolation

from .. import Note, extraction, outside
from ..bounds import MAX_CPU_SECONDS, MAX_SECONDS
from .make import cell, docx, p, packed, pdf_of_pages, shown, table
from .test_pdf import LETTERS, PICTURE


def refused(data: bytes, name: str = "a") -> str:
    with pytest.raises(RuleViolation) as said:
        extraction(data, name)
    assert "Hãy" in said.value.message
    return said.value.code


def test_the_kind_is_that_of_the_content():
    found = extraction(docx(p("Kế hoạch") + table(cell("ô"))), "ke hoach.pdf")
    assert (found.kind, found.source.lines) == ("docx", ("Kế hoạch", "\tô", ""))
    assert found.source.tables[0].rows[0][0].first_line == 2
    assert extraction(b"<!doctype html><p>Chu", "a.docx").source.lines == ("Chu",)


def test_pages_that_are_pictures_are_noted():
    found = extraction(pdf_of_pages(shown(LETTERS, LETTERS), PICTURE), "a.pdf")
    assert found.notes == (Note("pictures_only", (2,)),)


def test_refusals():
    assert refused(packed({"xl/workbook.xml": "<x/>"})) == "reading.kind"
    assert refused(packed({})) == "reading.kind"
    assert refused(docx(p())) == "reading.empty"
    assert refused(docx(p("a"))[:-60]) == "reading.damaged"
    assert refused(docx("<w:p>")) == "reading.damaged"
    assert refused(b"%PDF-1.7\nnothing") == "reading.damaged"
    assert refused(pdf_of_pages(PICTURE)) == "reading.scan"
    assert refused("<html><p>Sécurité".encode("latin-1")) == "reading.encoding"
    assert refused(b"<html><script>a</script>") == "reading.empty"
    assert refused(b"<p>" + b"a " * 2_100_000) == "reading.too_long"


def test_the_keys_of_the_program_are_not_handed_to_it(monkeypatch):
    seen = {}

    def run(command, **how):
        seen.update(how["env"])
        return subprocess.CompletedProcess(command, 0, b'{"lines": ["a"], "tables": [], "notes": {}}', b"")

    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setattr(outside.subprocess, "run", run)
    extraction(b"%PDF-", "a")
    assert set(seen) == {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "LC_ALL"}


@pytest.mark.parametrize(("code", "expected"), [(-9, "reading.bomb"), (-24, "reading.bomb"), (1, "reading.damaged")])
def test_however_it_ends_there_is_a_refusal(monkeypatch, code, expected):
    monkeypatch.setattr(outside.subprocess, "run", lambda c, **how: subprocess.CompletedProcess(c, code, b"", b""))
    assert refused(b"%PDF-") == expected


def test_one_that_does_not_end_is_ended(monkeypatch):
    def run(command, **how):
        raise subprocess.TimeoutExpired(command, how["timeout"])

    monkeypatch.setattr(outside.subprocess, "run", run)
    assert refused(b"%PDF-") == "reading.bomb"
    assert MAX_SECONDS > MAX_CPU_SECONDS
