"""The components together on one page: what a browser, a screen reader and the content policy need of them."""

import re

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from atvsld.web.styleguide import SampleFilters, sample_context
from atvsld.web.templatetags.ui import active_filters, filter_query, page_url


@pytest.fixture
def page(db: None) -> str:
    request = RequestFactory().get("/")
    return render_to_string("styleguide.html", sample_context(request), request)


def test_every_reference_finds_its_part(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-controls", 'href="#'):
        pattern = r'href="#([^"]+)"' if attribute.startswith("href") else rf'\b{attribute}="([^"]+)"'
        for names in re.findall(pattern, page):
            assert set(names.split()) <= set(ids), f"{attribute}={names}"


def test_nothing_that_the_content_policy_refuses(page: str) -> None:
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_a_field_says_what_it_wants_and_what_was_wrong(page: str) -> None:
    box = page[page.index('data-field="dead_count"') :].split('data-field="commune"')[0]
    assert "bắt buộc" in box
    assert 'id="id_dead_count_error"' in box
    assert 'aria-describedby="id_dead_count_error"' in box
    assert 'aria-invalid="true"' in box


def test_a_row_of_a_list_can_become_a_card(page: str) -> None:
    assert '<td data-label="Số tiếp nhận"' in page
    assert 'aria-sort="descending"' in page
    assert "<strong>3</strong> vụ tai nạn" in page
    assert "1.234" in page or "1234" in page


def _context(query: str) -> dict[str, object]:
    return {"request": RequestFactory().get(f"/?{query}")}


def test_chips_tell_conditions_in_words_and_how_to_drop_them() -> None:
    query = "severity=fatal&since=2026-01-02&page=7&sort=-place"
    chips = active_filters(_context(query), SampleFilters(QueryDict(query)))  # type: ignore[arg-type]
    assert [(c.label, c.text) for c in chips] == [("Mức độ", "Chết người"), ("Từ ngày", "02/01/2026")]
    assert QueryDict(chips[0].url[1:]).dict() == {"since": "2026-01-02", "sort": "-place"}


def test_a_value_that_narrows_nothing_is_no_chip() -> None:
    assert active_filters(_context("severity=none"), SampleFilters(QueryDict("severity=none"))) == []  # type: ignore[arg-type]
    assert active_filters(_context(""), SampleFilters()) == []  # type: ignore[arg-type]


def test_addresses_keep_the_conditions() -> None:
    context = _context("severity=fatal&page=2")
    assert page_url(context, 1234) == "?severity=fatal&page=1234"  # type: ignore[arg-type]
    assert filter_query(context) == "?severity=fatal"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_stands_alone(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert "Mã lỗi" in html
    assert 'href="/"' in html
