"""Names of WordprocessingML (ECMA-376), in both of its editions."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The strict edition says the same under other addresses; they are put into the usual ones while a part is read.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
OFF = ("0", "false", "off", "none")


def value(parent: Any, name: str) -> str | None:
    """The `w:val` of a child, None when there is no such child or it says nothing."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def number(parent: Any, name: str) -> int | None:
    said = value(parent, name)
    return int(said) if said is not None and said.lstrip("-").isdigit() and len(said) < 10 else None


def switch(parent: Any, name: str) -> bool | None:
    """A property that is there or not: True, False, or None when nothing is said."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else (child.get(W + "val") or "1").lower() not in OFF
