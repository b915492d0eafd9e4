"""A Word file (.docx): its paragraphs, lists, tables and text boxes as a reader of the last version sees them."""

from __future__ import annotations

from ..page import Page
from ..refused import DAMAGED, Unreadable
from .body import BodyWriter
from .names import W
from .numbering import Numbering
from .package import Package
from .styles import Styles


def page_of_docx(data: bytes) -> Page:
    """Raises Unreadable. Headers, footers, notes, comments and what «Track changes» struck out are left out."""
    package = Package(data)
    document = package.document()
    body = document.find(W + "body")
    if body is None:
        raise Unreadable(DAMAGED)
    page = Page()
    BodyWriter(page, Styles(package.beside("styles")), Numbering(package.beside("numbering"))).write(body)
    return page
