"""A web page: its text as a reader sees it, block by block, with its lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ..source import Table
from .decoding import decoded
from .figures import as_written
from .page import MAX_SPAN, OpenCell, Page
from .refused import BOMB, DAMAGED, ENCODING, Unreadable

LEFT_OUT = frozenset(
    "head script style nav noscript template select button textarea object iframe audio video canvas svg map".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
MUCH = 1_000_000
CELLS = ("td", "th")
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
BLANKS = re.compile(r"[ \t\r\n\f]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WITHOUT_SIGN = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)


def page_of_html(data: bytes) -> Page:
    """Raises Unreadable. Nothing that the page names is fetched; scripts, styles and navigation are left out."""
    text = decoded(data)
    if text is None:
        raise Unreadable(ENCODING)
    # The letters are known by now: what the page says of its own code no longer counts.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        # It recovers from any fault of a page but want of memory.
        raise Unreadable(BOMB if len(text) > MUCH else DAMAGED) from error
    if root is None:
        raise Unreadable(DAMAGED)
    if len(parser.error_log.filter_from_fatals()):
        # The library stopped at one of its own bounds, and what came after is lost.
        raise Unreadable(BOMB)
    return PageWriter(Page()).write(root)


@dataclass
class OpenTable:
    place: int
    rows: list[list[OpenCell]] = field(default_factory=list)


class PageWriter:
    """Walks over the tree once, without recursion: a page may be nested as deep as it likes."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pieces: list[str] = []
        self._tables: list[OpenTable] = []
        self._lists: list[list[Any]] = []
        self._label = ""
        self._kept_as_typed = 0

    def write(self, root: Any) -> Page:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            is_seen = isinstance(element.tag, str) and element.tag not in LEFT_OUT and not _is_hidden(element)
            if event == "start" and not is_seen:
                walk.skip_subtree()
            elif event == "start":
                self._begin(element, element.tag)
                self._add(element.text)
            else:
                if is_seen:
                    self._end(element.tag)
                self._add(element.tail if element is not root else None)
        self._flush()
        return self._page

    def _begin(self, element: Any, tag: str) -> None:
        if tag == "br":
            self._pieces.append("\n")
        if tag not in BLOCKS:
            return
        self._flush()
        if tag in ("ol", "ul"):
            self._lists.append(_list_of(element))
        elif tag == "li" and self._lists:
            self._label = self._next_label(element)
        elif tag == "pre":
            self._kept_as_typed += 1
        elif tag == "table":
            self._tables.append(OpenTable(len(self._page.tables)))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in CELLS and self._tables and self._tables[-1].rows:
            cell = OpenCell(0, _count(element, "colspan", 1), _count(element, "rowspan", 1))
            self._tables[-1].rows[-1].append(cell)
            self._page.begin_cell(cell)

    def _end(self, tag: str) -> None:
        if tag not in BLOCKS:
            return
        self._flush()
        if tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "pre":
            self._kept_as_typed -= 1
        elif tag == "table":
            table = self._tables.pop()
            rows = tuple(tuple(cell.closed() for cell in row) for row in table.rows)
            self._page.tables.insert(table.place, Table(rows))
        elif tag == "tr" and self._tables:
            self._page.end_row()
        elif tag in CELLS and self._tables and self._tables[-1].rows:
            self._page.end_cell()

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text.replace("\r\n", "\n") if self._kept_as_typed else BLANKS.sub(" ", text))

    def _flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        if not self._kept_as_typed:
            text = "\n".join(BLANKS.sub(" ", line) for line in text.split("\n"))
        if text.strip():
            self._page.write(self._label + text.strip())
            self._label = ""

    def _next_label(self, item: Any) -> str:
        counted = self._lists[-1]
        form, count = counted
        if form is None:
            return ""
        if form == "bullet":
            return "- "
        counted[1] = _count(item, "value", count) + 1
        return as_written(counted[1] - 1, form) + ". "


def _list_of(element: Any) -> list[Any]:
    """[form, next number]; the form is None for a list that shows no signs."""
    if WITHOUT_SIGN.search(element.get("style") or ""):
        return [None, 1]
    form = FORMS.get(element.get("type") or "1", "decimal") if element.tag == "ol" else "bullet"
    return [form, _count(element, "start", 1)]


def _count(element: Any, name: str, usual: int) -> int:
    said = (element.get(name) or "").strip()
    return max(1, min(int(said), MAX_SPAN)) if said.isascii() and said.isdigit() and len(said) < 10 else usual


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or ""))
