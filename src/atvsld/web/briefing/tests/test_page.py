"""What a page keeps and leaves out: declared, said, and never more than the density allows."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.language import speaking
from atvsld.web.briefing import Briefing
from atvsld.web.briefing.density import DENSITIES
from atvsld.web.briefing.fitting import densities_for
from atvsld.web.briefing.measure import height_of
from atvsld.web.briefing.page import HEIGHT, MARKS, page_of
from atvsld.web.briefing.tests import make
from atvsld.web.briefing.texts import shortened

ROOMY, DENSEST = DENSITIES[0], DENSITIES[-1]


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_shortened_text_is_no_longer_and_says_that_something_is_gone(text, letters):
    told, whole = shortened(text, letters), " ".join(text.split())
    assert len(told) <= letters
    assert told == whole if len(whole) <= letters else told.endswith("…")
    assert whole.startswith(told.removesuffix("…"))


def test_nothing_that_draws_or_prints_is_brought_in_before_the_first_page():
    told = (
        "import django, os, sys\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'atvsld.web.settings_test'\n"
        "django.setup()\n"
        "import atvsld.web.briefing\n"
        "print([m for m in ('weasyprint', 'docx', 'PIL', 'fontTools') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_says_how_much_it_leaves_out():
    page = page_of(make.province_page(), DENSITIES[4])
    overdue = page.blocks[2]
    assert len(overdue.items) == 5 and overdue.rest == "và 9 mục nữa"
    assert page.blocks[0].rest == "" and page.blocks[3].rest == "Không còn thiếu gì."
    endless = page_of(make.endless_page(), DENSEST)
    assert endless.more_targets == f"và {40 - DENSEST.targets} mục nữa"
    assert endless.blocks[0].rest == f"và {vietnamese(1234 - DENSEST.items)} mục nữa"
    assert len(endless.sentences) == len(endless.footnotes) == DENSEST.sentences


def vietnamese(number):
    return f"{number:,}".replace(",", ".")


def test_nothing_is_left_out_where_there_is_room():
    briefing = make.full_page()
    page = page_of(briefing, ROOMY)
    assert [row.label for row in page.targets] == [line.label for line in briefing.targets]
    assert [row.said for row in page.targets] == [f"{t.sentence} {t.warning}".strip() for t in briefing.targets]
    assert page.sentences == briefing.sentences and page.footnotes == briefing.footnotes
    assert [len(b.items) for b in page.blocks] == [5, 5, 6, 0] and not page.more_targets


def test_the_year_that_was_judged_is_said():
    lines = [replace(line, year=2025) for line in make.targets(2)]
    page = page_of(make.province_page(targets=lines), ROOMY)
    assert page.heads[2] == "2025" and [row.value for row in page.targets] == ["2,310", "3,310"]
    mixed = page_of(make.province_page(targets=[lines[0], *make.targets(1)]), ROOMY)
    assert mixed.heads[2] == "Kết quả" and [row.value for row in mixed.targets] == ["2,310 (2025)", "2,310 (2026)"]


def test_the_note_of_a_picture_is_printed_after_its_sentence():
    months = page_of(make.province_page(), ROOMY).pictures[0]
    assert months.sentence == "Tháng 10 có 41 vụ, trong khoảng của 5 năm trước. Ví dụ: mọi con số đều là bịa."


def test_a_warning_stays_where_sentences_have_no_room():
    said = [row.said for row in page_of(make.full_page(), DENSITIES[6]).targets]
    assert said == ["", "Số ít: thêm hay bớt một người đã làm tỷ lệ đổi nhiều.", *[""] * 7]


def test_each_verdict_has_its_own_shape():
    assert len(set(MARKS.values())) == 4
    assert {row.tone: row.mark for row in page_of(make.full_page(), ROOMY).targets} == MARKS


def test_the_head_of_a_letter_is_written_as_the_decree_has_it():
    assert page_of(make.province_page(), ROOMY).head is None
    head = page_of(make.full_page(as_of=datetime(2026, 2, 3, 20, tzinfo=UTC)), ROOMY).head
    assert (head.parent, head.agency) == ("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN", "SỞ NỘI VỤ")
    assert head.place_and_day == "Thái Nguyên, ngày 04 tháng 02 năm 2026"  # the day in Viet Nam, not in Greenwich
    later = page_of(make.full_page(as_of=datetime(2026, 11, 22, tzinfo=UTC), locality=""), ROOMY).head
    assert later.place_and_day == "ngày 22 tháng 11 năm 2026"


def test_the_instant_is_said_in_the_time_of_viet_nam_and_in_the_language_of_the_reader():
    assert page_of(make.province_page(), ROOMY).as_of == "Năm 2026. Số liệu đến 08:30 ngày 01/11/2026."
    with speaking("en"):
        page = page_of(make.province_page(), ROOMY)
    assert page.as_of == "Year 2026. Data as of 08:30 on 01/11/2026." and page.heads[0] == "Target"


@pytest.mark.parametrize("made", [make.province_page, make.full_page, make.endless_page])
def test_a_denser_page_is_lower(made):
    heights = [height_of(page_of(made(), density)) for density in DENSITIES]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < 0.95 * HEIGHT


def test_the_roomiest_density_that_fits_is_taken():
    assert densities_for(make.province_page())[0] == ROOMY
    densities = densities_for(make.full_page())
    assert DENSITIES.index(densities[0]) in (2, 3, 4) and densities[-1] == DENSEST
    assert densities_for(make.endless_page(), room=1) == (DENSEST,)
    assert densities_for(Briefing("T", "Xã A", 2026, make.AT))[0] == ROOMY
