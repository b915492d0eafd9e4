"""Web pages: blocks, lists and tables as a reader sees them, and nothing of the page's machinery."""

from __future__ import annotations

import pytest

from ... import source
from ..html import page_of_html
from ..refused import Unreadable


def lines(page: str) -> list[str]:
    return page_of_html(page.encode()).lines


def test_blocks_are_lines_and_blanks_are_one():
    page = (
        "<html><head><title>x</title></head><body><h1>KẾ\n  HOẠCH</h1><p>Một <b>hai</b><br>ba</p>"
        "bốn<div>năm</div></body>"
    )
    assert lines(page) == ["KẾ HOẠCH", "Một hai", "ba", "bốn", "năm"]


def test_machinery_is_left_out():
    page = (
        "<body><nav>Trang chủ</nav><script>a</script><style>b</style><p hidden>c</p><p style='display: none'>d</p>"
        "<noscript>e</noscript><!-- f --><p>Chữ</p><button>g</button>sau</body>"
    )
    assert lines(page) == ["Chữ", "sau"]


def test_lists():
    page = (
        "<ol type=a start=3><li>x<ul><li>y</ul><li>z</ol><ol><li>m<li value=5>n<li>o</ol>"
        "<ul style='list-style:none'><li>p</ul>"
    )
    assert lines(page) == ["c. x", "- y", "d. z", "1. m", "5. n", "6. o", "p"]


def test_what_was_typed_in_lines_stays_in_lines():
    assert lines("<pre>a\n  b\n\nc</pre>") == ["a", "b", "", "c"]


def test_tables():
    page = page_of_html(
        b"<p>t</p><table><tr><th>1<th colspan=2>2<tr><td rowspan=2>3<td>4<p>5</p><td><tr><td>6<td>7</table>"
    )
    assert page.lines == ["t", "\t1", "\t2", "", "\t3", "\t4", "5", "", "\t6", "\t7", ""]
    cells = [
        [(c.text, c.first_line, c.last_line, c.column_span, c.row_span) for c in row] for row in page.tables[0].rows
    ]
    assert cells == [
        [("1", 2, 2, 1, 1), ("2", 3, 3, 2, 1)],
        [("3", 5, 5, 1, 2), ("4\n5", 6, 7, 1, 1), ("", 0, 0, 1, 1)],
        [("6", 9, 9, 1, 1), ("7", 10, 10, 1, 1)],
    ]


def test_a_table_in_a_cell():
    page = page_of_html(b"<table><tr><td>a<table><tr><td>b</table>c<td>d</table>")
    assert page.lines == ["\ta", "\tb", "", "c", "\td", ""]
    assert [table.rows[0][0] for table in page.tables] == [source.Cell("a\n\tb\n\nc", 1, 4), source.Cell("b", 2, 2)]


def test_letters_count_and_not_what_the_page_says_of_them():
    assert page_of_html("<meta charset=windows-1252><p>Việt Nam".encode()).lines == ["Việt Nam"]
    assert page_of_html('<?xml version="1.0" encoding="latin-1"?><html><p>Việt'.encode()).lines == ["Việt"]
    with pytest.raises(Unreadable, match="encoding"):
        page_of_html("<p>Sécurité".encode("latin-1"))
