from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from atvsld.figures.lake.compaction import compact
from atvsld.web.demo.fingerprint import fingerprint
from atvsld.web.demo.load import load
from atvsld.web.demo.scale.plan import ACCIDENTS, ESTABLISHMENTS, SEED, YEARS
from atvsld.web.serve_setup import LOADERS


class Command(BaseCommand):
    help = "Nạp dữ liệu trình diễn theo quy mô muốn có vào cơ sở dữ liệu còn trống, đến hàng triệu vụ tai nạn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--establishments", type=int, default=ESTABLISHMENTS, metavar="N", help="Số cơ sở.")
        parser.add_argument("--accidents", type=int, default=ACCIDENTS, metavar="N", help="Số vụ tai nạn.")
        parser.add_argument("--seed", type=int, default=SEED, metavar="S", help="Cùng một số cho cùng dữ liệu.")
        parser.add_argument("--years", type=int, default=YEARS, metavar="N", help="Số năm trước năm nay.")
        parser.add_argument("--hash", action="store_true", help="In mã băm của nội dung: cùng số cho cùng mã.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        settings.ATVSLD_VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        for name in LOADERS:
            call_command(name, verbosity=0)
        loading = time.perf_counter()
        asked = {name: options[name] for name in ("establishments", "accidents", "seed", "years")}
        counts = load(**asked)
        loaded = time.perf_counter()
        # The lake is told that whole registers are new; reading them anew for every figure would be slow.
        compact()
        said = fingerprint() if options["hash"] else ""
        seconds = {"prepared": loading - started, "loaded": loaded - loading, "lake": time.perf_counter() - loaded}
        if options["json"]:
            rounded = {name: round(value, 2) for name, value in seconds.items()}
            self.stdout.write(json.dumps({"rows": counts, "hash": said, "seconds": rounded}))
            return
        self.stdout.write(f"Dữ liệu trình diễn: {counts['user']} tài khoản, {counts['establishment']} cơ sở, "
                          f"{counts['accident']} vụ tai nạn, {counts['victim']} người bị nạn "
                          f"({seconds['loaded']:.0f} giây). {said}".rstrip())  # fmt: skip
