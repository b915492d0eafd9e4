from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from ....base.console import ConsoleCommand
from ....base.fields.scalar import HERE
from ...models import Accident
from ...receipts import is_genuine


class Command(ConsoleCommand):
    help = (
        "Số tiếp nhận này có thật không, và tiếp nhận lúc nào; không cho biết gì về vụ việc. Mã thoát 1 nếu không thật."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("number", metavar="NUMBER", help="Ví dụ TN20260310-7K3QXP-2FZTAM4E.")

    def work(self, **options: Any) -> None:
        number = options["number"].strip().upper()
        accident = Accident.objects.filter(receipt_number=number).only("received_at").first()
        genuine, received_at = is_genuine(number), accident.received_at if accident else None
        self.tell(
            {
                "number": number,
                "genuine": genuine,
                "found": accident is not None,
                "received_at": received_at.isoformat() if received_at else None,
            },
            [
                f"Số {number}: {'do hệ thống này cấp' if genuine else 'KHÔNG phải do hệ thống này cấp'}"
                + (f"; tiếp nhận lúc {received_at.astimezone(HERE):%d/%m/%Y %H:%M}." if received_at else ".")
            ],
        )
        if not genuine or accident is None:
            raise CommandError(f"Số tiếp nhận «{number[:40]}» {'không có trong sổ' if genuine else 'không đúng'}.")
