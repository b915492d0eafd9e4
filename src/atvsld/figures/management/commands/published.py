from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ....base.console import ConsoleCommand, acts_as, scope_of_user
from ....base.errors import OutOfScope, Refused, RuleViolation
from ...published.reading import MAX_BYTES, read_file
from ...published.record import REPORTING, key_of
from ...published.services import Planned, enter, may, plan
from ...published.standing import records, standing_book, standing_notices
from ...published.told import notice_told, planned_told
from ...published.verify import Verdict, verify

SAID = {"new": "mới", "correction": "sửa", "same": "đã có"}


class Command(ConsoleCommand):
    help = "Số liệu quốc gia đã công bố: xem (list), ghi thông báo mới hoặc bản sửa (import)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        actions = parser.add_subparsers(dest="action", required=True)
        shown = actions.add_parser("list", help="Các thông báo đang dùng và những tỷ lệ không khớp số của chính nó.")
        brought = actions.add_parser("import", help="Ghi các thông báo của một tệp JSON; sai thì không ghi gì.")
        # Also after the action, as people write it; the one before it is kept.
        for sub in (shown, brought):
            sub.add_argument("--json", action="store_true", default=None, dest="is_json", help="In dạng JSON.")
        acts_as(brought)
        brought.add_argument("file", type=Path, metavar="FILE.json", help="Một thông báo, hoặc cả tệp «periods».")
        brought.add_argument("--reason", default="", help="Lý do, khi kỳ ấy đã có thông báo được ghi.")
        brought.add_argument("--dry-run", action="store_true", help="Kiểm tra, không ghi gì.")

    def handle(self, *args: Any, **options: Any) -> None:
        options["json"] = bool(options["json"] or options["is_json"])
        super().handle(*args, **options)

    def work(self, **options: Any) -> None:
        if options["action"] == "list":
            self._list()
        else:
            self._import(options)

    def _list(self) -> None:
        book = standing_book()
        rows = standing_notices()
        told = [notice_told(notice, row.version, book.findings(notice))
                for row, notice in zip(rows, records(rows), strict=True)]  # fmt: skip
        self.tell({"notices": told}, (line for one in told for line in _lines(one)))

    def _import(self, options: dict[str, Any]) -> None:
        scope = scope_of_user(options["user"])
        if not may(scope, "enter"):
            raise OutOfScope()
        read = read_file(_content(options["file"]))
        book = standing_book().with_these(read.notices)
        if options["dry_run"]:
            planned = plan(read.notices)
        else:
            planned = enter(scope, read.notices, reason=options["reason"], via="file")
        told = [planned_told(p, book.findings(p.notice)) for p in planned]
        result = {"is_dry_run": options["dry_run"], "notices": told, "passed_over": list(read.passed_over)}
        self.tell(result, _told(planned, told, is_dry_run=options["dry_run"]))


def _content(path: Path) -> bytes:
    """Never more than a file may hold. Raises Refused."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            [
                RuleViolation(
                    "published.unreadable", f"Không đọc được tệp «{path}». Hãy xem lại đường dẫn và quyền đọc.", "file"
                )
            ]
        ) from error


def _lines(told: dict[str, Any]) -> Iterator[str]:
    name = "(doanh nghiệp báo cáo)" if told["kind"] == REPORTING else told["notice"] or "(không rõ số)"
    yield f"{told['period']}  {name}  bản {told['version']}, {len(told['figures'])} số"
    yield from (f"    {note['message']} [{note['code']}]" for note in told["findings"])


def _told(planned: list[Planned], told: list[dict[str, Any]], *, is_dry_run: bool) -> Iterator[str]:
    if is_dry_run:
        yield "Chạy thử, không ghi gì."
    for one, said in zip(planned, told, strict=True):
        checked = [verify(f).verdict for f in one.notice.figures]
        fits = checked.count(Verdict.ROUNDED)
        yield f"{key_of(one.notice.period)}: {SAID[one.change.value]}, {len(checked)} số, {fits} tỷ lệ khớp"
        yield from (f"    {note['message']} [{note['code']}]" for note in said["findings"])
