from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from ....base.console import ConsoleCommand
from ...reporting.checking import check_reports
from ...reporting.models import ReportVersion


class Command(ConsoleCommand):
    help = "Kiểm tra các bản báo cáo đã gửi: từng bản có đúng mã băm, có nối đúng bản trước. Mã thoát 1 nếu có chỗ sai."

    def work(self, **options: Any) -> None:
        findings, count = [asdict(finding) for finding in check_reports()], ReportVersion.objects.count()
        self.tell(
            {"is_intact": not findings, "versions": count, "findings": findings},
            [*(f"{f['code']} {f['row']}: {f['said']}" for f in findings), f"Đã kiểm tra {count} bản báo cáo."],
        )
        if findings:
            raise CommandError(f"Báo cáo có {len(findings)} chỗ sai.")
