"""A catalogue in the form that programs read (.mo), as the manual of GNU gettext lays it out."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from tools.messages.po import HEAD, Message

MAGIC, CONTEXT_END = 0x950412DE, "\x04"


def mo_bytes(messages: Iterable[Message], language: str = "en") -> bytes:
    """Only complete messages: what has no translation is said in Vietnamese."""
    pairs = {"": HEAD.format(language=language)}
    for message in messages:
        if message.is_complete:
            key = (message.context + CONTEXT_END if message.context else "") + message.text
            pairs[key + ("\0" + message.plural if message.plural else "")] = "\0".join(message.said)
    rows = sorted((key.encode(), said.encode()) for key, said in pairs.items())
    start = 28 + 16 * len(rows)
    texts, tables = b"", []
    for column in (0, 1):
        table = b""
        for row in rows:
            table += struct.pack("<2I", len(row[column]), start + len(texts))
            texts += row[column] + b"\0"
        tables.append(table)
    head = struct.pack("<7I", MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, 28)
    return head + b"".join(tables) + texts
