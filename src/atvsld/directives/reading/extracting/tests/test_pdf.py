"""PDF: its text in the order of writing, pages apart, and what is only a picture refused."""

from __future__ import annotations

import io

import pypdf
import pytest

from ..pdf import page_of_pdf
from ..pdf_sheet import tidied
from ..refused import Unreadable
from .make import FONT, pdf, pdf_of_pages, shown, stream

LETTERS = "x" * 60
PICTURE = b"q 100 0 0 100 0 0 cm /P1 Do Q"


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as said:
        page_of_pdf(data)
    return said.value.reason


def test_pages_are_apart():
    kept = page_of_pdf(pdf_of_pages(shown("KE HOACH", "1. Mot"), shown("2. Hai")))
    assert kept.page.lines == ["KE HOACH", "1. Mot", "\f", "2. Hai"]
    assert kept.pictures_only == kept.incomplete == []


def test_letters_found_are_told_page_by_page():
    told: list[int] = []
    page_of_pdf(pdf_of_pages(shown("abc d"), shown("efg")), told.append)
    assert told == [4, 7]


def test_a_scan_is_refused_even_under_a_stamp():
    assert refused(pdf_of_pages(PICTURE, PICTURE)) == "scan"
    assert refused(pdf_of_pages(PICTURE + b" " + shown("Trang 1"))) == "scan"
    assert refused(pdf_of_pages(b"0 0 m 9 9 l S")) == "scan"


def test_pages_that_are_pictures_among_others_are_named():
    text = shown(LETTERS, LETTERS)
    kept = page_of_pdf(pdf_of_pages(text, PICTURE, text, PICTURE + b" " + shown("4")))
    assert kept.pictures_only == [2, 4]
    assert kept.page.lines.count("\f") == 3


@pytest.mark.parametrize("packing", [b"/Unknown", b"/FlateDecode"])
def test_a_part_that_cannot_be_understood_is_said(packing):
    more = b"/Type /XObject /Subtype /Form /Filter %s /Resources << /Font << /F1 5 0 R >> >>" % packing
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> /XObject << /P1 6 0 R >> >> >>"
    )
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    text = stream(shown(LETTERS, LETTERS) + b" /P1 Do")
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    kept = page_of_pdf(pdf(catalog, tree, page, text, FONT, stream(b"not packed", more)))
    assert kept.incomplete == [1]


def test_a_password_is_asked_for_and_an_empty_one_is_none():
    def locked(password: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(pdf_of_pages(shown("Van ban"))))
        writer.encrypt(password, "owner", algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert refused(locked("secret")) == "encrypted"
    assert page_of_pdf(locked("")).page.lines == ["Van ban"]


def test_a_page_that_stands_there_twice_is_refused():
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    tree = b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"
    assert refused(pdf(b"<< /Type /Catalog /Pages 2 0 R >>", tree, page)) == "bomb"


def test_no_pages_is_no_text():
    assert refused(pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")) == "empty"


def test_a_hyphen_at_the_end_of_a_line_and_a_number_set_higher():
    assert tidied("Thông tư 47/2024/TT\ufffeBGTVT") == "Thông tư 47/2024/TT-\nBGTVT"
    assert tidied("Luật số 42/2024/QH151\r\n ngày 29/6\r\nII") == "Luật số 42/2024/QH151 ngày 29/6\nII"
    assert tidied("theo Nghị định 105/2025/NĐ-CP2\r\n, cơ quan") == "theo Nghị định 105/2025/NĐ-CP2, cơ quan"
    assert tidied("Mục tiêu 2026\nPhấn đấu") == "Mục tiêu 2026\nPhấn đấu"


def test_vietnamese_letters_as_weasyprint_writes_them():
    from atvsld.base.documents.letters import FAMILY
    from atvsld.base.documents.pdf import Layout, pdf_is_available

    if not pdf_is_available():
        pytest.skip("PDF needs Pango")
    text = "Phấn đấu giảm ít nhất 5%/năm tần suất tai nạn lao động chết người; Ủy ban nhân dân tỉnh chủ trì, phối hợp."
    style = f"body {{ font: 12pt {FAMILY!r} }}"
    kept = page_of_pdf(Layout(f"<body><p>{text}</p></body>", style).pdf())
    assert " ".join(kept.page.lines) == text
