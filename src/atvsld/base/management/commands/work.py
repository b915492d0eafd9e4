from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import CommandParser
from django.db import OperationalError, close_old_connections

from ...audit.seal import seal_new_entries
from ...console import ConsoleCommand

EVERY_SECONDS = 5.0
log = logging.getLogger(__name__)


class Command(ConsoleCommand):
    help = "Làm các việc nền: niêm nhật ký mỗi vài giây. Dừng sạch khi nhận SIGTERM hoặc Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--once", action="store_true", help="Làm một lượt rồi thôi.")
        parser.add_argument("--every", type=float, default=EVERY_SECONDS, metavar="SECONDS", help="Nghỉ giữa hai lượt.")

    def work(self, **options: Any) -> None:
        stop = threading.Event()
        former = {sign: signal.signal(sign, lambda *_: stop.set()) for sign in (signal.SIGTERM, signal.SIGINT)}
        sealed = 0
        try:
            while not stop.is_set():
                sealed += one_round()
                if options["once"]:
                    break
                stop.wait(options["every"])
        finally:
            for sign, handler in former.items():
                signal.signal(sign, handler)
        self.tell({"sealed": sealed}, [f"Đã niêm {sealed} mục nhật ký."])


def one_round() -> int:
    """What is due now; returns how many entries were sealed. A database that is busy is asked again next time."""
    close_old_connections()
    try:
        return seal_new_entries()
    except OperationalError:
        log.warning("the database did not answer; trying again in the next round", exc_info=True)
        return 0
    finally:
        close_old_connections()
