"""`atvsld settings`: what this installation is set to."""

from __future__ import annotations

import os
from typing import Any

from ....base.console import ConsoleCommand
from ...settings_shown import effective


class Command(ConsoleCommand):
    help = "In các biến môi trường và giá trị đang có hiệu lực; giá trị bí mật được che (* là đã được đặt)."

    def work(self, **options: Any) -> None:
        found = effective(os.environ)
        width = max(len(setting.name) for setting in found)
        lines = [f"{'*' if s.is_set else ' '} {s.name:<{width}}  {s.value}" for s in found]
        self.tell({"settings": [setting.as_json() for setting in found]}, lines)
