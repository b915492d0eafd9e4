from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ....base.console import ConsoleCommand
from ...backup.restore import restore


class Command(ConsoleCommand):
    help = "Khôi phục cả hệ thống từ một tệp sao lưu; nếu không được thì mọi thứ vẫn như cũ. Phải dừng máy chủ trước."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="Tệp do «atvsld backup» tạo.")
        parser.add_argument(
            "--replace", action="store_true", help="Thay dữ liệu đang có; cái cũ được giữ sang một bên."
        )
        parser.add_argument("--identity", type=Path, metavar="KEY", help="Tệp khóa bí mật của bản đã mã hóa.")

    def work(self, **options: Any) -> None:
        done = restore(
            options["file"].absolute(),
            identity=options["identity"],
            is_replacing=options["replace"],
            say=(lambda _: None) if self.is_json else self.stdout.write,
        )
        findings = [finding.as_dict() for finding in done.findings]
        lines = [f"Đã khôi phục bản lúc {done.manifest.made_at}: {done.manifest.rows} dòng."]
        lines += [f"Cái cũ được giữ ở {done.aside}; xóa khi không cần nữa."] if done.aside else []
        told = {"made_at": done.manifest.made_at, "rows": done.manifest.rows, "aside": done.aside}
        told |= {"lake_rows": done.lake_rows, "is_intact": not findings, "findings": findings}
        self.tell(told, [*lines, "Nhật ký nguyên vẹn."] if not findings else lines)
        if findings:
            raise CommandError(
                f"Đã khôi phục, nhưng nhật ký trong đó không nguyên vẹn: {len(findings)} chỗ (atvsld verify-audit)."
            )
