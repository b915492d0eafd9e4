"""Days that are coming: returns that the law wants, results that a programme promised; and targets without figures.

No register holds the returns themselves yet, so none of them is ever said to be missing: only the day is told.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import in_its_language
from ...base.statute_words import period_label
from ...directives.assessment import may_see
from ...directives.base_years import base_year_of, may_choose
from ...directives.owners import Owned
from ...directives.programmes import PROGRAMMES, Programme
from ...figures.baselines.models import YearlyFigure
from ...figures.indicators import INDICATORS
from ...org.places.lineage import lineage_ids
from ...org.places.models import Place
from ...statutes.deadlines import DueDate, deadline_rules, due_dates
from ...statutes.recipients import recipient
from ...statutes.status import is_provisional
from .kind import Asked, Due, WorkKind, WorkRow, of_list

AHEAD = timedelta(days=30)
# Role → the duty of NĐ 39/2016 Điều 24, to whom (`statutes.recipients`), on which forms of the house.
DUTIES = {
    "employer": ("accident_report", ("labour_province",), "pl-xii"),
    "commune": ("commune_accident_report", ("commune_report",), "pl-xv"),
    "labour": ("provincial_summary", ("labour_ministry", "statistics_province"), "pl-xiv"),
}


def coming_returns(asked: Asked) -> list[WorkRow]:
    """Of each duty of the person's roles the day that comes within 30 days."""
    roles = dict.fromkeys(part.role for part in asked.scope.parts if part.role in DUTIES)
    return [row for role in roles for row in _of_role(role, asked.today)]


def _of_role(role: str, today: date) -> list[WorkRow]:
    duty, receivers, form = DUTIES[role]
    found: list[DueDate] = []
    for year, half in ((today.year, 1), (today.year - 1, None), (today.year, None)):
        found += due_dates(year, half, duty)
    name = next(rule.name_vi for rule in deadline_rules() if rule.obligation == duty)
    return [_return(due, name, receivers, form, today) for due in found if _is_coming(due.before_on, today)]


def _return(due: DueDate, name: str, receivers: tuple[str, ...], form: str, today: date) -> WorkRow:
    to = ", ".join(recipient(role, today).name_vi for role in receivers)
    note = format_html(
        gettext("{period}, gửi {to}, {form}"), period=period_label(due.period), to=in_its_language(to),
        form=in_its_language(due.form),
    )  # fmt: skip
    day = Due(due.before_on, due.article, is_provisional=is_provisional(due.status))
    query = f"?year={due.period.year}&half={due.period.half or 0}"
    return WorkRow(gettext(name), reverse("figures-form", args=[form]) + query, note, due=day)


def _is_coming(day: date, today: date) -> bool:
    return today <= day <= today + AHEAD


def coming_results(asked: Asked) -> list[WorkRow]:
    """Programmes of the person's units that name a day for their yearly result."""
    rows = []
    years = (asked.today.year, asked.today.year + 1)
    coming = [(p, y, day) for p in PROGRAMMES.values() for y in years if (day := p.due_on(y))]
    for programme, year, day in coming:
        # Whose it is is asked last: that walks through the map.
        if _is_coming(day, asked.today) and _is_own(asked, programme):
            url = f"{reverse('programme', args=[programme.id])}?year={year}"
            due = Due(day, programme.number or gettext(programme.title))
            rows.append(WorkRow(gettext(programme.title), url, _of_whom(programme), due=due))
    return rows


def targets_without_data(asked: Asked) -> list[WorkRow]:
    """Targets that no register counts yet and of which no year was entered since the base year."""
    rows = []
    for programme in PROGRAMMES.values():
        waiting = {t.indicator_id for t in programme.targets if INDICATORS[t.indicator_id].waits_for}
        if not waiting or not _is_own(asked, programme):
            continue
        lines = {line for name in waiting for line in INDICATORS[name].lines}
        unit = Owned.of(programme.owner, asked.today).unit
        known = _entered(unit, base_year_of(programme)[0], lines)
        for target in programme.targets:
            indicator = INDICATORS[target.indicator_id]
            if indicator.id in waiting and indicator.counted not in known:
                note = format_html(
                    gettext("{programme}; chờ {register}, trong khi đó nhập số liệu năm theo văn bản"),
                    programme=gettext(programme.title), register=gettext(indicator.waits_for),
                )  # fmt: skip
                rows.append(WorkRow(gettext(indicator.label), reverse("programme", args=[programme.id]), note))
    return rows


def _entered(unit: Place | None, since: int, lines: set[str]) -> set[str]:
    """Lines of which a figure was entered for the unit or one that it succeeded."""
    ids = lineage_ids([unit.pk]) if unit else set()
    rows = YearlyFigure.objects.standing().filter(unit_id__in=ids, year__gte=since, line__in=lines)
    return set(rows.values_list("line", flat=True))


def _is_own(asked: Asked, programme: Programme) -> bool:
    return (may_choose if asked.verb == "edit" else may_see)(asked.scope, programme)


def _of_whom(programme: Programme) -> str:
    return in_its_language(Owned.of(programme.owner).label)


RETURNS = WorkKind(
    "bao-cao-den-han", _("Báo cáo theo luật sắp đến hạn"),
    _("Xem biểu, sửa chỗ không khớp rồi gửi; hạn trong 30 ngày tới."), ("accidents", "create"),
    *of_list(coming_returns),
)  # fmt: skip
RESULTS = WorkKind(
    "ket-qua-chuong-trinh", _("Kết quả chương trình sắp đến hạn báo cáo"),
    _("Xem từng chỉ tiêu rồi báo cáo kết quả năm; hạn trong 30 ngày tới."), ("programmes", "edit"),
    *of_list(coming_results), ("programmes", "view"),
)  # fmt: skip
WITHOUT_DATA = WorkKind(
    "chi-tieu-chua-co-so-lieu", _("Chỉ tiêu chưa có số liệu"),
    _("Sổ đếm chỉ tiêu này chưa có; nhập số liệu năm theo văn bản của đơn vị."), ("programmes", "edit"),
    *of_list(targets_without_data),
)  # fmt: skip
