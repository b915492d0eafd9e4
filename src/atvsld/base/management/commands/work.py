from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from django.core.management.base import CommandParser

from ...console import ConsoleCommand
from ...hold import running
from ...jobs.loop import run_once, run_until


class Command(ConsoleCommand):
    help = (
        "Làm các việc nền: hàng đợi và việc định kỳ. Dừng sạch khi nhận SIGTERM hoặc Ctrl-C; chạy nhiều nơi cũng được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--once", action="store_true", help="Làm hết việc đang đến hạn và đang chờ rồi thôi.")
        parser.add_argument(
            "--threads", type=int, default=1, choices=range(1, 17), metavar="N",
            help="Số việc trong hàng đợi được làm cùng lúc (1 đến 16); với SQLite để 1.",
        )  # fmt: skip

    def work(self, **options: Any) -> None:
        with running():
            self._work(options)

    def _work(self, options: dict[str, Any]) -> None:
        if options["once"]:
            jobs, count = run_once()
            lines = [f"Đã làm {len(jobs)} việc định kỳ, {count} việc trong hàng đợi."]
            self.tell({"jobs": jobs, "tasks": count}, lines)
            return
        stop = threading.Event()
        former = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in (signal.SIGTERM, signal.SIGINT)}
        try:
            is_clean = run_until(stop, options["threads"])
        finally:
            for sign, handler in former.items():
                signal.signal(sign, handler)
        self.tell({"is_clean": is_clean}, ["Đã dừng." if is_clean else "Đã dừng; việc dở dang sẽ được làm lại."])
        if not is_clean:
            # A thread still at work would hold up the end of the program.
            sys.stdout.flush()
            os._exit(0)
