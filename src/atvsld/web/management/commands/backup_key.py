from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ....base.console import ConsoleCommand
from ...backup.locking import new_identity, open_new


class Command(ConsoleCommand):
    help = "Tạo cặp khóa mã hóa bản sao lưu (age): khóa bí mật vào tệp, đem cất khỏi máy chủ; khóa công khai in ra."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help="Tệp khóa bí mật sẽ ghi.")

    def work(self, **options: Any) -> None:
        file: Path = options["file"]
        secret, public = new_identity()
        try:
            with open_new(file) as out:
                out.write(f"# public key: {public}\n{secret}\n".encode())
        except FileExistsError as error:
            raise CommandError(f"Đã có «{file}»; hãy chọn tên khác.") from error
        self.tell(
            {"file": str(file), "recipient": public},
            [
                f"BACKUP_RECIPIENT={public}",
                f"Khóa bí mật ở {file}: chép ra ít nhất hai nơi ngoài máy chủ rồi xóa ở đây.",
                "Mất nó thì không mở được bản sao lưu nào.",
            ],
        )
