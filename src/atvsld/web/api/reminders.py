"""Reminders for programs: what reaches the person who asks, as the page Đôn đốc has it. Read only."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field as Described

from ...base.language import in_vietnamese
from ...directives.reminders.audiences import reminded
from ...directives.reminders.counting import GROUPED, Reminders
from ...directives.reminders.ladder import AUDIENCES
from ...directives.reminders.standing import BUCKETS
from ..reminders.page import Rows
from ..reminders.shown import names_of
from ..scope import scope
from .listing import Paged, paged, require_known
from .tasks import OccurrencesPage, given_today

reminders = Router(tags=["Đôn đốc"])
WHOM = "; ".join(f"{key}: {in_vietnamese(label)}" for key, label in AUDIENCES.items()) + "."
WHAT = "; ".join(f"{key}: {in_vietnamese(label)}" for key, label in BUCKETS.items()) + "."


class GroupGiven(Schema):
    """An agency, of the nation a province; without a key the nation's bodies."""

    id: int | None
    name: str
    counts: dict[str, int]


class SectionGiven(Schema):
    audience: str = Described(description=WHOM)
    counts: dict[str, int] = Described(description=WHAT)
    groups: list[GroupGiven] = Described(description="Với việc của nơi khác: theo cơ quan hoặc theo tỉnh.")


class RemindersGiven(Schema):
    day: date
    by: str = Described(description="groups là gì: agency hoặc province.")
    sections: list[SectionGiven]


class RowsQuery(Paged):
    audience: Literal["lead", "beside", "giver", "unit", "above", "top"] = Described("lead", description=WHOM)
    bucket: Literal["overdue", "today", "soon", "waiting", "back"] = Described("overdue", description=WHAT)
    agency: int | None = Described(None, description="Số dòng của cơ quan chủ trì.")
    province: int | None = Described(None, description="Số dòng của tỉnh; 0: cơ quan trung ương.")


@reminders.get("", response=RemindersGiven, operation_id="reminders", summary="Điều được nhắc đến người gọi hôm nay")
def read_reminders(request: HttpRequest) -> Any:
    """Như trang Đôn đốc."""
    found = _found(request)
    return {"day": found.who.today, "by": found.by, "sections": [_section(found, *one) for one in found.sections()]}


@reminders.get("/occurrences", response=OccurrencesPage, operation_id="reminder_occurrences",
               summary="Các kỳ sau một con số của mục Đôn đốc")  # fmt: skip
def list_reminders(request: HttpRequest, params: Query[RowsQuery]) -> Any:
    require_known(request, RowsQuery)
    rows, said = paged(request, Rows(_found(request), params.audience, params.bucket, params.agency, params.province),
                       params)  # fmt: skip
    return {**said, "results": given_today(list(rows))}


def _found(request: HttpRequest) -> Reminders:
    scope(request).require("tasks", "view")
    return Reminders(reminded(scope(request), timezone.localdate()))


def _section(found: Reminders, audience: str, counts: dict[str, int]) -> dict[str, Any]:
    told: dict[int | None, dict[str, int]] = {}
    for bucket in counts if audience in GROUPED else ():
        for group in found.groups(audience, bucket):
            told.setdefault(group.pk, {})[bucket] = group.count
    names = names_of(found, told)
    groups = [{"id": pk, "name": names.get(pk, ""), "counts": one} for pk, one in told.items()]
    return {"audience": audience, "counts": counts, "groups": groups}
