"""Plain text: which letters it is written in, and how its lines are counted."""

from __future__ import annotations

import unicodedata

import pytest

from atvsld.base.errors import RuleViolation

from .. import extract, extraction
from ..old_letters import TCVN3

TEXT = (
    "Thực hiện Chỉ thị của Ban Bí thư, các cơ quan nhà nước và tổ chức xã hội phải báo cáo về công tác được giao.\nHết"
)
TO_TCVN3 = {letter: byte for byte, letter in TCVN3.items()}


def code_of(data: bytes, name: str = "kế hoạch.txt") -> str:
    with pytest.raises(RuleViolation) as refused:
        extract(data, name)
    assert refused.value.field == "file"
    assert "Hãy" in refused.value.message
    return refused.value.code


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode(codec):
    assert extract(TEXT.encode(codec), "a.txt").text == TEXT


def test_utf_16_of_the_other_order():
    assert extract(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt").text == TEXT


def test_the_form_of_unicode_stays_as_it_is():
    apart = unicodedata.normalize("NFD", TEXT)
    assert extract(apart.encode(), "a.md").text == apart


def test_letters_of_before_unicode():
    old = bytes(TO_TCVN3.get(letter, ord(letter) if ord(letter) < 128 else 63) for letter in TEXT)
    assert extract(old, "a.txt").text == TEXT
    # windows-1258 has the marks of tones as letters of their own.
    tones = {"̀", "̉", "̃", "́", "̣"}
    apart = "".join(
        letter if len(unicodedata.normalize("NFC", letter)) == 1 and letter.encode("cp1258", "ignore") else
        "".join(_halves(letter, tones))
        for letter in TEXT
    )  # fmt: skip
    assert extract(apart.encode("cp1258"), "a.txt").text == TEXT


def _halves(letter: str, tones: set[str]) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(part for part in parts if part in tones)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)), tone


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "shift-jis", "koi8-r"])
def test_other_letters_are_refused_and_not_guessed(codec):
    text = {"shift-jis": "安全衛生計画の実施", "koi8-r": "План работы по охране труда"}.get(
        codec, "Sécurité déjà à créer"
    )
    assert code_of((text * 30).encode(codec)) == "reading.encoding"


def test_lines_are_counted_as_an_editor_counts_them():
    text = "a\r\nb\x0cc\u2028d\x0be\x85f\n\ng\n"
    source = extract(text.encode(), "a.txt")
    assert source.lines == ("a", "b\x0cc\u2028d\x0be\x85f", "", "g", "")
    assert source.tables == ()


def test_markdown_is_text_even_with_pieces_of_pages():
    assert extraction(b"<div>\n\n**a**\n</div>\n", "a.md").kind == "text"
    assert extraction(b"<div>\n\n**a**\n</div>\n", "a").kind == "html"
    assert extraction("Thẻ <p> là một thẻ.".encode(), "a.html").kind == "text"


def test_what_is_no_document_is_refused_with_its_remedy():
    assert code_of(b"") == "reading.empty"
    assert code_of(b" \n\t \xef\xbb\xbf") == "reading.empty"
    assert code_of("\u200b \n".encode().replace("\u200b".encode(), b"")) == "reading.empty"
    assert code_of(b"MZ\x90\0\0", "kế hoạch.docx") == "reading.kind"
    assert code_of(b"\xff\xd8\xff\xe0\0\x10JFIF", "scan.pdf") == "reading.kind"
    assert code_of(b"{\\rtf1 a}") == "reading.kind"
    assert code_of(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "a.doc") == "reading.kind"
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    assert code_of(locked, "a.docx") == "reading.encrypted"
    assert code_of(b"a\0b\0", "a.txt") == "reading.kind"
    assert code_of("a\0".encode("utf-16"), "a.txt") == "reading.encoding"


def test_too_much_is_refused():
    assert code_of(b"a" * (20 * 1024 * 1024 + 1)) == "reading.too_large"
    assert code_of(b"a\n" * 1_000_001) == "reading.too_long"
