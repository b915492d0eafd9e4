from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from ...console import ConsoleCommand, register_of
from ...surfaces.matrix import SURFACES, matrix


class Command(ConsoleCommand):
    help = "In một sổ: các trường, và mỗi trường có mặt ở đâu (biểu, tệp, danh sách, bộ lọc…)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("register", metavar="NAME", help="Tên sổ, ví dụ accidents.")

    def work(self, **options: Any) -> None:
        table = matrix(register_of(options["register"]))
        self.tell(table, _lines(table))


def _lines(table: dict[str, Any]) -> Iterator[str]:
    yield f"{table['title']} ({table['register']})"
    yield table["about"]
    yield ""
    width = max(len(f["name"]) for f in table["fields"])
    yield f"{'':{width}}  {'  '.join(SURFACES)}  "
    for declared in table["fields"]:
        marks = "  ".join(("x" if s in declared["on"] else "·").ljust(len(s)) for s in SURFACES)
        masked = " (che)" if declared["is_masked"] else ""
        required = "*" if declared["is_required"] else ""
        yield f"{declared['name']:{width}}  {marks}  {declared['label']}{required}{masked}"
