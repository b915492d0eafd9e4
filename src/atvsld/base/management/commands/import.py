from __future__ import annotations  # noqa: N999 - the word of the command

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ...console import ConsoleCommand, acts_as, register_of, scope_of_user
from ...importing.result import ImportResult
from ...importing.run import run_import
from ...surfaces.rejected_rows import rejected_workbook
from ...surfaces.saving import save_as

SHOWN = 30


class Command(ConsoleCommand):
    help = "Nạp tệp .xlsx, .xls, .ods hoặc .csv vào một sổ: mỗi tệp được nhận trọn vẹn, hoặc không dòng nào."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        acts_as(parser)
        parser.add_argument("register", help="Tên sổ, ví dụ establishments.")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Kiểm tra và đếm, không ghi gì.")
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--atomic", action="store_true", help="Tệp có một dòng lỗi thì không ghi dòng nào của tệp ấy (mặc định)."
        )
        how.add_argument("--accept-valid", action="store_true", help="Ghi các dòng đúng, từ chối riêng dòng lỗi.")
        parser.add_argument(
            "--rejected", type=Path, metavar="OUT.xlsx", help="Ghi các dòng bị từ chối, kèm lý do, ra một tệp Excel."
        )

    def work(self, **options: Any) -> None:
        run = run_import(
            register_of(options["register"]),
            scope_of_user(options["user"]),
            options["files"],
            dry_run=options["dry_run"],
            accept_valid=options["accept_valid"],
        )
        result = run.result
        if options["rejected"] and result.rejected:
            save_as(rejected_workbook(run.tables, result.errors), options["rejected"])
        self.tell(result.as_dict(), _lines(result))
        whole = [e for e in result.errors if e["row"] is None]
        if whole:
            raise CommandError(" ".join(e["message"] for e in whole))
        if not result.is_clean:
            raise CommandError(f"{result.rejected} trong {result.rows} dòng bị từ chối.")


def _lines(result: ImportResult) -> Iterator[str]:
    if result.is_dry_run:
        yield "Chạy thử, không ghi gì."
    yield (
        f"{result.rows} dòng: tạo {result.created}, sửa {result.updated}, giữ nguyên {result.unchanged}, "
        f"gộp {result.merged}, từ chối {result.rejected}."
    )
    if result.withheld:
        yield f"{result.withheld} dòng đúng nhưng cùng tệp với dòng bị từ chối nên chưa được ghi (xem --accept-valid)."
    if result.ignored_columns:
        yield f"Cột không dùng: {', '.join(result.ignored_columns)}."
    for note in result.notes[:SHOWN]:
        yield f"Lưu ý ({note['count']} dòng): {note['message']}"
    if len(result.notes) > SHOWN:
        yield f"… và {len(result.notes) - SHOWN} lưu ý nữa (--json)."
    rows = [e for e in result.errors if e["row"] is not None]
    for error in rows[:SHOWN]:
        yield f"{error['file']} dòng {error['row']}: {error['message']} [{error['code']}]"
    if len(rows) > SHOWN:
        yield f"… và {len(rows) - SHOWN} lỗi nữa (--json)."
