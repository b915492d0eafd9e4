"""The first thread: starting, refusing, importing a list of establishments, one table, one page."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import time
import urllib.request
import zipfile
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from .row import PROGRAM, Row, program, timed


def second_start() -> Row:
    """From the command to the first answer of /healthz, in an installation that was started before."""
    port = 18765

    def start() -> float:
        begun = time.perf_counter()
        server = subprocess.Popen(
            [PROGRAM, "serve", "--setup"], env=os.environ | {"PORT": str(port)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            for _ in range(1200):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1)
                    return time.perf_counter() - begun
                except OSError:
                    time.sleep(0.05)
            raise SystemExit("the server did not answer")
        finally:
            server.terminate()
            server.wait()

    start()
    reference = timed(lambda: program("--version"), 3)
    return Row(
        "second start until /healthz answers",
        median(start() for _ in range(3)),
        "s",
        reference,
        "atvsld --version",
        "< 5 s",
    )


def bad_workbook() -> Row:
    """A zip bomb named as a workbook, refused by the import command."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)
    path = Path(mkdtemp()) / "bomb.xlsx"
    path.write_bytes(bomb.getvalue())
    spent = timed(lambda: program("import", "establishments", str(path), "--as", "admin", "--json"), 3)
    reference = timed(lambda: program("import", "--help"), 3)
    return Row("zip bomb refused", spent, "s", reference, "the same command with --help", "< 5 s")


def import_of_establishments() -> Row:
    """4,000 establishments from a CSV: validation, audit, outbox; beside reading the same file."""
    from atvsld.testing import tax_codes

    path = Path(mkdtemp()) / "establishments.csv"
    codes = tax_codes(510_000_000)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["tax_code", "name", "province", "vsic_code", "vsic_version"])
        for number in range(4000):
            writer.writerow([next(codes), f"Công ty đo thử {number}", "Thái Nguyên", "4661", "2018"])
    start = time.perf_counter()
    done = program("import", "establishments", str(path), "--as", "admin", "--json")
    spent = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"the import failed: {done.stderr.decode()[-400:]}")
    reference = timed(lambda: list(csv.DictReader(path.open(encoding="utf-8"))))
    return Row("import of 4,000 establishments", 4000 / spent, "rows/s", 4000 / reference, "csv.DictReader")


def statutory_table() -> Row:
    """Phụ lục XIV of the demonstration's province, warm; beside one count of the same victims by the database."""
    from atvsld.accidents.models import Victim
    from atvsld.base.scope import system_scope
    from atvsld.figures.forms import FormRequest, fill
    from atvsld.org.places.resolve import resolve_place
    from atvsld.statutes.period import Period

    request = FormRequest("pl-xiv", Period(2025), place=resolve_place("19"))
    held = system_scope("bench", "figures.view")
    fill(held, request)
    reference = timed(lambda: Victim.objects.filter(accident__occurred_on__year=2025).count())
    return Row(
        "Phụ lục XIV, demonstration, warm", timed(lambda: fill(held, request)), "s", reference, "SELECT count(*)"
    )


def declaring_page() -> Row:
    """Bytes of the declaring page with its styles and scripts, compressed as they travel; beside the limit."""
    import brotli
    from django.conf import settings
    from django.test import Client

    from atvsld.org.people.models import User

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(User.objects.get(username="employer"))
    html = client.get("/khai-bao/").content
    root, seen = Path(settings.STATIC_ROOT), set()
    queue = re.findall(r'/static/([^"#]+\.(?:css|js|svg))', html.decode())
    total = len(brotli.compress(html))
    while queue:
        name = queue.pop()
        path = root / name
        if name in seen or not path.exists():
            continue
        seen.add(name)
        content = path.read_bytes()
        total += len(brotli.compress(content))
        if name.endswith(".js"):
            queue += [str(Path(name).parent / found) for found in re.findall(r'from "\./([^"]+)"', content.decode())]
    return Row("declaring page, all it loads", total / 1000, "kB", 100, "the limit of the design", "<= 100 kB")


def rows() -> list[Row]:
    """The first start makes the database that the others use."""
    first = second_start()
    import django

    django.setup()
    return [first, bad_workbook(), import_of_establishments(), statutory_table(), declaring_page()]
