import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...codelists.loading import load_seeds


class Command(BaseCommand):
    help = "Nạp các danh mục mã của luật chưa có trong cơ sở dữ liệu (load the statutes' code lists)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in kết quả cho máy đọc (print for a machine)")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_seeds()
        if options["json"]:
            self.stdout.write(json.dumps({"loaded": loaded}))
        elif options["verbosity"]:
            self.stdout.write(f"Đã nạp {loaded} phiên bản danh mục.")
