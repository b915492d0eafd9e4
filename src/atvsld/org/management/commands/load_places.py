from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from atvsld.org.places.loader import load_places


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính cấp tỉnh, cấp xã (chạy lại không đổi gì)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_places()
        if options["json"]:
            self.stdout.write(json.dumps(count.as_dict()))
        else:
            self.stdout.write(
                f"Đơn vị hành chính: thêm {count.created}, sửa {count.changed}, giữ nguyên {count.unchanged} dòng."
            )
