"""Reading documents: long ones of each kind of file, and files made to do harm."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from .row import Row

CHARACTERS = 130_000
SENTENCES = (
    "I. MỤC TIÊU",
    "1. Phấn đấu giảm ít nhất 5%/năm tần suất tai nạn lao động chết người.",
    "II. NHIỆM VỤ, GIẢI PHÁP",
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế, UBND các xã, phường tổ chức huấn luyện; thực hiện hằng năm.",
    "a) Rà soát, cập nhật danh mục cơ sở có máy, thiết bị có yêu cầu nghiêm ngặt về an toàn lao động trước ngày 30/6.",
    "- Ủy ban nhân dân các xã, phường báo cáo kết quả về Sở Nội vụ trước ngày 10 tháng 12 hằng năm.",
)


def rows() -> list[Row]:
    import django

    django.setup()
    return [_read_whole(), *_long_documents(), *_hostile()]


def paragraphs() -> list[str]:
    """An invented plan of 130,000 characters."""
    found: list[str] = []
    while sum(map(len, found)) < CHARACTERS:
        found += SENTENCES
    return found


def files() -> dict[str, bytes]:
    """The plan as each kind of file that is taken apart outside."""
    from atvsld.base.documents.letters import FAMILY
    from atvsld.base.documents.pdf import Layout
    from atvsld.directives.reading.extracting.tests.make import docx, p

    inside = "".join(f"<p>{text}</p>" for text in paragraphs())
    made = {"docx": docx("".join(p(text) for text in paragraphs())), "html": f"<!doctype html>{inside}".encode()}
    return made | {
        "pdf": Layout(f"<html lang=vi><body>{inside}</body></html>", f"body {{ font: 13pt {FAMILY!r} }}").pdf()
    }


def _read_whole() -> Row:
    """From the bytes of a text to targets and tasks; beside looking at each of its words once."""
    from atvsld.directives.reading.extracting.whole import read_bytes

    data = "\n".join(paragraphs()).encode()

    def seconds(act: Callable[[], object]) -> float:
        begun = time.process_time()
        act()
        return time.process_time() - begun

    return Row(
        "130 kB of text read", median(seconds(lambda: read_bytes(data, "a.txt")) for _ in range(3)), "s CPU",
        median(seconds(lambda: re.findall(r"\w+", data.decode())) for _ in range(3)), "re.findall of words", "<= 2 s",
    )  # fmt: skip


def _long_documents() -> list[Row]:
    """Processor seconds, for the clock depends on what else the machine does; beside the start of an empty Python."""
    start = _used([sys.executable, "-I", "-c", "pass"], b"")[0]
    return [
        Row(f"130 kB of text out of {kind}", median(_taken(kind, data)[0] for _ in range(3)), "s CPU", start,
            "python -c pass", "<= 2 s")
        for kind, data in files().items()
    ]  # fmt: skip


def _hostile() -> list[Row]:
    from atvsld.base.errors import RuleViolation
    from atvsld.directives.reading.extracting.kinds import kind_of
    from atvsld.directives.reading.extracting.tests.hostile import HOSTILE
    from atvsld.directives.reading.extracting.tests.make import docx, p

    usual_seconds, usual_size = _taken("docx", docx(p("Kế hoạch")))
    found = []
    for name, (make, _) in HOSTILE.items():
        data = make()
        try:
            kind = kind_of(data, name)
        except RuleViolation:
            # Refused by a look at its size.
            continue
        if kind == "text":
            continue
        seconds, size = _taken(kind, data)
        found.append(Row(f"{kind}: {name}", seconds, "s CPU", usual_seconds, "a Word file of one line", "<= 5 s"))
        found.append(Row(f"{kind}: {name}, peak", size, "MB", usual_size, "a Word file of one line", "<= 500 MB"))
    return found


def _taken(kind: str, data: bytes) -> tuple[float, float]:
    """(processor seconds, peak megabytes) of the process that takes the file apart."""
    from atvsld.directives.reading.extracting.outside import command

    return _used(command(kind), data)


def _used(words: list[str], data: bytes) -> tuple[float, float]:
    from atvsld.directives.reading.extracting.outside import environment
    from atvsld.directives.reading.extracting.tests.measured import measured

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "used.json"
        subprocess.run(
            measured(words, target), input=data, capture_output=True, env=environment(), cwd="/", check=False
        )
        used = json.loads(target.read_text())
    return used["seconds"], used["megabytes"]
