from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from atvsld.org.places.history import became, came_from
from atvsld.org.places.models import Place
from atvsld.org.places.resolve import UnknownPlaceError, resolve_place


class Command(BaseCommand):
    help = "Tìm đơn vị hành chính theo mã, tên hay địa chỉ cũ, và cho biết trước đây, sau này là gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="Mã, tên hoặc địa chỉ: 'P. Hoàng Văn Thụ, tp. Thái Nguyên'.")
        parser.add_argument("--on", default="", help="Ngày xét, dạng 2024-12-31; không có thì là hôm nay.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON cho máy đọc.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else None
        except ValueError as error:
            raise CommandError("Ngày phải viết dạng 2024-12-31.") from error
        try:
            place = resolve_place(options["text"], on)
        except UnknownPlaceError as error:
            raise CommandError(str(error)) from error
        told = {"place": None} if place is None else _told(place)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) if options["json"] else _text(place, told))


def _told(place: Place) -> dict[str, Any]:
    return {
        "place": _unit(place),
        "before": [_unit(step.place) | {"whole": step.is_whole} for step in came_from(place)],
        "after": [_unit(step.place) | {"whole": step.is_whole} for step in became(place)],
    }


def _unit(place: Place) -> dict[str, Any]:
    return {
        "code": place.code, "level": place.level, "label": place.label,
        "valid_from": place.valid_from.isoformat() if place.valid_from else None,
        "valid_to": place.valid_to.isoformat() if place.valid_to else None,
    }  # fmt: skip


def _text(place: Place | None, told: dict[str, Any]) -> str:
    if place is None:
        return "Cả nước"
    lines = [f"{place.code}  {place.label}"]
    for heading, key in (("Trước đây là", "before"), ("Sau này là", "after")):
        lines += [f"  {heading}: {u['code']}  {u['label']}{'' if u['whole'] else ' (một phần)'}" for u in told[key]]
    return "\n".join(lines)
