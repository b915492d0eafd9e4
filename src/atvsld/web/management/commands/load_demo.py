from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from atvsld.web.demo.load import load


class Command(BaseCommand):
    help = "Nạp dữ liệu trình diễn vào cơ sở dữ liệu còn trống: tài khoản, cơ sở, tai nạn không có thật."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load()
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        elif options["verbosity"]:
            self.stdout.write(f"Dữ liệu trình diễn: {counts['user']} tài khoản, {counts['establishment']} cơ sở, "
                              f"{counts['accident']} vụ tai nạn, {counts['victim']} người bị nạn.")  # fmt: skip
