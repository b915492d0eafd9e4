from __future__ import annotations

from typing import Any

from ....base.console import ConsoleCommand
from ...published.seeding import load_published


class Command(ConsoleCommand):
    help = "Nạp các thông báo đã công bố của cả nước kèm theo chương trình (chạy lại không tạo thêm gì)."

    def work(self, **options: Any) -> None:
        count = load_published()
        if self.is_json or options["verbosity"]:
            self.tell({"loaded": count}, [f"Đã nạp {count} thông báo đã công bố."])
