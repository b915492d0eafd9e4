"""What a file is, by its content and not by its name."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from . import refusals
from .bounds import MAX_BYTES

PACKED = b"PK\x03\x04"
# Of an archive without a single entry.
EMPTY_PACKED = b"PK\x05\x06"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
# The stream in which Office keeps a document under a password.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# The standard lets anything stand before it within the first kilobyte.
PDF = b"%PDF-"
OTHERS = (
    (b"{\\rtf", _("tệp RTF")),
    (b"\x89PNG", _("hình ảnh")), (b"\xff\xd8\xff", _("hình ảnh")), (b"GIF8", _("hình ảnh")),
    (b"II*\0", _("hình ảnh")), (b"MM\0*", _("hình ảnh")), (b"BM", _("hình ảnh")),
    (b"Rar!", _("tệp nén")), (b"7z\xbc\xaf", _("tệp nén")), (b"\x1f\x8b", _("tệp nén")),
    (b"\x7fELF", _("chương trình")), (b"MZ", _("chương trình")),
)  # fmt: skip
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# A page begins with a tag, after blanks and comments; a text that merely speaks of tags does not.
BEFORE = rb"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*"
WHOLE_PAGE = re.compile(BEFORE + rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
PART_OF_PAGE = re.compile(BEFORE + rb"<(?:meta|title|style|div|table|p|h[1-6]|span)[\s>]", re.IGNORECASE | re.DOTALL)


def kind_of(data: bytes, name: str) -> str:
    """ "docx" (any packed file, for the time being), "pdf", "html" or "text".

    Raises RuleViolation reading.empty, reading.too_large, reading.encrypted or reading.kind.
    """
    if not data.strip(b" \t\r\n\0\x0c\xef\xbb\xbf"):
        raise refusals.empty(name)
    if len(data) > MAX_BYTES:
        raise refusals.too_large(name)
    if data.startswith((PACKED, EMPTY_PACKED)):
        return "docx"
    if data.startswith(COMPOUND):
        if ENCRYPTED_STREAM in data:
            raise refusals.encrypted(name)
        raise refusals.kind(name, _("tệp Word đời cũ (.doc) hoặc tệp Office đời cũ"))
    for mark, what in OTHERS:
        # "BM" and "MZ" also begin words; in a text no byte is zero.
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:4096]):
            raise refusals.kind(name, what)
    if PDF in data[:1024]:
        return "pdf"
    return _written(data, name)


def _written(data: bytes, name: str) -> str:
    start = data[:4096]
    if start.startswith(UTF16):
        codec = "utf-16-le" if start.startswith(UTF16[0]) else "utf-16-be"
        start = start[2:].decode(codec, "replace").encode()
    elif b"\0" in data:
        raise refusals.kind(name, _("tệp nhị phân"))
    start = start.removeprefix(b"\xef\xbb\xbf")
    # Markdown may hold pieces of pages and is read as it stands.
    is_markdown = name.lower().endswith((".md", ".markdown"))
    is_page = WHOLE_PAGE.match(start) or (PART_OF_PAGE.match(start) and not is_markdown)
    return "html" if is_page else "text"
