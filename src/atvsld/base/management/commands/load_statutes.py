from typing import Any

from django.core.management.base import BaseCommand

from ...codelists.loading import load_seeds


class Command(BaseCommand):
    help = "Nạp các danh mục mã của luật chưa có trong cơ sở dữ liệu (load the statutes' code lists)."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_seeds()
        if options["verbosity"]:
            self.stdout.write(f"Đã nạp {loaded} phiên bản danh mục.")
