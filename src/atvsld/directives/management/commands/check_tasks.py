from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from ....base.console import ConsoleCommand
from ...tasks.checking import check_tasks
from ...tasks.occurrences import Occurrence


class Command(ConsoleCommand):
    help = (
        "Kiểm tra việc giao: từng kỳ có đúng với diễn biến, số tổng có đúng khi đếm lại, lần giao có đúng với nhật ký. "
        "Mã thoát 1 nếu có chỗ sai."
    )

    def work(self, **options: Any) -> None:
        findings, count = [asdict(finding) for finding in check_tasks()], Occurrence.objects.count()
        self.tell(
            {"is_intact": not findings, "occurrences": count, "findings": findings},
            [*(f"{f['code']} {f['row']}: {f['said']}" for f in findings), f"Đã kiểm tra {count} kỳ của việc giao."],
        )
        if findings:
            raise CommandError(f"Việc giao có {len(findings)} chỗ sai.")
