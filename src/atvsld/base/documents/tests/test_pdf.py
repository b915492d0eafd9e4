"""PDF of the house: every Vietnamese letter, nothing asked of the outside, and a plain word where it cannot be made."""

import hashlib
import io
import subprocess
import sys
import unicodedata

import pytest
from pypdf import PdfReader

from atvsld.base.documents import pdf
from atvsld.base.documents.fetching import Outside, house_file
from atvsld.base.documents.letters import FAMILY, FOLDER, font_file, lines, width
from atvsld.base.documents.pdf import Layout
from atvsld.base.errors import Refused

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL), "đ", "Đ"]
SIGNS = "–−≥≤…«»“”%±×∞•·₫"


def page(body: str, style: str = "") -> str:
    return (
        f"<!doctype html><html lang='vi'><head><title>Thử</title><style>body {{ font-family: '{FAMILY}' }} "
        f"{style}</style></head><body>{body}</body></html>"
    )


def test_the_letters_are_what_was_vendored_and_licensed():
    listed = dict(reversed(line.split()) for line in (FOLDER / "SHA256SUMS").read_text("utf-8").splitlines())
    assert set(listed) == {p.name for p in FOLDER.iterdir()} - {"SHA256SUMS"} and "LICENSE" in listed
    for name, digest in listed.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_each_file_has_every_vietnamese_letter(bold, italic):
    from fontTools.ttLib import TTFont

    known = TTFont(font_file(bold=bold, italic=italic)).getBestCmap()
    assert len(set(LETTERS)) == 146
    assert [sign for sign in [*LETTERS, *SIGNS] if ord(sign) not in known] == []


def test_a_page_has_every_letter_and_only_letters_of_the_house():
    made = PdfReader(io.BytesIO(Layout(page(f"<p>{' '.join(LETTERS)}</p><p><b><i>{SIGNS} Đặng Ừ</i></b></p>")).pdf()))
    text = unicodedata.normalize("NFC", made.pages[0].extract_text())
    assert set(LETTERS) <= set(text)
    fonts = {font.get_object()["/BaseFont"] for font in made.pages[0]["/Resources"]["/Font"].values()}
    assert fonts and all("House-Serif" in name or "Liberation" in name for name in fonts), fonts
    assert made.metadata.title == "Thử"


@pytest.mark.parametrize(
    "body",
    [
        "<img src='https://example.org/a.png'>",
        "<img src='http://127.0.0.1:1/a.png'>",
        "<img src='file:///etc/hostname'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='house:../../secret'>",
        "<link rel='stylesheet' href='https://example.org/a.css'>",
        "<svg width='9' height='9'><image href='file:///etc/hostname' width='9' height='9'/></svg>",
        "<p style=\"background: url('https://example.org/a.png')\">a</p>",
    ],
)
def test_nothing_is_asked_of_the_outside_or_of_the_machine(body):
    with pytest.raises(Outside):
        Layout(page(body)).pdf()


def test_a_file_of_the_house_is_given_by_its_name_only():
    assert house_file("house:LiberationSerif-Bold.ttf") == font_file(bold=True).read_bytes()
    for address in ("house:LICENSE", "house:", "house:fonts/LiberationSerif-Bold.ttf", "LiberationSerif-Bold.ttf"):
        with pytest.raises(Outside):
            house_file(address)


def test_pages_are_counted():
    assert Layout(page("<p>một")).pages == 1
    assert Layout(page("<p>một<p style='break-before: page'>hai")).pages == 2


def test_without_pango_pdf_is_off_and_says_so(monkeypatch):
    """As on a machine without the library: the import fails as dlopen does."""
    pdf._library.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr("builtins.__import__", _without_pango(__import__))
    try:
        assert not pdf.pdf_is_available()
        with pytest.raises(Refused) as caught:
            Layout(page("<p>một"))
        assert caught.value.codes == ["document.pdf_off"]
        assert "libpango-1.0-0" in str(caught.value)
    finally:
        pdf._library.cache_clear()


def _without_pango(real):
    def bring(name, *args, **kwargs):
        if name.split(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    return bring


def test_nothing_of_it_is_brought_in_before_the_first_document():
    told = (
        "import sys, atvsld.base.documents.pdf, atvsld.base.documents.letters\n"
        "print([m for m in ('weasyprint', 'docx', 'PIL', 'fontTools') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_is_as_wide_as_its_letters_and_breaks_between_words():
    assert width("a b", 10) == pytest.approx(width("a", 10) + width(" ", 10) + width("b", 10))
    assert width("ạ", 20) == pytest.approx(2 * width("ạ", 10))
    assert width("Đ", 10, bold=True) > width("i", 10)
    assert lines("một hai ba", 10, width("một hai", 10)) == ["một hai", "ba"]
    parts = lines("nghiêng" * 20, 10, 50)
    assert "".join(parts) == "nghiêng" * 20 and 14 <= len(parts) <= 18 and lines("", 10, 100) == []
    assert lines("ab", 10, 0.1) == ["a", "b"]
