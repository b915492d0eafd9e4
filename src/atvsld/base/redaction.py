"""What is struck out of text that leaves the records: logs, stored tracebacks."""

from __future__ import annotations

import re

# Identity numbers, telephone numbers, tax codes; and the values that databases quote in their messages.
LONG_NUMBER = re.compile(r"(?<![\w.:-])\+?\d{9,13}(?![\w-])")
DATABASE_VALUES = re.compile(r"(?m)(Key \([^)]*\)=\()[^\n]*|(Failing row contains \()[^\n]*")
MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def redact(text: str) -> str:
    """The text with identity numbers, mail addresses and quoted database values struck out."""
    text = DATABASE_VALUES.sub(lambda match: f"{match.group(1) or match.group(2)}***)", text)
    return LONG_NUMBER.sub("***", MAIL_ADDRESS.sub("***", text))
