"""The page as PDF: one page A4 whatever is told, with its letters, its numbers and its mark."""

import io
import time
import unicodedata
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from atvsld.base.language import speaking
from atvsld.web.briefing import Block, Briefing, Item, Shown, as_pdf
from atvsld.web.briefing.density import DENSITIES
from atvsld.web.briefing.measure import height_of
from atvsld.web.briefing.page import page_of
from atvsld.web.briefing.printed import html_of
from atvsld.web.briefing.tests import make
from atvsld.web.charts.tables import table_of
from atvsld.web.styleguide_charts import months, nation

PAGES = {
    "usual": make.province_page(),
    "full": make.full_page(),
    "endless": make.endless_page(),
    "one endless word": make.endless_page("Thừathiên" * 300),
    "nothing": Briefing("Tình hình", "Xã Ví Dụ", 2026, make.AT),
    "one picture": make.province_page(pictures=[Shown(nation())], blocks=[Block("Quá hạn", [Item("a", "1")])]),
}


@cache
def printed(name):
    """Each page once, for all that is asked of it."""
    return as_pdf(PAGES[name])


def read(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    text = unicodedata.normalize("NFC", reader.pages[0].extract_text())
    return reader, " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_it_is_one_page_a4(name):
    reader, _ = read(printed(name))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


WORDS = st.text(st.sampled_from("aăđêôơưạẩ ÝM,.–%&<>\"'"), max_size=400)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, st.integers(0, 60))
def test_no_text_and_no_number_of_lines_makes_a_second_page(text, many):
    assert len(read(as_pdf(make.endless_page(text, many)))[0].pages) == 1


def test_all_that_was_told_is_on_it_in_its_letters():
    briefing = PAGES["full"]
    _, text = read(printed("full"))
    told = [briefing.title, briefing.unit, *briefing.sentences, *(t.label for t in briefing.targets), briefing.coverage]
    told += [f"{t.value} {t.change}" for t in briefing.targets] + [b.title for b in briefing.blocks]
    told += ["Dữ liệu trình diễn", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 01 tháng 11 năm 2026"]
    assert [words for words in told if words not in text] == []


def test_its_picture_has_the_numbers_of_the_table_as_text():
    _, text = read(printed("usual"))
    numbers = [row.cells[0].text for row in table_of(months()).rows]
    assert len(set(numbers)) > 8 and [number for number in numbers if number not in text] == []
    assert "chưa có số liệu: Th. 11, Th. 12" in text


def test_data_that_are_real_have_no_mark():
    assert "trình diễn" not in read(as_pdf(make.province_page(demonstration="")))[1]


def test_in_english_the_words_of_the_page_are_english():
    with speaking("en"):
        reader, text = read(as_pdf(make.full_page()))
    assert "Target Required 2026 Change Verdict" in text and "and 9 more" in text
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "Độc lập - Tự do - Hạnh phúc" in text


def test_it_is_tagged_to_be_read_out():
    root = read(printed("usual"))[0].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "vi"


def test_what_was_typed_is_no_markup():
    page = page_of(make.endless_page("<script>alert(1)</script><img src=x>"), DENSITIES[3])
    assert "<script" not in html_of(page) and "<img" not in html_of(page)


@pytest.mark.parametrize(
    ("name", "density"),
    [("usual", DENSITIES[0]), ("full", DENSITIES[4]), ("full", DENSITIES[-1]), ("endless", DENSITIES[-2])],
)
def test_the_measured_height_is_that_of_the_layout(name, density):
    """Within a twelfth: what is measured decides how much stands on the page of Word."""
    from atvsld.base.documents.letters import FAMILY
    from atvsld.base.documents.pdf import Layout
    from atvsld.web.briefing.printed import _STYLE

    style = _STYLE.read_text("utf-8").replace("FAMILY", FAMILY).replace("size: A4", "size: 210mm 4000mm")
    page = page_of(PAGES[name], density)
    layout = Layout(html_of(page), f"{style}\nhtml {{ font-size: {density.size}pt }}")
    body = layout._document.pages[0]._page_box.children[0].children[0]
    assert height_of(page) == pytest.approx(body.height * 0.75, rel=1 / 12)


def test_it_is_made_while_a_person_waits():
    printed("usual")
    started = time.process_time()
    as_pdf(make.full_page())
    assert time.process_time() - started < 2
