"""PDF from HTML by WeasyPrint, which stands on the system's Pango. It is brought in by the first document: it costs a
second and some memory that no other page needs."""

from __future__ import annotations

import threading
import warnings
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..errors import Refused, RuleViolation
from .fetching import Outside, house_file
from .letters import font_faces

# Pages are laid out one after the other in a process: each takes its share of memory and of the processor.
_ONE_AT_A_TIME = threading.Lock()


def pdf_is_available() -> bool:
    """Whether this machine has what laying out a page needs; without it everything but PDF works."""
    return _library() is not None


def require_pdf() -> Any:
    """The library. Raises Refused with document.pdf_off where the system lacks Pango."""
    library = _library()
    if library is None:
        raise Refused(
            [
                RuleViolation(
                    "document.pdf_off",
                    _(
                        "Máy chủ chưa có thư viện dàn trang Pango nên chưa làm được tệp PDF. Hãy lấy bản Word, "
                        "hoặc nhờ người quản trị máy chủ cài libpango-1.0-0, libpangoft2-1.0-0 và libharfbuzz-subset0."
                    ),
                )
            ]
        )
    return library


@cache
def _library() -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError:  # the Python package is there, a library of the system is not
        return None
    return weasyprint


class Layout:
    """Pages laid out from HTML and a style sheet.

    Raises Refused (document.pdf_off), Outside where the HTML asks for a foreign file.
    """

    def __init__(self, html: str, style: str = "") -> None:
        library, self._asked = require_pdf(), _house_files()
        # A catalogue of letters of its own: Pango's may not be shared by threads.
        letters = library.text.fonts.FontConfiguration()
        sheet = library.CSS(string=f"{font_faces()}\n{style}", font_config=letters, url_fetcher=self._asked)
        with _ONE_AT_A_TIME:
            source = library.HTML(string=html, url_fetcher=self._asked)
            self._document = source.render(font_config=letters, stylesheets=[sheet])
        self._asked.check()

    @property
    def pages(self) -> int:
        return len(self._document.pages)

    def pdf(self) -> bytes:
        """The file: letters cut to those used, and tagged, so that it can be read out."""
        with _ONE_AT_A_TIME:
            made = bytes(self._document.write_pdf(pdf_tags=True))
        self._asked.check()
        return made


def _house_files() -> Any:
    """Gives the files of the house, and remembers what else was asked for: the library would leave a hole and go on."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class HouseFiles(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.refused: list[Outside] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            try:
                return URLFetcherResponse(url, house_file(url))
            except Outside as refusal:
                self.refused.append(refusal)
                raise

        def check(self) -> None:
            if self.refused:
                raise self.refused[0]

    return HouseFiles()
