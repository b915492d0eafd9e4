from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ...codelists.reading import CodeLists
from ...console import ConsoleCommand, acts_as, register_of, scope_of_user
from ...errors import RuleViolation
from ...surfaces.excel_export import export_workbook
from ...surfaces.filters import narrowed
from ...surfaces.saving import save_as


class Command(ConsoleCommand):
    help = "Lưu các dòng mà một người được xem ra Excel; dữ liệu cá nhân và y tế được che, trừ khi được phép mở."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        acts_as(parser)
        parser.add_argument("register", help="Tên sổ, ví dụ accidents.")
        parser.add_argument("out", type=Path, metavar="OUT.xlsx")
        parser.add_argument(
            "--filter", action="append", default=[], metavar="K=V", help="Bộ lọc của danh sách, như year=2026."
        )
        parser.add_argument(
            "--unmasked", action="store_true", help="Mở dữ liệu cá nhân, y tế nơi được phép; có ghi nhật ký."
        )

    def work(self, **options: Any) -> None:
        register, scope = register_of(options["register"]), scope_of_user(options["user"])
        query = dict(pair.partition("=")[::2] for pair in options["filter"])
        bound, rows = narrowed(register, scope, query, CodeLists())
        unknown = sorted(set(query) - set(bound.filters))
        if unknown:
            known = ", ".join(bound.filters)
            raise RuleViolation("filter.unknown", f"Không có bộ lọc «{unknown[0]}». Có: {known}.", unknown[0])
        if not bound.is_valid():
            raise RuleViolation("filter.value", " ".join(f"{k}: {v[0]}" for k, v in bound.form.errors.items()))
        content = export_workbook(register, scope, rows, unmasked=options["unmasked"])
        count = rows.visible_to(scope, "export").count()  # type: ignore[attr-defined]
        save_as(content, options["out"])
        self.tell(
            {"file": str(options["out"]), "register": register.name, "rows": count},
            [f"Đã ghi {count} dòng vào {options['out']}."],
        )
