"""Bytes of a text as letters, when it is beyond doubt in which code they were written."""

from __future__ import annotations

from .bounds import MAX_CHARACTERS
from .old_letters import decoded_from_old

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip


def decoded(data: bytes) -> str | None:
    """None when nobody can say in which letters it was written."""
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], codec)
    text = _strictly(data, "utf-8")
    # There a byte is a letter: what is too long is not tried.
    return decoded_from_old(data) if text is None and len(data) <= MAX_CHARACTERS else text


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
