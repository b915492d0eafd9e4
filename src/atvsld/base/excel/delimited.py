"""Reading CSV: which letters, which sign between the cells, which rows."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from .zipped import damaged

MAX_ROWS, MAX_COLUMNS = 250_000, 1_000
MAX_CELL = 100_000
SIGNS = ",;\t"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
VIETNAMESE = frozenset("ăâđêôơư" + "ĂÂĐÊÔƠƯ")
BASES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | VIETNAMESE
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
PUNCTUATION = frozenset("–—“”‘’…°²³·•«»×½¼ \u200b")


def rows_of_text(content: bytes, name: str) -> list[tuple[int, list[Any]]]:
    """The numbered rows of a CSV file; numbers count rows, also where a cell holds line breaks.

    Raises RuleViolation with file.encoding, file.empty, file.damaged or file.too_large.
    """
    text = decoded(content, name)
    if not text.strip():
        raise RuleViolation("file.empty", _("Tệp «{name}» trống."), name=name)
    sign, text = _sign(text)
    csv.field_size_limit(MAX_CELL)
    rows: list[tuple[int, list[Any]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
                message = gettext("Tệp «{name}» có quá nhiều dòng hoặc cột. Hãy tách thành nhiều tệp.").format(
                    name=name
                )
                raise RuleViolation("file.too_large", message)
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise damaged(name) from error
    return rows


def decoded(content: bytes, name: str) -> str:
    """The text, in UTF-8, UTF-16 with its mark, or Windows-1258 where every letter proves to be Vietnamese."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise damaged(name) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError as error:
        raise _unreadable(name) from error
    if not _is_vietnamese(text):
        raise _unreadable(name)
    return text


def _is_vietnamese(text: str) -> bool:
    """Whether all letters beyond ASCII are Vietnamese, and some are: old fonts (TCVN3, VNI) give other signs."""
    beyond = {char for char in text if not char.isascii()} - PUNCTUATION
    parts = {part for char in beyond for part in unicodedata.normalize("NFD", char)}
    return bool(beyond) and all(part in BASES or part in TONES for part in parts)


def _unreadable(name: str) -> RuleViolation:
    message = gettext(
        "Không nhận ra bảng mã chữ của tệp «{name}». Hãy lưu lại dạng «CSV UTF-8» hoặc .xlsx rồi gửi lại."
    ).format(name=name)
    return RuleViolation("file.encoding", message)


def _sign(text: str) -> tuple[str, str]:
    """The sign between cells, and the text without Excel's own line that names it ("sep=;")."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], "\n" + rest
    lines = [line for line in text.splitlines()[:50] if line.strip()][:10]
    return max(SIGNS, key=lambda sign: _evenness([_outside_quotes(line).count(sign) for line in lines])), text


def _evenness(counts: list[int]) -> tuple[int, int]:
    """(how many lines agree, on how many signs): the sign of the table parts most lines into equally many cells."""
    agreed = Counter(count for count in counts if count)
    return max(((lines, count) for count, lines in agreed.items()), default=(0, 0))


def _outside_quotes(line: str) -> str:
    return "".join(part for i, part in enumerate(line.split('"')) if i % 2 == 0)
