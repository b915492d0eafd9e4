"""Why no text could be taken from a file: the word that the reading process gives for it."""

from __future__ import annotations


class Unreadable(Exception):
    """`reason` is one of the words below; `refusals.py` has the sentence for each."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


ENCRYPTED, DAMAGED, SCAN, EMPTY, TOO_LONG, BOMB, OTHER_PACKED, ENCODING = (
    "encrypted", "damaged", "scan", "empty", "too_long", "bomb", "other_packed", "encoding",
)  # fmt: skip
