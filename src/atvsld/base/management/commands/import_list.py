from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ...codelists.loading import STATUSES, import_version
from ...console import ConsoleCommand, scope_of_user


class Command(ConsoleCommand):
    help = "Nạp một phiên bản mới của một danh mục từ CSV (cột code, name_vi); bản trước hết hiệu lực vào hôm trước."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", metavar="NAME", help="Tên danh mục, ví dụ injury_factors.")
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--valid-from", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
        parser.add_argument("--status", required=True, choices=STATUSES, help="Danh mục này được thấy ở mức nào.")
        parser.add_argument("--source", required=True, help="Lấy từ đâu.")
        parser.add_argument("--instrument", default="", help="Văn bản ban hành.")
        parser.add_argument("--as", dest="user", metavar="USER", help="Tài khoản đứng tên.")

    def work(self, **options: Any) -> None:
        by = "dòng lệnh"
        if options["user"]:
            scope = scope_of_user(options["user"])
            scope.require("lists", "edit")
            by = scope.user_label
        version = import_version(
            options["name"],
            options["file"],
            valid_from=options["valid_from"],
            instrument=options["instrument"],
            status=options["status"],
            source=options["source"],
            by=by,
        )
        rows = version.rows.count()
        self.tell(
            {
                "list": version.name,
                "valid_from": version.valid_from,
                "status": version.status,
                "is_provisional": version.is_provisional,
                "rows": rows,
            },
            [f"Đã nạp {rows} mã của «{version.title}», áp dụng từ {version.valid_from:%d/%m/%Y}."],
        )
