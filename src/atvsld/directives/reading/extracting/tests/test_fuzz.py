"""Valid files cut off and changed: text or a refusal, never anything else."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atvsld.base.errors import RuleViolation

from .. import kinds, plain, refused
from ..child import answer
from .make import abstract, cell, docx, item, level, num, p, pdf_of_pages, shown, table
from .test_plain import TEXT

WORD = docx(
    p("Kế hoạch")
    + item("một", 1)
    + table(cell("a", table(cell("b"))) + cell("c", properties="<w:vMerge/>"))
    + p("hết"),
    abstract(0, level(0, "decimal", "%1.")) + num(1, 0),
    '<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>',
)
PDF = pdf_of_pages(shown("Ke hoach", "1. Mot"), shown("Het"))
PAGE = "<!doctype html><meta charset=utf-8><ol><li>Kế<table><tr><td rowspan=2>a<td>b<tr><td>c</table></ol>".encode()
REASONS = {value for name, value in vars(refused).items() if name.isupper()}
# (where, what is put there, how much it replaces), several times.
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 40)), min_size=1, max_size=6)


def changed(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    for where, put, replaced in changes:
        place = int(where * len(data))
        data = data[:place] + put + data[place + replaced :]
    return data


def require_an_answer(kind: str, data: bytes) -> None:
    said = answer(kind, data)
    json.dumps(said).encode()
    if "refused" in said:
        assert said["refused"] in REASONS
        return
    assert said["lines"]
    assert all("\n" not in line and "\0" not in line for line in said["lines"])
    for table_rows in said["tables"]:
        for text, first, last, _, _ in (found for row in table_rows for found in row):
            assert "\n".join(said["lines"][first - 1 : last]) == "\t" + text if text else first == last == 0


@pytest.mark.parametrize(("kind", "data"), [("docx", WORD), ("pdf", PDF), ("html", PAGE)])
def test_changed_files(kind, data):
    @settings(max_examples=120, deadline=None)
    @given(CHANGES, st.floats(0, 1))
    def check(changes, end):
        require_an_answer(kind, changed(data, changes))
        require_an_answer(kind, data[: int(end * len(data))])

    check()


@settings(max_examples=120, deadline=None)
@given(CHANGES)
def test_changed_markup_in_a_sound_package(changes):
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, changed(content, changes) if name.endswith(".xml") else content)
    require_an_answer("docx", out.getvalue())


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), CHANGES.map(lambda changes: changed(TEXT.encode(), changes))))
def test_any_bytes_are_a_text_or_refused(data):
    try:
        if kinds.kind_of(data, "a.txt") == "text":
            assert "\0" not in plain.text_of(data, "a.txt")
    except RuleViolation as violation:
        assert violation.code.startswith("reading.")
