from __future__ import annotations

from typing import Any

from ...audit.seal import seal_new_entries
from ...console import ConsoleCommand


class Command(ConsoleCommand):
    help = "Niêm các mục nhật ký chưa niêm vào chuỗi chung."

    def work(self, **options: Any) -> None:
        sealed = seal_new_entries()
        self.tell({"sealed": sealed}, [f"Đã niêm {sealed} mục nhật ký."])
