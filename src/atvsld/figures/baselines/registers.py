"""Declaration of the register of entered yearly figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.fields import Choice, Integer, PlaceField, Text, Year
from ...base.register import Context, Filter, Register, Values
from ...base.scope import Scope
from ...base.services import standard_services
from ...org.places.mapped import place_graph
from ...org.places.models import Place
from ..indicators.lines import LINES
from .models import YearlyFigure
from .rules import yearly_figure_rules


def known_of_figure(values: Values, row: Model | None, scope: Scope) -> Mapping[str, Any]:
    """The other lines of the same unit and year, and the years in which the unit stood."""
    unit = Place.objects.filter(pk=values.get("unit") or 0).first()
    if unit is None:
        return {}
    others = YearlyFigure.objects.standing().filter(unit=unit, year=values.get("year") or 0)
    if row is not None:
        others = others.exclude(pk=row.pk)
    return {
        "others": dict(others.values_list("line", "value")),
        "labels": {line.id: gettext(line.label) for line in LINES.values()},
        "years": (None, unit.valid_to.year if unit.valid_to else None),
        "unit": unit.label,
    }


def derive_figure(values: Values, context: Context) -> Mapping[str, Any]:
    """The province in which the unit lies today, as far as that is certain."""
    unit = values.get("unit")
    return {"province": place_graph().on(unit, context.today).province if unit else None}


YEARLY_FIGURES = Register(
    name="yearly_figures",
    slug="so-lieu-nam",
    model=YearlyFigure,
    title=_("Số liệu năm theo văn bản"),
    one=_("dòng số liệu năm"),
    about=_("Số tổng hợp của các năm trước, ghi theo văn bản: làm năm gốc của chỉ tiêu, không cộng với vụ tai nạn."),
    fields=(
        PlaceField(
            name="unit",
            label=_("Đơn vị"),
            target="unit",
            required=True,
            aliases=("địa bàn", "tỉnh"),
            help=_("Đơn vị của năm ấy. Đơn vị cũ ghi cả ngày cuối, ví dụ «Tỉnh Hà Giang (đến 30/06/2025)»."),
        ),
        Year(name="year", label=_("Năm"), required=True, minimum=2000, help=_("Năm của số liệu.")),
        Choice(
            name="line",
            label=_("Dòng số liệu"),
            required=True,
            options=tuple((line.id, _(line.label)) for line in LINES.values()),
            synonyms={line.id: line.id for line in LINES.values()},
            help=_("Đại lượng được đếm trong năm."),
        ),
        Integer(
            name="value",
            label=_("Giá trị"),
            required=True,
            unit=_("người, cơ sở hoặc vụ, theo dòng"),
            maximum=10_000_000_000,
            help=_("Đúng như văn bản ghi, theo đơn vị tính của dòng (người, cơ sở, vụ)."),
        ),
        Text(
            name="source",
            label=_("Văn bản nguồn"),
            required=True,
            help=_("Số, ngày và cơ quan ban hành của văn bản có con số này."),
        ),
        Text(name="note", label=_("Ghi chú"), max_length=500, multiline=True, help=_("Điều cần biết khi đọc số này.")),
        PlaceField(
            name="province",
            label=_("Tỉnh hiện nay"),
            target="province",
            derived=True,
            help=_("Tỉnh mà đơn vị nay thuộc về; trống khi không chắc chắn."),
        ),
    ),
    columns=("unit", "year", "line", "value", "source"),
    key=("unit", "year", "line"),
    search_fields=("source", "note"),
    order=("-year", "unit__sort_key", "line", "pk"),
    select_related=("unit", "unit__province", "unit__parent"),
    filters=(
        Filter(name="unit", label=_("Địa bàn"), kind="place", columns=("unit_id", "province_id")),
        Filter(name="year", label=_("Năm"), kind="number", columns=("year",)),
        Filter(
            name="line", label=_("Dòng số liệu"), kind="choice", columns=("line",),
            options=tuple((line.id, _(line.label)) for line in LINES.values()),
        ),
    ),
    services=standard_services("yearly_figures"),
    rules=yearly_figure_rules,
    derive=derive_figure,
    known=known_of_figure,
)  # fmt: skip
