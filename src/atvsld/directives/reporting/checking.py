"""Whether the versions of reports are still what was sent, each upon the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from .models import DRAFT, ReportVersion, TaskReport


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was: a stable code, which version, a sentence."""

    code: str
    row: str
    said: str


def check_reports() -> Iterator[Finding]:
    """Nothing while all is well."""
    before: ReportVersion | None = None
    for version in ReportVersion.objects.order_by("report_id", "number").iterator(chunk_size=200):
        if not version.is_intact:
            yield Finding("report.edited", str(version), "Nội dung không khớp mã băm đã ghi khi gửi.")
        else:
            yield from _of_chain(version, before if before and before.report_id == version.report_id else None)
        before = version
    sent = TaskReport.objects.exclude(state=DRAFT).exclude(pk__in=ReportVersion.objects.values("report"))
    for row in sent.only("pk"):
        yield Finding("report.no_version", str(row.pk), "Báo cáo ghi đã gửi nhưng không có bản nào.")


def _of_chain(version: ReportVersion, before: ReportVersion | None) -> Iterator[Finding]:
    said = json.loads(version.content)
    if said["previous_sha256"] != (before.sha256 if before else None):
        yield Finding("report.chain", str(version), "Bản trước không phải bản được ghi trong bản này.")
    if said["version"] != version.number or said["report"] != version.report_id:
        yield Finding("report.moved", str(version), "Số bản hoặc báo cáo không khớp nội dung.")
