"""The English catalogue is whole, and nothing that people read escapes it."""

from __future__ import annotations

import ast
import gettext
import io
import re
import string

import pytest

from atvsld.base.language import VIETNAMESE
from tools.messages.__main__ import DOMAINS, FOLDER
from tools.messages.extract import PACKAGE, collected, in_python, in_script, in_template
from tools.messages.mo import mo_bytes
from tools.messages.po import Message, po_text, read_po
from tools.messages.unmarked import in_page, in_program, in_scripts, programs

TO_DO = "run `python -m tools.messages`, write the English, run it again (docs/engineers/language.md)"
NAMED = re.compile(r"%\((\w+)\)[sd]|%[sd]")
SIGNS = re.compile(r"[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
# Words that English keeps: the product, numbers of instruments, the form's own sign of a rate.
KEPT = re.compile(r"ATVSLĐ|\d+(?:/\d{4})?/[A-ZĐ\d-]+|K chết|YC-[\w-]+")


def values(text: str) -> set[str]:
    """The places of a sentence where something is put in: {n}, %(n)s."""
    named = {name for _, name, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)[sd]", "", text)) if name}
    return named | {found[0] for found in NAMED.finditer(text)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_has_its_english_and_none_is_left_over(domain: str):
    known, said = read_po(FOLDER / f"{domain}.po"), collected(domain)
    assert len(said) > (1000 if domain == "django" else 20)
    assert sorted(text for _, text in said.keys() - known.keys()) == [], TO_DO
    assert sorted(text for _, text in known.keys() - said.keys()) == [], TO_DO
    assert [m.text for m in known.values() if not m.is_complete] == [], TO_DO


@pytest.mark.parametrize("domain", DOMAINS)
def test_english_puts_the_same_values_in(domain: str):
    wrong = []
    for message in read_po(FOLDER / f"{domain}.po").values():
        wanted = values(message.text)
        wrong += [(message.text, said) for said in message.said if values(said) != wanted]
        wrong += [(message.text, said) for said in message.said if said.count(" - ") != message.text.count(" - ")]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_english_has_no_vietnamese(domain: str):
    said = [text for message in read_po(FOLDER / f"{domain}.po").values() for text in message.said]
    assert [text for text in said if SIGNS.search(KEPT.sub("", text))] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_is_that_of_the_text(domain: str):
    messages = read_po(FOLDER / f"{domain}.po")
    compiled = (FOLDER / f"{domain}.mo").read_bytes()
    assert compiled == mo_bytes(messages.values()), TO_DO
    read = gettext.GNUTranslations(io.BytesIO(compiled))
    for message in messages.values():
        if not message.plural and not message.context:
            assert read.gettext(message.text) == message.said[0]


def test_what_is_collected():
    program = 'x = _("a") + ngettext("{n} b", "{n} b", n) + pgettext("c", "d") + gettext(e) + noop("f" "g")'
    assert {(m.context, m.text, m.plural) for m in in_python(program)} == {
        ("", "a", ""), ("", "{n} b", "{n} b"), ("c", "d", ""), ("", "fg", ""),
    }  # fmt: skip
    counted = "{% blocktranslate count n=x %}{{ n }} b{% plural %}{{ n }} c{% endblocktranslate %}"
    page = '{% load i18n %}{% translate "a" %}' + counted
    assert [(m.text, m.plural) for m in in_template(page)] == [("a", ""), ("%(n)s b", "%(n)s c")]
    assert [m.text for m in in_script('gettext("Dài {n}", { n })')] == ["Dài {n}"]


def test_a_catalogue_is_read_as_it_was_written(tmp_path):
    messages = [
        Message('a "b"\n', said=["c\\"], files={"x.py"}),
        Message("{n} d", "e", "{n} d", ["f", "g"], {"y.html"}, is_fuzzy=True),
    ]
    path = tmp_path / "a.po"
    path.write_text(po_text(messages), "utf-8")
    assert list(read_po(path).values()) == messages
    assert not messages[1].is_complete


def test_no_vietnamese_in_programs_is_unmarked():
    found = {path.relative_to(PACKAGE).as_posix(): in_program(path) for path in programs()}
    assert {file: texts for file, texts in found.items() if texts} == {}, "docs/engineers/language.md says how to mark"


def test_no_vietnamese_in_pages_is_unmarked():
    pages = [p for p in PACKAGE.rglob("templates/**/*") if p.suffix in (".html", ".txt")]
    pages = [p for p in pages if not p.name.startswith("styleguide")]
    found = {p.relative_to(PACKAGE).as_posix(): in_page(p.read_text("utf-8")) for p in pages}
    assert len(found) > 60
    assert {file: texts for file, texts in found.items() if texts} == {}, "docs/engineers/language.md says how to mark"


def test_no_vietnamese_in_scripts_is_unmarked():
    scripts = (PACKAGE / "web" / "static" / "js").glob("*.js")
    assert {p.name: found for p in scripts if (found := in_scripts(p.read_text("utf-8")))} == {}


def test_what_is_unmarked_is_found(tmp_path):
    path = tmp_path / "a.py"
    path.write_text('"""Chú thích."""\nA = "Cơ sở"\nB = _("Xã")\nC = f"Tệp {B} trống"\nraise LookupError("Không có")\n')
    assert in_program(path) == ["Cơ sở", "Tệp … trống"]
    assert in_page('{% comment %}Ấm{% endcomment %}{% translate "Ấm" %}<p title="Ấm">{{ x }}</p>') == ["Ấm"]
    assert in_scripts('a("Ấm"); gettext("Ấm"); // Ấm\n`Ấm ${x}`') == ['"Ấm"', "`Ấm ${x}`"]
    assert ast.parse(path.read_text())
    assert VIETNAMESE.search("Ấm")
