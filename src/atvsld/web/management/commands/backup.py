from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from ....base.console import ConsoleCommand
from ...backup.make import make_backup, staging
from ...backup.opening import unpack


class Command(ConsoleCommand):
    help = "Sao lưu cả hệ thống vào một tệp trong khi đang chạy: dữ liệu, tệp đã lưu, khóa. --verify kiểm tra một tệp."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="Tệp .tar.zst hoặc .tar.gz sẽ ghi (hay sẽ kiểm tra)."
        )
        parser.add_argument(
            "--verify", action="store_true", help="Không ghi; kiểm tra từng phần và số dòng của tệp này."
        )
        parser.add_argument(
            "--recipient", default="", help="Khóa công khai age1… để mã hóa; mặc định BACKUP_RECIPIENT."
        )
        parser.add_argument("--plain", action="store_true", help="Không mã hóa dù có BACKUP_RECIPIENT.")
        parser.add_argument("--without-keys", action="store_true", help="Không kèm khóa; khóa phải được cất riêng.")
        parser.add_argument("--identity", type=Path, metavar="KEY", help="Tệp khóa bí mật, để kiểm tra bản đã mã hóa.")

    def work(self, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if options["verify"]:
            with staging("verify-") as folder:
                manifest = unpack(file, folder, options["identity"])
        else:
            recipient = "" if options["plain"] else options["recipient"] or settings.ENVIRONMENT.backup_recipient
            made = make_backup(file, recipient=recipient, has_keys=not options["without_keys"])
            file, manifest = made.path, made.manifest
        told = {"file": str(file), "rows": manifest.rows, "tables": len(manifest.tables), "made_at": manifest.made_at}
        told |= {"bytes": file.stat().st_size, "parts": len(manifest.parts), "version": manifest.program_version}
        done = "Bản sao lưu nguyên vẹn" if options["verify"] else "Đã sao lưu"
        lines = [f"{done}: {file} ({told['bytes']} byte, {told['tables']} bảng, {told['rows']} dòng)."]
        if not options["verify"] and not made.is_encrypted:
            lines.append(
                "Tệp chứa dữ liệu cá nhân và khóa, chưa mã hóa, chỉ chủ đọc được; nên mã hóa: atvsld backup-key."
            )
        self.tell(told, lines)
