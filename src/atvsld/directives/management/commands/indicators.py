from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ....base.numbers import vietnamese_signed
from ....figures.cli import acting_scope, add_acting, add_basis, period_of
from ....figures.text import shown
from ...programmes import PROGRAMMES, Assessment, assess


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
    result = assessment.as_json()
    lines = [f"{result['programme']['title']} – năm {assessment.year}"]
    for target in result["targets"]:
        lines.append(f"- {target['target']['summary']}: {target['status_label']}")
        found = target["evaluation"]
        if found:
            change = found["change_percent"]
            value, before = shown(found["value"]), shown(found["value_before"])
            lines.append(f"  {value} (năm trước {before}) {found['indicator']['unit']}")
            changed = "–" if change is None else f"{vietnamese_signed(change, 1)} %"
            lines.append(f"  thay đổi: {changed}; {found['denominator']['basis_label']}")
            lines.append(f"  {found['sentence']}")
    return "\n".join(lines)
