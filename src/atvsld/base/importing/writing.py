"""Two ways to write plans: whole (seen all at once, or never), and piece by piece (each good row on its own)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from ..codelists.reading import CodeLists
from ..errors import RuleViolation
from ..models import Landing
from ..register import Register
from ..scope import Scope
from .chunks import CHUNK, Writer, refuse_plan
from .landing import beat, begin, show, take_back
from .planning import Plan
from .reading import Progress
from .result import ImportResult
from .waiting import Waiting

# Changes of rows that are there are seen at once, so they all stand in the last transaction, which must be short.
MAX_CHANGES = 10_000


@dataclass
class _Writing:
    register: Register
    scope: Scope
    codes: CodeLists
    result: ImportResult
    via: str
    progress: Progress
    work: str
    finish: Callable[[ImportResult], None]
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        self.writer = Writer(self.register, self.scope, self.codes, self.result, self.via)

    def _steps(self, plans: Sequence[Plan], waiting: Waiting) -> Iterator[Sequence[Plan]]:
        """Chunk after chunk of what is to be written, and then of what waited for it."""
        done, total = 0, sum(len(plan.case.lines) for plan in plans) + len(waiting.rows)
        pending = plans
        # Where nothing is ready, what waits is still to be told that nothing comes.
        while pending or waiting.rows:
            for part in _parts([plan for plan in pending if not plan.is_refused and plan.touches]):
                yield part
                done += sum(len(plan.case.lines) for plan in part)
                self.progress("write", done, total)
            pending = waiting.next(self.writer.created, self.result) if waiting.rows else []
            for plan in pending:
                if plan.is_refused:
                    refuse_plan(plan, self.result)


class PieceByPiece(_Writing):
    """Each chunk is one short transaction, and a bad row never sinks its neighbours; a dry run takes each back."""

    def write(self, plans: Sequence[Plan], waiting: Waiting, dry_run: bool) -> None:
        if dry_run:
            # What they refer to is never there, so they are looked at and not written.
            waiting.look(self.result)
            waiting.rows = []
        for part in self._steps(plans, waiting):
            with transaction.atomic():
                self.writer.add(part)
                self.writer.change(part)
                if dry_run:
                    transaction.set_rollback(True)
        if not dry_run:
            with transaction.atomic():
                self.finish(self.result)


class Whole(_Writing):
    """All or nothing: one transaction where that keeps nobody waiting, else rows that are shown at the end."""

    def write(self, plans: Sequence[Plan], waiting: Waiting, dry_run: bool) -> None:
        changes = sum(p.is_change for plan in plans for p in (plan, *plan.under))
        if changes > MAX_CHANGES:
            message = _(
                "Tệp sửa {count} dòng đã có; một lần chỉ sửa được {most} dòng mà vẫn giữ «tất cả hoặc không». "
                "Hãy tách tệp, hoặc nhận riêng các dòng đúng."
            )
            refusal = RuleViolation("file.too_many_changes", message, count=changes, most=MAX_CHANGES)
            for file in sorted({plan.case.rows[0].file for plan in plans}):
                self.result.refuse(file, None, [refusal])
            return
        if not has_one_writer() or sum(plan.touches for plan in plans) + len(waiting.rows) <= CHUNK:
            self._at_once(plans, waiting)
        else:
            self._behind_the_mark(plans, waiting)

    def _at_once(self, plans: Sequence[Plan], waiting: Waiting) -> None:
        before = len(self.result.errors)
        with transaction.atomic():
            for part in self._steps(plans, waiting):
                self.writer.add(part)
                self.writer.change(part)
            if len(self.result.errors) > before:
                transaction.set_rollback(True)
            else:
                self.finish(self.result)

    def _behind_the_mark(self, plans: Sequence[Plan], waiting: Waiting) -> None:
        before = len(self.result.errors)
        landing = begin(self.register, self.scope, self.work)
        try:
            for part in self._steps(plans, waiting):
                with transaction.atomic():
                    beat(landing)
                    self.writer.add(part, landing.pk)
            if len(self.result.errors) == before:
                self._show(landing, [*plans, *waiting.plans], before)
        except BaseException:
            take_back(landing)
            raise
        if len(self.result.errors) > before:
            take_back(landing)

    def _show(self, landing: Landing, plans: Sequence[Plan], before: int) -> None:
        with transaction.atomic():
            show(landing)
            self.writer.settle()
            self.writer.change(plans)
            if len(self.result.errors) > before:
                transaction.set_rollback(True)
            else:
                self.finish(self.result)
        self.progress("show", 1, 1)


def has_one_writer() -> bool:
    """Whether whoever writes keeps all others from writing."""
    return connection.vendor == "sqlite"


def _parts(plans: Sequence[Plan]) -> Iterator[list[Plan]]:
    """Chunks of about as many rows, counting those that stand beside."""
    part: list[Plan] = []
    count = 0
    for plan in plans:
        part.append(plan)
        count += 1 + len(plan.under)
        if count >= CHUNK:
            yield part
            part, count = [], 0
    if part:
        yield part
