from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...cli import acting_scope, add_acting, add_basis, establishment_of, period_of, unit_of
from ...forms import FORMS, FormRequest, fill
from ...text import as_text


class Command(BaseCommand):
    help = (
        "Lập Phụ lục XII, XIV, XV từ số liệu hiện có (pl-xii, pl-xiv, pl-xiv-provinces, pl-xv) và biểu theo nhóm "
        "lao động (groups)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "form",
            help="pl-xii của một cơ sở; pl-xiv, pl-xiv-provinces (mỗi tỉnh một dòng), pl-xv, groups của một địa bàn.",
        )
        parser.add_argument("--unit", default="", help="Mã hoặc tên đơn vị hành chính: 19, 05710; VN là cả nước.")
        parser.add_argument("--establishment", default="", help="Mã số thuế của trụ sở chính (cho pl-xii).")
        parser.add_argument("--year", type=int, required=True, help="Năm báo cáo.")
        parser.add_argument("--half", type=int, help="6 tháng đầu năm (1) hoặc cuối năm (2).")
        parser.add_argument(
            "--group", default="", help="Chỉ một nhóm lao động: sex:female, age:15_17, contract:no, workers:disabled…"
        )
        add_basis(parser)
        add_acting(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        scope = acting_scope(options["acting"])
        if options["form"] in FORMS and FORMS[options["form"]].of != "establishment" and not options["unit"]:
            raise CommandError("Hãy cho --unit: mã tỉnh, mã xã hoặc VN.")
        period, basis = period_of(options["year"], options["half"]), options["basis"]
        request = FormRequest(
            options["form"],
            period,
            unit_of(options["unit"], basis, period),
            establishment_of(options["establishment"], scope),
            basis,
            options["group"],
        )
        filled = fill(scope, request)
        self.stdout.write(
            json.dumps(filled.as_json(), ensure_ascii=False, indent=1) if options["json"] else as_text(filled)
        )
