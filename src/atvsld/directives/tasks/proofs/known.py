"""What the house knows of a task being done: the figures of the lead agency's own ground."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext

from ....base.language import in_vietnamese
from ....base.numbers import vietnamese_number
from ....figures.indicators import INDICATORS
from ....figures.indicators.evaluation import evaluate
from ....figures.indicators.series import Counted, count
from ....figures.indicators.years import Years
from ....org.establishments.models import Establishment, Headcount
from ....org.places.areas import Area
from ....org.places.lineage import lineage_ids
from ..models import Task
from ..occurrences import Occurrence
from .declared import HEADCOUNTS, INDICATOR, PLAN, RELEASE, RETURNS
from .papers import own_plan, published
from .verdicts import MET, MISSED, UNKNOWN, Known

HOLDS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, ">": operator.gt, "=": operator.eq, "<=": operator.le, "<": operator.lt,
}  # fmt: skip


def known(task: Task, occurrence: Occurrence, today: date) -> Known | None:
    """What the figures of the year in which it is due say today; None where the charge asks for no figures."""
    find = _KINDS.get(task.charge.proof)
    if task.charge.proof == RELEASE:
        return published(task, occurrence.opens_on)
    return find(task, (occurrence.due_now or occurrence.opens_on).year, today) if find else None


def _indicator(task: Task, year: int, today: date) -> Known:
    charge, indicator = task.charge, INDICATORS[task.charge.indicator]
    found = evaluate(indicator, _counted(task, year, today), year, year - 1, None, today)
    value, wanted = found.own_value, charge.value
    if value is None or wanted is None:
        return Known(UNKNOWN, gettext("Chưa có số liệu của chỉ số năm {year}.").format(year=year))
    said = gettext("{indicator} năm {year}: {value} (yêu cầu {comparator} {wanted}).").format(
        indicator=in_vietnamese(indicator.label), year=year, value=vietnamese_number(value, 3),
        comparator=charge.comparator, wanted=vietnamese_number(wanted, 3),
    )  # fmt: skip
    return Known(MET if HOLDS[charge.comparator](value, wanted) else MISSED, said)


def _returns(task: Task, year: int, today: date) -> Known:
    cases = _counted(task, year, today).cases.get(year)
    lines = cases.lines if cases else {}
    done, owed = lines.get("establishments_reporting", 0), lines.get("establishments_known", 0)
    return _share(done, owed, year, task.charge.value)


def _headcounts(task: Task, year: int, today: date) -> Known:
    rows = Establishment.objects.standing()
    place = task.commune or task.province
    if place is not None:
        column = "commune_id__in" if task.commune_id else "province_id__in"
        rows = rows.filter(**{column: lineage_ids([place.pk], whole_only=True)})
    counted = Headcount.objects.standing().filter(year=year, establishment__in=rows).values("establishment").distinct()
    return _share(counted.count(), rows.count(), year, task.charge.value)


def _share(done: int, owed: int, year: int, least: float | None) -> Known:
    """`least`: the share asked for, in percent; all without one."""
    if not owed:
        return Known(UNKNOWN, gettext("Hệ thống chưa có cơ sở nào trên địa bàn."))
    said = gettext("Năm {year}: {done} trên {owed} cơ sở trên địa bàn đã có.").format(year=year, done=done, owed=owed)
    if least is not None:
        said += " " + gettext("Yêu cầu từ {least} %.").format(least=vietnamese_number(least, 1))
    return Known(MET if 100 * done >= (100 if least is None else least) * owed else MISSED, said)


def _counted(task: Task, year: int, today: date) -> Counted:
    return count(Area.of(task.commune or task.province, today), Years(year - 1, year))


_KINDS: dict[str, Callable[[Task, int, date], Known]] = {
    INDICATOR: _indicator, HEADCOUNTS: _headcounts, RETURNS: _returns, PLAN: lambda task, _year, _today: own_plan(task),
}  # fmt: skip

__all__ = ["MET", "MISSED", "UNKNOWN", "Known", "known"]
