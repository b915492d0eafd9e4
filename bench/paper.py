"""A leader's page on paper: as PDF beside a browser that prints the same page, as Word beside the PDF."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.browser import FLAGS, find_chromium

from .row import Row, timed

WHAT = "a leader's page, nine targets, two pictures"
# The first page of a process brings the library in.
FIRST = (
    "import django; django.setup(); from atvsld.web.briefing import as_pdf; "
    "from atvsld.web.briefing.tests.make import full_page; as_pdf(full_page())"
)


def browser_path() -> str:
    path = find_chromium()
    if path is None:
        raise SystemExit("chromium is needed to stand beside")
    return path


def rows() -> list[Row]:
    import django

    django.setup()
    from atvsld.web.briefing import as_docx, as_pdf
    from atvsld.web.briefing.density import DENSITIES
    from atvsld.web.briefing.page import page_of
    from atvsld.web.briefing.printed import html_of
    from atvsld.web.briefing.tests.make import full_page

    page = full_page()
    as_pdf(page)
    as_docx(page)
    pdf = timed(lambda: as_pdf(page))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html_of(page_of(page, DENSITIES[4])), "utf-8")
        print_it = [browser_path(), "--headless", *FLAGS, f"--print-to-pdf={folder}/a.pdf", str(path)]
        browser = timed(lambda: subprocess.run(print_it, capture_output=True, check=True), 3)
    first = timed(lambda: subprocess.run([sys.executable, "-c", FIRST], check=True), 3)
    none = timed(lambda: subprocess.run([sys.executable, "-c", "import django; django.setup()"], check=True), 3)
    return [
        Row(f"{WHAT}: PDF", pdf, "s", browser, "Chromium prints the same page", "< 2 s"),
        Row(f"{WHAT}: PDF, first of a process", first, "s", none, "the process without it", "< 5 s"),
        Row(f"{WHAT}: Word", timed(lambda: as_docx(page)), "s", pdf, "the PDF", "< 1 s"),
    ]
