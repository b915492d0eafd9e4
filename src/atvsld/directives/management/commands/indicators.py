from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ....base.numbers import vietnamese_number, vietnamese_signed
from ....figures.cli import acting_scope, add_acting, add_basis, period_of
from ...assessment import Assessed, Assessment, assess
from ...programmes import PROGRAMMES


class Command(BaseCommand):
    help = "Chỉ tiêu của một chương trình trong một năm: giá trị, thay đổi, đạt hay chưa, và chắc đến đâu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--programme", required=True, help=f"Mã chương trình: {', '.join(sorted(PROGRAMMES))}.")
        parser.add_argument("--year", type=int, required=True, help="Năm xem xét.")
        add_basis(parser)
        add_acting(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        scope = acting_scope(options["acting"])
        programme = PROGRAMMES.get(options["programme"])
        if programme is None:
            raise CommandError(f"Không có chương trình «{options['programme']}»; có: {', '.join(sorted(PROGRAMMES))}.")
        assessment = assess(programme, scope, period_of(options["year"], None).year, boundaries=options["basis"])
        if options["json"]:
            self.stdout.write(json.dumps(assessment.as_json(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(as_text(assessment))


def as_text(assessment: Assessment) -> str:
    programme = assessment.programme
    head = f"{programme.title} – năm {assessment.year}, năm gốc {assessment.base_year}"
    lines = [head, f"Đơn vị: {assessment.owned.label}"]
    if not assessment.targets:
        lines.append("Văn bản không có chỉ tiêu bằng số.")
    for assessed in assessment.targets:
        lines += _of_target(assessed)
    return "\n".join(lines)


def _of_target(assessed: Assessed) -> list[str]:
    found, status = assessed.evaluation, assessed.as_json()["status_label"]
    lines = [f"- {assessed.target.summary}: {status}"]
    if assessed.waits_for:
        return [*lines, f"  chờ {assessed.waits_for}"]
    indicator, chosen = found.indicator, found.chosen
    before = found.series.value(found.year - 1, found.basis)
    lines.append(f"  {_shown(found.value)} (năm trước {_shown(before)}) {indicator.unit}")
    changed = "–" if chosen.change is None else f"{vietnamese_signed(100 * chosen.change, 1)} %"
    return [*lines, f"  thay đổi: {changed}", f"  {chosen.sentence}"]


def _shown(value: float | None) -> str:
    return "–" if value is None else vietnamese_number(round(value, 3))
