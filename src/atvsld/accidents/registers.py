"""Declarations of the registers of accidents, victims, and periods without accident."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..base.fields import Boolean, Choice, CodeField, Moment, Money, PlaceField, Privacy, Reference, Text, Year
from ..base.register import ExtraColumn, Filter, Register, Services, Values
from ..base.services import standard_services
from . import rules, services
from .known import ask_offices, known_of_accident, known_of_no_accident
from .models import SEVERITIES, Accident, NoAccidentPeriod
from .workflow import ACCIDENT_WORKFLOW

DECLARED_BY = (("employer", "Người sử dụng lao động (Phụ lục III)"), ("commune", "UBND cấp xã (Phụ lục IV)"))


def own_key(values: Values) -> tuple[Any, ...] | None:
    """The number that the sender gave an accident, which is one of its own: of the establishment, else the commune."""
    number = values.get("own_reference")
    if not number:
        return None
    return (number, values.get("establishment") or f"commune {values.get('event_commune')}")


def event_place(row: Accident) -> str:
    """Where it happened, as far as it is known."""
    if row.is_abroad:
        return "Ở nước ngoài"
    province = row.event_province.name_vi if row.event_province else ""
    return f"{row.event_commune.full_name}, {province}" if row.event_commune else f"{province} (chưa xác định xã)"


ACCIDENTS = Register(
    name="accidents",
    slug="tai-nan",
    one_target="accident",
    model=Accident,
    title="Tai nạn lao động",
    one="vụ tai nạn",
    about="Mỗi dòng là một vụ tai nạn lao động đã khai báo, với nơi xảy ra, cơ sở và trụ sở chính phải báo cáo.",
    fields=(
        Choice(
            name="declared_by",
            label="Bên khai báo",
            section="Ai khai báo",
            options=DECLARED_BY,
            required=True,
            synonyms={"cơ sở": "employer", "nsdlđ": "employer", "xã": "commune", "ubnd xã": "commune"},
            help="Cơ sở khai theo Phụ lục III; UBND cấp xã khai theo Phụ lục IV cho người không có hợp đồng lao động.",
        ),
        Reference(
            name="establishment",
            label="Cơ sở",
            target="establishment",
            aliases=("mã số thuế",),
            help="Mã số thuế của cơ sở nơi người bị nạn làm việc. Để trống nếu không có cơ sở nào.",
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
            label="Thời điểm xảy ra",
            section="Khi nào, ở đâu",
            short="Xảy ra",
            required=True,
            aliases=("ngày giờ", "thời gian"),
            help="Ngày và giờ xảy ra, ví dụ 12/05/2026 09:30.",
        ),
        PlaceField(
            name="event_province",
            label="Tỉnh, thành phố nơi xảy ra",
            short="Tỉnh",
            target="province",
            aliases=("tỉnh xảy ra",),
            help="Nơi xảy ra tai nạn, có thể khác nơi đặt cơ sở.",
        ),
        PlaceField(
            name="event_commune",
            label="Xã, phường, đặc khu nơi xảy ra",
            short="Xã",
            target="commune",
            aliases=("xã xảy ra",),
            help="Để trống nếu chưa rõ; vụ việc được đếm ở dòng «chưa xác định xã».",
        ),
        Text(
            name="event_address",
            label="Nơi xảy ra",
            max_length=400,
            help="Địa điểm cụ thể: phân xưởng, công trường, thôn, đoạn đường.",
        ),
        Boolean(name="is_abroad", label="Xảy ra ở nước ngoài", help="Người lao động đi làm việc ở nước ngoài."),
        Boolean(
            name="is_commuting",
            label="Trên đường đi và về giữa nơi ở và nơi làm việc",
            help="Hưởng trợ cấp theo khoản 2 Điều 39 Luật ATVSLĐ; được đếm riêng, không phải tai nạn lao động.",
        ),
        Text(
            name="summary",
            label="Diễn biến",
            section="Diễn biến và nguyên nhân",
            max_length=4000,
            multiline=True,
            privacy=Privacy.PERSONAL,
            help="Ai đang làm gì, chuyện gì xảy ra, đã xử lý thế nào.",
        ),
        CodeField(
            name="cause_code",
            label="Nguyên nhân chính",
            short="Nguyên nhân",
            code_list="accident_causes",
            help="Chỉ chọn một nguyên nhân chính cho một vụ.",
        ),
        CodeField(
            name="injury_factor_code",
            label="Yếu tố gây chấn thương",
            code_list="injury_factors",
            help="Theo Phụ lục IV Thông tư 13/2020; danh mục đang có chưa đầy đủ.",
        ),
        Money(name="property_damage_vnd", label="Thiệt hại tài sản", help="Bằng đồng."),
        Text(
            name="declarant_name",
            label="Người khai báo",
            section="Người khai báo",
            max_length=150,
            privacy=Privacy.PERSONAL,
            help="Họ tên, chức vụ người khai báo.",
        ),
        Text(
            name="declarant_phone",
            label="Điện thoại người khai báo",
            max_length=40,
            privacy=Privacy.PERSONAL,
            help="Để cơ quan tiếp nhận gọi lại.",
        ),
        Reference(
            name="reporting_office",
            label="Trụ sở chính báo cáo",
            target="establishment",
            derived=True,
            help="Trụ sở chính của người sử dụng lao động; Phụ lục XII và XIV đếm theo nơi này.",
        ),
    ),
    columns=("occurred_at", "establishment"),
    event_date="occurred_at",
    order=("-occurred_on", "-occurred_at", "-pk"),
    select_related=("establishment", "event_province", "event_commune"),
    search_fields=("receipt_number", "event_address"),
    filters=(
        Filter(name="unit", label="Nơi xảy ra", kind="place", columns=("event_province_id", "event_commune_id")),
        Filter(name="year", label="Năm", kind="year", columns=("occurred_on",)),
        Filter(name="severity", label="Mức độ", kind="choice", columns=("severity",), options=tuple(SEVERITIES)),
        Filter(name="state", label="Trạng thái", kind="choice", columns=("state",), options=ACCIDENT_WORKFLOW.states),
        Filter(name="cause", label="Nguyên nhân", kind="code", columns=("cause_code",), code_list="accident_causes"),
        Filter(name="commuting", label="Trên đường đi và về", kind="yes_no", columns=("is_commuting",)),
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
        ExtraColumn(name="receipt_number", label="Số tiếp nhận", value=lambda row: row.receipt_number),
        ExtraColumn(name="event_place", label="Nơi xảy ra", value=event_place, order_by=("event_commune__sort_key",)),
        ExtraColumn(name="severity", label="Mức độ", value=lambda row: row.severity, badge="severity"),
        ExtraColumn(name="victim_count", label="Bị nạn", value=lambda row: row.victim_count, is_number=True),
        ExtraColumn(name="death_count", label="Chết", value=lambda row: row.death_count, is_number=True),
        ExtraColumn(name="state", label="Trạng thái", value=lambda row: row.state, badge="state"),
    ),
)

NO_ACCIDENT_PERIODS = Register(
    name="no_accident_periods",
    slug="ky-khong-tai-nan",
    model=NoAccidentPeriod,
    title="Xác nhận không có tai nạn",
    one="xác nhận",
    about="Cơ sở xác nhận không có tai nạn lao động trong kỳ; báo cáo vẫn phải nộp kể cả khi không có tai nạn.",
    fields=(
        Reference(
            name="establishment", label="Cơ sở", target="establishment", required=True, help="Mã số thuế của cơ sở."
        ),
        Year(name="year", label="Năm", required=True, minimum=2016, help="Năm của kỳ báo cáo."),
        Choice(
            name="half",
            label="Kỳ",
            options=((0, "Cả năm"), (1, "6 tháng đầu năm"), (2, "6 tháng cuối năm")),
            empty=0,
            help="6 tháng đầu năm hay cả năm.",
        ),
    ),
    columns=("establishment", "year", "half"),
    key=("establishment", "year", "half"),
    order=("-year", "-pk"),
    select_related=("establishment",),
    filters=(
        Filter(
            name="unit",
            label="Địa bàn",
            kind="place",
            columns=("establishment__province_id", "establishment__commune_id"),
        ),
        Filter(name="year", label="Năm", kind="number", columns=("year",)),
    ),
    services=standard_services("no_accident_periods"),
    rules=rules.no_accident_rules,
    known=known_of_no_accident,
    parent="establishment",
)
