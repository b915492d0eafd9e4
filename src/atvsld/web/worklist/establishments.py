"""Establishments of which something is missing: the return of the last period, a head-count, a place of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...accidents.models import Accident, NoAccidentPeriod
from ...accidents.placing import divided_communes
from ...base.language import in_its_language
from ...org.establishments.models import Establishment, Headcount
from ...statutes.deadlines import due_date
from ...statutes.period import Period
from .kind import Asked, Due, Tally, WorkKind, WorkRow

Rows = Callable[[Asked], QuerySet[Establishment]]


def last_period(today: date) -> Period:
    """The period of NĐ 39/2016 Điều 24 that ended last: a first half, or a year; nothing is due for a second half."""
    return Period(today.year, 1) if today.month > 6 else Period(today.year - 1)


def due_of(period: Period) -> Due:
    found = due_date(period, "accident_report")
    return Due(found.before_on, found.article)


def unreported(asked: Asked) -> QuerySet[Establishment]:
    """Head offices with neither a standing accident nor a confirmation in the period; not those registered since."""
    period = last_period(asked.today)
    told = NoAccidentPeriod.objects.standing().filter(establishment=OuterRef("pk"), year=period.year)
    accidents = Accident.objects.standing().filter(
        reporting_office=OuterRef("pk"), occurred_on__range=(period.start_on, period.end_on)
    )
    owing = _of(asked).filter(Q(registered_on=None) | Q(registered_on__lte=period.end_on), head_office=None)
    return owing.exclude(_confirmed(told, period)).exclude(Exists(accidents))


def _confirmed(told: QuerySet[NoAccidentPeriod], period: Period) -> Q:
    """Of the year at once, or of each half that counts (as in `figures.tables.population.confirmed_none`)."""
    if period.half:
        return Q(Exists(told.filter(half__in=(0, period.half))))
    return Q(Exists(told.filter(half=0))) | Q(Exists(told.filter(half=1))) & Q(Exists(told.filter(half=2)))


def without_headcount(asked: Asked) -> QuerySet[Establishment]:
    return _of(asked).exclude(Exists(Headcount.objects.standing().filter(establishment=OuterRef("pk"))))


def in_divided_communes(asked: Asked) -> QuerySet[Establishment]:
    return _of(asked).filter(commune_id__in=divided_communes())


def _of(asked: Asked) -> QuerySet[Establishment]:
    """The establishments that the memberships with the right of the kind cover."""
    return Establishment.objects.visible_to(asked.scope).standing()


def _rows(of: Rows, due: Callable[[date], Due | None], asked: Asked, start: int, stop: int) -> list[WorkRow]:
    found = of(asked).select_related("commune__province", "commune__parent", "province").order_by("sort_key", "pk")
    return [
        WorkRow(
            e.name, reverse("establishments-detail", args=[e.pk]),
            in_its_language(f"{e.tax_code} · {(e.commune or e.province).label}"), due=due(asked.today),
        )
        for e in found[start:stop]
    ]  # fmt: skip


def _unreported_tally(asked: Asked) -> Tally:
    count, period = unreported(asked).count(), last_period(asked.today)
    due = due_of(period)
    late = count if due.days_over(asked.today) else 0
    return Tally(count, period.end_on + timedelta(days=1) if count else None, late, due if count else None)


def _divided_tally(asked: Asked) -> Tally:
    found = in_divided_communes(asked).aggregate(count=Count("*"), ended=Min("commune__valid_to"))
    return Tally(found["count"], found["ended"] and found["ended"] + timedelta(days=1))


def _none(today: date) -> None:
    """The law names no day."""


UNREPORTED = WorkKind(
    "chua-bao-cao", _("Cơ sở chưa báo cáo kỳ vừa qua"),
    _("Kỳ không có tai nạn vẫn phải báo cáo: cơ sở xác nhận không có tai nạn, hoặc khai báo vụ còn thiếu."),
    ("no_accident_periods", "create"), _unreported_tally,
    partial(_rows, unreported, lambda today: due_of(last_period(today))), ("no_accident_periods", "view"),
    frozenset({"establishments", "no_accident_periods", "accidents"}),
)  # fmt: skip
WITHOUT_HEADCOUNT = WorkKind(
    "chua-co-so-lao-dong", _("Cơ sở chưa có số lao động"),
    _("Ghi số lao động bình quân: thiếu nó thì tần suất tính trên ít lao động hơn thực tế."),
    ("headcounts", "create"), lambda asked: Tally(without_headcount(asked).count()),
    partial(_rows, without_headcount, _none), ("headcounts", "view"),
    frozenset({"establishments", "headcounts"}),
)  # fmt: skip
IN_DIVIDED = WorkKind(
    "co-so-o-xa-da-chia", _("Cơ sở ghi ở xã cũ đã chia"), _("Sửa địa chỉ của cơ sở: chọn xã hiện nay."),
    ("establishments", "edit"), _divided_tally, partial(_rows, in_divided_communes, _none), ("establishments", "view"),
)  # fmt: skip
