"""Cases that wait: to be completed, answered, accepted, placed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...accidents.models import Accident
from ...accidents.placing import of_divided_commune, of_no_commune
from ...accidents.registers import event_place
from ...accidents.waiting import waiting
from ...base.fields.scalar import HERE
from ...base.language import Words, in_its_language
from ...statutes.investigation import case_of, due_on, limit
from .kind import Asked, Due, Tally, WorkKind, WorkRow

# The one date that the law gives a case: from the receipt of the declaration to the record of the investigation.
LIMIT = _("Thời hạn điều tra, Điều 35 khoản 6 Luật 84/2015/QH13")
Rows = Callable[[Asked], QuerySet[Accident]]
# Severity follows from the victims; zones and offices from the establishments.
CASES = frozenset({"accidents", "victims", "establishments"})


def declared(asked: Asked) -> QuerySet[Accident]:
    return waiting(asked.scope, asked.verb, "declared")


def first_notices(asked: Asked) -> QuerySet[Accident]:
    return _of_author(asked).filter(returned_at=None)


def returned(asked: Asked) -> QuerySet[Accident]:
    return _of_author(asked).filter(returned_at__isnull=False)


def _of_author(asked: Asked) -> QuerySet[Accident]:
    rows = waiting(asked.scope, asked.verb, "notified")
    if {part.role for part in asked.scope.parts_for("accidents", "edit")} == {"commune"} and asked.verb == "edit":
        # A commune only reads what an employer declared (`accidents.known.locked`).
        return rows.exclude(declared_by="employer")
    return rows


def _tally(of: Rows, since: str, has_limit: bool, asked: Asked) -> Tally:
    wanted = {"count": Count("*"), "since": Min(since)}
    if has_limit:
        # A column of the index: for the key PostgreSQL would read every row.
        wanted["overdue"] = Count("received_at", filter=_over(asked.today))
    found = of(asked).aggregate(**wanted)
    oldest = found["since"]
    return Tally(found["count"], oldest and timezone.localdate(oldest, HERE), found.get("overdue", 0))


def _over(today: date) -> Q:
    """Cases whose time for an investigation had run out by the day."""
    of_case = {
        "fatal": Q(severity="fatal"),
        "two_or_more_severe": Q(severity="severe", severe_count__gte=2),
        "one_severe": Q(severity="severe", severe_count__lt=2),
        "minor": Q(severity="minor"),
    }
    in_time = {case: datetime.combine(today - timedelta(days=limit(case).days), time.min, HERE) for case in of_case}
    # Most are late whatever their case: one comparison tells it, where the others would be asked of every row.
    late = Q(received_at__lt=min(in_time.values())) & ~Q(severity="")
    for case, is_of in of_case.items():
        late |= is_of & Q(received_at__lt=in_time[case])
    return late


def _rows(of: Rows, since: str, has_limit: bool, asked: Asked, start: int, stop: int) -> list[WorkRow]:
    """The keys first: of twenty thousand cases only the few that are shown are read whole."""
    keys = of(asked).order_by(F(since).asc(nulls_last=True), "pk").values_list("pk", flat=True)[start:stop]
    wanted = list(keys)
    found = Accident.objects.select_related("event_province", "event_commune").in_bulk(wanted)
    return [_row(found[key], since, has_limit) for key in wanted if key in found]


def _row(case: Accident, since: str, has_limit: bool) -> WorkRow:
    moment = getattr(case, since)
    received = timezone.localdate(case.received_at, HERE) if case.received_at else None
    due = None
    if has_limit and received and case.severity:
        kind = case_of(int(case.severity == "fatal"), max(case.severe_count, int(case.severity == "severe")))
        due = Due(due_on(received, kind), LIMIT, is_before=False)
    note = gettext("{severity}, xảy ra {day}, {place}") if case.severity else gettext("xảy ra {day}, {place}")
    return WorkRow(
        str(case), reverse("accidents-detail", args=[case.pk]),
        format_html(
            note, severity=case.get_severity_display(), day=f"{case.occurred_on:%d/%m/%Y}",
            place=in_its_language(event_place(case)),
        ),
        timezone.localdate(moment, HERE) if moment else None, due,
    )  # fmt: skip


def _kind(id: str, label: Words, do: Words, verb: str, of: Rows, since: str = "received_at",
          has_limit: bool = True, reads: frozenset[str] = CASES) -> WorkKind:  # fmt: skip
    return WorkKind(
        id, label, do, ("accidents", verb), partial(_tally, of, since, has_limit), partial(_rows, of, since, has_limit),
        ("accidents", "view"), reads, _("{n} vụ đã quá thời hạn điều tra"),
    )  # fmt: skip


ACCEPT = _kind("tiep-nhan", _("Hồ sơ chờ tiếp nhận"), _("Đọc hồ sơ đã khai đủ, tiếp nhận hoặc trả lại để bổ sung."),
               "accept", declared)  # fmt: skip
COMPLETE = _kind("khai-du", _("Khai báo ban đầu chưa khai đủ"),
                 _("Ghi nốt nguyên nhân, người bị nạn và bấm «Khai đủ»; Sở đôn đốc bên khai báo."),
                 "edit", first_notices)  # fmt: skip
RETURNED = _kind("bo-sung", _("Hồ sơ bị trả lại, chờ bổ sung"), _("Đọc lý do trả lại ở hồ sơ, sửa rồi bấm «Khai đủ»."),
                 "edit", returned, "returned_at")  # fmt: skip
NO_COMMUNE = _kind("chua-ro-xa", _("Vụ chưa rõ xảy ra ở xã nào"), _("Đọc nơi xảy ra rồi chọn xã hiện nay."),
                   "place", lambda asked: of_no_commune(asked.scope, asked.verb), has_limit=False)  # fmt: skip
# Which communes were divided is no register: nothing tells that it changed.
DIVIDED = _kind("xa-da-chia", _("Vụ ở xã cũ đã chia, chờ xếp vào xã hiện nay"),
                _("Đọc nơi xảy ra rồi chọn một trong các xã hiện nay."),
                "place", lambda asked: of_divided_commune(asked.scope, asked.verb), has_limit=False,
                reads=frozenset())  # fmt: skip
