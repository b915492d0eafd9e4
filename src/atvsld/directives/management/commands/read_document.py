from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...reading.extracting.whole import bytes_of, read_bytes
from ...reading.result import Lines, Reading

LONGEST = 160


class Command(BaseCommand):
    help = (
        "Đọc một văn bản (.docx, .pdf có chữ, .txt, .md, trang web): chỉ tiêu, nhiệm vụ, chế độ báo cáo. Không ghi gì."
    )
    # It needs neither the database nor the addresses of the pages.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="Tệp văn bản.")
        parser.add_argument("--json", action="store_true", help="In một đối tượng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        _, reading = read_bytes(bytes_of(path), path.name)
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_text(reading)))


def as_text(reading: Reading) -> Iterator[str]:
    """For reading on a screen; each item with its lines and the rule that found it."""
    head = (reading.doc_type, reading.number, reading.issued_on or reading.issued_month, reading.issuing_body)
    yield " · ".join(part or "(không ghi)" for part in head)
    yield reading.title or "(không có trích yếu)"
    for label, numbers in (("Căn cứ để thực hiện", reading.based_on), ("Viện dẫn", reading.cited)):
        if numbers:
            yield f"{label}: {', '.join(numbers)}"
    yield f"\nChỉ tiêu ({len(reading.targets)}):"
    for target in reading.targets:
        wanted = " ".join(str(part) for part in (target.comparator, f"{target.value:g}", target.unit) if part)
        yield f"- {target.indicator}: {wanted}{_of(target.period)}{_where(target.lines, target.rule)}"
    yield f"\nNhiệm vụ ({len(reading.tasks)}):"
    for task in reading.tasks:
        yield f"- {_short(task.text)}{_where(task.lines, task.rule)}"
        if task.lead:
            yield f"  Chủ trì: {'; '.join(task.lead)}"
        if task.coordinating:
            yield f"  Phối hợp: {'; '.join(task.coordinating)}"
        if task.deadline or task.recurrence:
            yield f"  Thời hạn: {task.deadline or ''}{_of(task.recurrence_raw or task.recurrence)}"
    yield f"\nBáo cáo ({len(reading.reporting)}):"
    for duty in reading.reporting:
        yield f"- {_short(duty.what or '')}{_of(duty.deadline)}{_where(duty.lines, duty.rule)}"
    yield f"\nNơi nhận: {'; '.join(reading.recipients) or '(không ghi)'}"
    if reading.signer:
        signer = reading.signer
        yield "Người ký: " + ", ".join(part for part in (signer.name, signer.title, signer.on_behalf_of) if part)
    yield f"\nCần xem lại ({len(reading.warnings)}):"
    for warning in reading.warnings:
        yield f"- {warning.message}{_where(warning.lines, warning.code)}"


def _of(said: str | None) -> str:
    return f" ({said})" if said else ""


def _where(lines: Lines, rule: str) -> str:
    places = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in lines)
    return f" [dòng {places}; {rule}]" if places else f" [{rule}]"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
