from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from atvsld.base.console import ConsoleCommand, acts_as, scope_of_user
from atvsld.base.importing.result import ImportResult
from atvsld.org.places.changes.run import import_places

SHOWN = 30


class Command(ConsoleCommand):
    help = "Nạp thay đổi đơn vị hành chính của văn bản mới: đơn vị mới và sự kế tiếp (chạy lại không tạo thêm gì)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        acts_as(parser)
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="Tệp .csv hoặc .xlsx theo mẫu.")
        parser.add_argument("--dry-run", action="store_true", help="Kiểm tra và đếm, không ghi gì.")

    def work(self, **options: Any) -> None:
        files = [(path, path.name) for path in options["files"]]
        result = import_places(scope_of_user(options["user"]), files, dry_run=options["dry_run"]).result
        self.tell(result.as_dict(), _lines(result))
        if not result.is_clean:
            whole = [error["message"] for error in result.errors if error["row"] is None]
            raise CommandError(" ".join(whole) or f"{result.rejected} trong {result.rows} dòng bị từ chối.")


def _lines(result: ImportResult) -> Iterator[str]:
    if result.is_dry_run:
        yield "Chạy thử, không ghi gì."
    yield (
        f"{result.rows} dòng: tạo {result.created}, sửa {result.updated}, giữ nguyên {result.unchanged}, "
        f"từ chối {result.rejected}, chưa ghi {result.withheld}."
    )
    for note in result.notes[:SHOWN]:
        yield f"Lưu ý: {note['message']}"
    for error in [e for e in result.errors if e["row"] is not None][:SHOWN]:
        yield f"{error['file']} dòng {error['row']}: {error['message']} [{error['code']}]"
