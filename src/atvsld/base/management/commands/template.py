from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ...console import ConsoleCommand, register_of
from ...surfaces.excel_template import template_workbook
from ...surfaces.saving import save_as


class Command(ConsoleCommand):
    help = "Ghi tệp mẫu Excel của một sổ: tiêu đề, danh mục trong ô, giải thích; điền xong thì nạp bằng lệnh import."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("register", help="Tên sổ, ví dụ establishments.")
        parser.add_argument("out", type=Path, metavar="OUT.xlsx")

    def work(self, **options: Any) -> None:
        register = register_of(options["register"])
        save_as(template_workbook(register), options["out"])
        columns = [f.name for f in register.entered]
        self.tell(
            {"file": str(options["out"]), "register": register.name, "columns": columns},
            [f"Đã ghi {options['out']}: {len(columns)} cột của sổ «{register.title}»."],
        )
