"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation
from ..language import Words

ZIP = b"PK\x03\x04"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", _("ảnh PNG")),
    (b"\xff\xd8\xff", _("ảnh JPEG")),
    (b"GIF8", _("ảnh GIF")),
    (b"BM", _("ảnh BMP")),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", _("chương trình")),
    (b"MZ", _("chương trình")),
    (b"SQLite format 3", _("cơ sở dữ liệu SQLite")),
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(start: bytes, name: str) -> str:
    """ "zip" (.xlsx, .ods), "compound" (.xls) or "text" (.csv); raises RuleViolation file.kind for anything else."""
    if start.startswith(ZIP):
        return "zip"
    if start.startswith(COMPOUND):
        return "compound"
    for mark, what in OTHERS:
        # "BM" and "MZ" also begin words; in a text no byte is zero.
        if start.startswith(mark) and (len(mark) > 2 or b"\0" in start):
            raise other_kind(name, what)
    if start.startswith(UTF16):
        return "text"
    if b"\0" in start:
        raise other_kind(name, gettext("nhị phân"))
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise other_kind(name, gettext("trang web hoặc XML"))
    return "text"


def other_kind(name: str, what: Words) -> RuleViolation:
    message = gettext(
        "Tệp «{name}» là tệp {what}, không phải bảng tính. Hãy lưu lại dạng .xlsx hoặc .csv rồi gửi lại."
    ).format(name=name, what=what)
    return RuleViolation("file.kind", message)
