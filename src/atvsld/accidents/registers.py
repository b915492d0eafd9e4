"""Declarations of the registers of accidents, victims, and periods without accident."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base.fields import Boolean, Choice, CodeField, Moment, Money, PlaceField, Privacy, Reference, Text, Year
from ..base.register import ExtraColumn, Filter, Register, Services, Values
from ..base.services import standard_services
from . import rules, services
from .known import ask_offices, known_of_accident, known_of_no_accident
from .models import SEVERITIES, Accident, NoAccidentPeriod
from .workflow import ACCIDENT_WORKFLOW

DECLARED_BY = (("employer", _("Người sử dụng lao động (Phụ lục III)")), ("commune", _("UBND cấp xã (Phụ lục IV)")))


def own_key(values: Values) -> tuple[Any, ...] | None:
    """The number that the sender gave an accident, which is one of its own: of the establishment, else the commune."""
    number = values.get("own_reference")
    if not number:
        return None
    return (number, values.get("establishment") or f"commune {values.get('event_commune')}")


def event_place(row: Accident) -> str:
    """Where it happened, as far as it is known."""
    if row.is_abroad:
        return gettext("Ở nước ngoài")
    province = row.event_province.name_vi if row.event_province else ""
    return (
        f"{row.event_commune.full_name}, {province}"
        if row.event_commune
        else gettext("{province} (chưa xác định xã)").format(province=province)
    )


ACCIDENTS = Register(
    name="accidents",
    slug="tai-nan",
    one_target="accident",
    model=Accident,
    title=_("Tai nạn lao động"),
    one=_("vụ tai nạn"),
    about=_("Mỗi dòng là một vụ tai nạn lao động đã khai báo, với nơi xảy ra, cơ sở và trụ sở chính phải báo cáo."),
    fields=(
        Choice(
            name="declared_by",
            label=_("Bên khai báo"),
            section=_("Ai khai báo"),
            options=DECLARED_BY,
            required=True,
            synonyms={"cơ sở": "employer", "nsdlđ": "employer", "xã": "commune", "ubnd xã": "commune"},
            help=_(
                "Cơ sở khai theo Phụ lục III; UBND cấp xã khai theo Phụ lục IV cho người không có hợp đồng lao động."
            ),
        ),
        Reference(
            name="establishment",
            label=_("Cơ sở"),
            target="establishment",
            aliases=("mã số thuế",),
            help=_("Mã số thuế của cơ sở nơi người bị nạn làm việc. Để trống nếu không có cơ sở nào."),
        ),
        Text(
            name="own_reference",
            label=_("Số hồ sơ của nơi gửi"),
            max_length=60,
            aliases=("số hồ sơ", "mã vụ", "mã vụ tai nạn", "số vụ"),
            help=_("Số mà cơ sở hoặc xã tự đặt cho vụ này, nếu có: gửi lại tệp thì nhận ra đúng vụ theo số ấy."),
        ),
        Moment(
            name="occurred_at",
            label=_("Thời điểm xảy ra"),
            section=_("Khi nào, ở đâu"),
            short=_("Xảy ra"),
            required=True,
            aliases=("ngày giờ", "thời gian"),
            help=_("Ngày và giờ xảy ra, ví dụ 12/05/2026 09:30."),
        ),
        PlaceField(
            name="event_province",
            label=_("Tỉnh, thành phố nơi xảy ra"),
            short=_("Tỉnh"),
            target="province",
            aliases=("tỉnh xảy ra",),
            help=_("Nơi xảy ra tai nạn, có thể khác nơi đặt cơ sở."),
        ),
        PlaceField(
            name="event_commune",
            label=_("Xã, phường, đặc khu nơi xảy ra"),
            short=_("Xã"),
            target="commune",
            aliases=("xã xảy ra",),
            help=_("Để trống nếu chưa rõ; vụ việc được đếm ở dòng «chưa xác định xã»."),
        ),
        Text(
            name="event_address",
            label=_("Nơi xảy ra"),
            max_length=400,
            help=_("Địa điểm cụ thể: phân xưởng, công trường, thôn, đoạn đường."),
        ),
        Boolean(name="is_abroad", label=_("Xảy ra ở nước ngoài"), help=_("Người lao động đi làm việc ở nước ngoài.")),
        Boolean(
            name="is_commuting",
            label=_("Trên đường đi và về giữa nơi ở và nơi làm việc"),
            help=_("Hưởng trợ cấp theo khoản 2 Điều 39 Luật ATVSLĐ; được đếm riêng, không phải tai nạn lao động."),
        ),
        Text(
            name="summary",
            label=_("Diễn biến"),
            section=_("Diễn biến và nguyên nhân"),
            max_length=4000,
            multiline=True,
            privacy=Privacy.PERSONAL,
            help=_("Ai đang làm gì, chuyện gì xảy ra, đã xử lý thế nào."),
        ),
        CodeField(
            name="cause_code",
            label=_("Nguyên nhân chính"),
            short=_("Nguyên nhân"),
            code_list="accident_causes",
            help=_("Chỉ chọn một nguyên nhân chính cho một vụ."),
        ),
        CodeField(
            name="injury_factor_code",
            label=_("Yếu tố gây chấn thương"),
            code_list="injury_factors",
            help=_("Theo Phụ lục IV Thông tư 13/2020; danh mục đang có chưa đầy đủ."),
        ),
        Money(name="property_damage_vnd", label=_("Thiệt hại tài sản"), help=_("Bằng đồng.")),
        Text(
            name="declarant_name",
            label=_("Người khai báo"),
            section=_("Người khai báo"),
            max_length=150,
            privacy=Privacy.PERSONAL,
            help=_("Họ tên, chức vụ người khai báo."),
        ),
        Text(
            name="declarant_phone",
            label=_("Điện thoại người khai báo"),
            max_length=40,
            privacy=Privacy.PERSONAL,
            help=_("Để cơ quan tiếp nhận gọi lại."),
        ),
        Reference(
            name="reporting_office",
            label=_("Trụ sở chính báo cáo"),
            target="establishment",
            derived=True,
            help=_("Trụ sở chính của người sử dụng lao động; Phụ lục XII và XIV đếm theo nơi này."),
        ),
    ),
    columns=("occurred_at", "establishment"),
    event_date="occurred_at",
    order=("-occurred_on", "-occurred_at", "-pk"),
    select_related=("establishment", "event_province", "event_commune"),
    search_fields=("receipt_number", "event_address"),
    filters=(
        Filter(
            name="unit",
            label=_("Nơi xảy ra"),
            kind="place",
            columns=("event_province_id", "event_commune_id"),
            placed=("event_commune_id", "placed_commune_id"),
        ),
        Filter(name="year", label=_("Năm"), kind="year", columns=("occurred_on",)),
        Filter(name="month", label=_("Tháng"), kind="month", columns=("occurred_on",)),
        Filter(name="severity", label=_("Mức độ"), kind="choice", columns=("severity",), options=tuple(SEVERITIES)),
        Filter(
            name="state", label=_("Trạng thái"), kind="choice", columns=("state",), options=ACCIDENT_WORKFLOW.states
        ),
        Filter(name="cause", label=_("Nguyên nhân"), kind="code", columns=("cause_code",), code_list="accident_causes"),
        Filter(name="commuting", label=_("Trên đường đi và về"), kind="yes_no", columns=("is_commuting",)),
    ),
    services=Services(
        create=services.create_accident,
        update=services.update_accident,
        void=services.void_accident,
        create_many=services.create_accidents,
        update_many=services.update_accidents,
        create_families=services.create_families,
    ),
    rules=rules.accident_rules,
    derive=rules.derive_accident,
    known=known_of_accident,
    ask_many=ask_offices,
    own_key=own_key,
    own_key_field="own_reference",
    called_by=(_("Số tiếp nhận"),),
    rows_with="victims",
    extra_columns=(
        ExtraColumn(name="receipt_number", label=_("Số tiếp nhận"), value=lambda row: row.receipt_number),
        ExtraColumn(
            name="event_place", label=_("Nơi xảy ra"), value=event_place, order_by=("event_commune__sort_key",)
        ),
        ExtraColumn(name="severity", label=_("Mức độ"), value=lambda row: row.severity, badge="severity"),
        ExtraColumn(name="victim_count", label=_("Bị nạn"), value=lambda row: row.victim_count, is_number=True),
        ExtraColumn(name="death_count", label=_("Chết"), value=lambda row: row.death_count, is_number=True),
        ExtraColumn(name="state", label=_("Trạng thái"), value=lambda row: row.state, badge="state"),
    ),
)

NO_ACCIDENT_PERIODS = Register(
    name="no_accident_periods",
    slug="ky-khong-tai-nan",
    model=NoAccidentPeriod,
    title=_("Xác nhận không có tai nạn"),
    one=_("xác nhận"),
    about=_("Cơ sở xác nhận không có tai nạn lao động trong kỳ; báo cáo vẫn phải nộp kể cả khi không có tai nạn."),
    fields=(
        Reference(
            name="establishment",
            label=_("Cơ sở"),
            target="establishment",
            required=True,
            help=_("Mã số thuế của cơ sở."),
        ),
        Year(name="year", label=_("Năm"), required=True, minimum=2016, help=_("Năm của kỳ báo cáo.")),
        Choice(
            name="half",
            label=_("Kỳ"),
            options=((0, _("Cả năm")), (1, _("6 tháng đầu năm")), (2, _("6 tháng cuối năm"))),
            empty=0,
            help=_("6 tháng đầu năm hay cả năm."),
        ),
    ),
    columns=("establishment", "year", "half"),
    key=("establishment", "year", "half"),
    order=("-year", "-pk"),
    select_related=("establishment",),
    filters=(
        Filter(
            name="unit",
            label=_("Địa bàn"),
            kind="place",
            columns=("establishment__province_id", "establishment__commune_id"),
        ),
        Filter(name="year", label=_("Năm"), kind="number", columns=("year",)),
    ),
    services=standard_services("no_accident_periods"),
    rules=rules.no_accident_rules,
    known=known_of_no_accident,
    parent="establishment",
)
