"""The page as PDF: the roomiest density at which it is one page."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ...base.documents.letters import FAMILY
from ...base.documents.pdf import Layout, require_pdf
from ..charts.drawing import svg
from .fitting import densities_for
from .page import HEIGHT, Page, page_of
from .values import Briefing

# A page that is measured nearly full may be laid out too high: a second layout costs more than the line it would save.
FILLED = 0.985
_STYLE = Path(__file__).with_name("page.css")


def as_pdf(briefing: Briefing) -> bytes:
    """One page A4. Raises Refused (document.pdf_off) where the machine lacks Pango."""
    require_pdf()
    style = _STYLE.read_text("utf-8").replace("FAMILY", FAMILY)
    for density in densities_for(briefing, FILLED * HEIGHT):
        layout = Layout(html_of(page_of(briefing, density)), f"{style}\nhtml {{ font-size: {density.size}pt }}")
        if layout.pages == 1:
            break
    return layout.pdf()


def html_of(page: Page) -> str:
    """The page as HTML; pictures stand in it as SVG, so that their letters stay letters."""
    # Every text of a drawing is escaped by its writer.
    pictures = [(picture, mark_safe(svg(picture.drawing))) for picture in page.pictures]  # noqa: S308
    return render_to_string("briefing/page.html", {"page": page, "pictures": pictures, "language": get_language()})
