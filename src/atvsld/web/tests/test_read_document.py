"""`atvsld read-document`: one object for programs, a summary for people, one line for a refusal; no database."""

from __future__ import annotations

import json

import pytest

from atvsld.directives.reading.extracting.tests.make import PLAN, docx, item, level, num, p, pdf_of_pages, shown
from atvsld.directives.reading.extracting.tests.make import abstract as list_of
from atvsld.directives.reading.extracting.tests.test_pdf import LETTERS, PICTURE
from atvsld.directives.reading.extracting.whole import NOTES, read_bytes

from .. import cli

KEYS = {
    "doc_type", "number", "issued_on", "issued_month", "issuing_body", "title", "based_on", "cited", "targets", "tasks",
    "reporting", "recipients", "signer", "warnings",
}  # fmt: skip


@pytest.fixture
def run(capsys, tmp_path):
    def run_on(content: bytes, *options: str, name: str = "kế hoạch.txt") -> tuple[int, str, str]:
        path = tmp_path / name
        path.write_bytes(content)
        code = cli.main(["atvsld", "read_document", str(path), *options])
        return (code, *capsys.readouterr())

    return run_on


def test_one_object(run):
    code, out, _ = run(PLAN.encode(), "--json")
    said = json.loads(out)
    assert code == 0
    assert set(said) >= KEYS
    assert (said["doc_type"], said["number"], said["issued_on"]) == ("Kế hoạch", "12/KH-UBND", "2026-02-05")
    (target,) = said["targets"]
    assert (target["value"], target["lines"]) == (5, [[8, 8]])
    assert said["tasks"][0]["lines"] == [[10, 10]]


def test_the_same_document_from_word_says_the_same(run):
    lists = list_of(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.")) + num(1, 0)
    body = ""
    for line in PLAN.strip().split("\n"):
        number, _, text = line.partition(". ")
        place = {"I": 0, "II": 0, "1": 1}.get(number)
        body += p(line) if place is None else item(text, 1, place)
    _, plain, _ = run(PLAN.encode(), "--json")
    _, word, _ = run(docx(body, lists), "--json")
    assert json.loads(word) == json.loads(plain)


def test_a_summary_for_people(run):
    code, out, _ = run(PLAN.encode())
    assert code == 0
    assert "Kế hoạch · 12/KH-UBND · 2026-02-05" in out
    assert "Chủ trì: Sở Nội vụ" in out
    assert "[dòng 10;" in out


def test_a_refusal_is_one_line(run):
    code, out, error = run(b"%PDF-1.4 nothing", "--json")
    assert (code, out) == (1, "")
    assert (
        error.strip()
        == "Tệp «kế hoạch.txt» bị hỏng, không đọc được. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại."
    )
    assert run(b"a" * (20 * 1024 * 1024 + 1))[0] == 1
    assert cli.main(["atvsld", "read_document", "/nowhere/a.docx"]) == 1


def test_what_is_missing_of_the_text_stands_among_the_warnings():
    found, reading = read_bytes(pdf_of_pages(shown(LETTERS, LETTERS), PICTURE, PICTURE), "a.pdf")
    assert reading.warnings[0].code == "file.pictures_only"
    assert "trang 2, 3" in reading.warnings[0].message
    assert {note.code for note in found.notes} <= set(NOTES)
