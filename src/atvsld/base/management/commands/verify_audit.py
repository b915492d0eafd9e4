from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from ...audit.models import AuditEntry, AuditSeal
from ...audit.verify import verify
from ...console import ConsoleCommand


class Command(ConsoleCommand):
    help = "Kiểm tra nhật ký và các dòng của sổ: có gì bị sửa, xóa hay chèn không qua chương trình. Mã thoát 1 nếu có."

    def work(self, **options: Any) -> None:
        findings = [finding.as_dict() for finding in verify()]
        counts = {
            "entries": AuditEntry.objects.count(),
            "seals": AuditSeal.objects.count(),
            "unsealed": AuditEntry.objects.filter(seal__isnull=True).count(),
        }
        self.tell(
            {"is_intact": not findings, **counts, "findings": findings},
            [
                *(f"{f['code']}: {f['message']} ({f['register']} {f['object_id'] or ''})" for f in findings),
                f"{counts['entries']} mục nhật ký, {counts['seals']} niêm, {counts['unsealed']} mục chưa niêm.",
            ],
        )
        if findings:
            raise CommandError(f"Nhật ký không còn nguyên vẹn: {len(findings)} chỗ.")
