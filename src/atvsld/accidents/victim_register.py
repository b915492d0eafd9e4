"""Declaration of the register of victims."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..base.fields import (
    Boolean,
    Choice,
    CodeField,
    Date,
    Identity,
    Integer,
    Money,
    Privacy,
    Reference,
    Text,
    Year,
)
from ..base.register import ExtraColumn, Filter, Register, Services
from . import rules, services
from .known import ask_accidents, known_of_victim, known_under_accident
from .models import SEVERITIES, Victim

SEX = (("male", "Nam"), ("female", _("Nữ")))
CONDITION = (("fatal", _("Chết")), ("severe", _("Bị thương nặng")), ("minor", _("Bị thương nhẹ")))

VICTIMS = Register(
    name="victims",
    slug="nguoi-bi-nan",
    one_target="victim",
    model=Victim,
    title=_("Người bị nạn"),
    one=_("người bị nạn"),
    about=_("Mỗi dòng là một người bị thương hoặc chết trong một vụ tai nạn."),
    fields=(
        Reference(
            name="accident",
            label=_("Vụ tai nạn"),
            section=_("Người bị nạn"),
            target="accident",
            required=True,
            aliases=("số tiếp nhận",),
            help=_("Số tiếp nhận của vụ tai nạn."),
        ),
        Text(
            name="full_name",
            label=_("Họ và tên"),
            required=True,
            max_length=150,
            privacy=Privacy.PERSONAL,
            help=_("Họ tên đầy đủ người bị nạn."),
        ),
        Choice(name="sex", label=_("Giới tính"), options=SEX, help=_("Nam hoặc nữ.")),
        Year(name="birth_year", label=_("Năm sinh"), privacy=Privacy.PERSONAL, help=_("Bốn chữ số, ví dụ 1990.")),
        Identity(
            name="identity_number",
            label=_("Số định danh cá nhân"),
            privacy=Privacy.PERSONAL,
            help=_("12 số trên thẻ căn cước, nếu biết. Được mã hóa khi lưu."),
        ),
        Text(
            name="home_address",
            label=_("Chỗ ở"),
            max_length=400,
            privacy=Privacy.PERSONAL,
            help=_("Cần cho người không có hợp đồng lao động. Được mã hóa khi lưu."),
        ),
        CodeField(
            name="occupation_code",
            label=_("Mã nghề nghiệp"),
            section=_("Việc làm"),
            code_list="occupations",
            help=_("Theo Danh mục nghề nghiệp Việt Nam (Quyết định 34/2020/QĐ-TTg)."),
        ),
        Text(name="occupation_text", label=_("Nghề nghiệp"), max_length=200, help=_("Viết bằng lời, ví dụ: thợ hàn.")),
        Text(
            name="skill_grade",
            label=_("Bậc thợ"),
            max_length=40,
            help=_("Ví dụ 3/7. Có trong mẫu khai báo của TTLT 03/1998; mẫu nay chưa rõ, nên không bắt buộc."),
        ),
        Integer(name="years_in_trade", label=_("Tuổi nghề"), unit=_("năm"), maximum=80, help=_("Số năm làm nghề này.")),
        Boolean(
            name="has_labour_contract",
            label=_("Có hợp đồng lao động"),
            default=True,
            help=_("Người không có hợp đồng được đếm ở báo cáo của xã, không ở Phụ lục XII."),
        ),
        Boolean(
            name="is_under_management",
            label=_("Thuộc quyền quản lý của cơ sở"),
            default=True,
            help=_("Bỏ chọn nếu là người của đơn vị khác, khách, nhà thầu."),
        ),
        CodeField(
            name="worker_groups",
            label=_("Nhóm lao động"),
            code_list="worker_groups",
            many=True,
            help=_("Nhóm «nữ» và «chưa thành niên» được suy ra từ giới tính và năm sinh."),
        ),
        Choice(
            name="reported_condition",
            label=_("Tình trạng khi khai báo"),
            section=_("Mức độ và chấn thương"),
            options=CONDITION,
            required=True,
            synonyms={"nặng": "severe", "nhẹ": "minor", "tử vong": "fatal", "thương nặng": "severe"},
            help=_("Tình trạng lúc khai. Mức độ chính thức được suy ra từ mã chấn thương và ngày chết."),
        ),
        Date(
            name="died_on",
            label=_("Ngày chết"),
            privacy=Privacy.PERSONAL,
            help=_("Kể cả khi chết sau đó do chính vết thương này; mức độ của vụ được tính lại."),
        ),
        CodeField(
            name="injury_codes",
            label=_("Mã chấn thương"),
            code_list="severe_injuries",
            many=True,
            privacy=Privacy.MEDICAL,
            help=_("Theo Phụ lục II Nghị định 39/2016/NĐ-CP; chọn mọi chấn thương có."),
        ),
        Text(
            name="injury_text",
            label=_("Tình trạng thương tích"),
            max_length=1000,
            multiline=True,
            privacy=Privacy.MEDICAL,
            help=_("Viết bằng lời; được mã hóa khi lưu."),
        ),
        Text(
            name="treated_at",
            label=_("Nơi điều trị"),
            max_length=300,
            privacy=Privacy.MEDICAL,
            help=_("Cơ sở khám chữa bệnh đầu tiên."),
        ),
        Integer(
            name="lost_days",
            label=_("Số ngày nghỉ"),
            section=_("Ngày nghỉ và chi phí"),
            unit=_("ngày"),
            maximum=36_500,
            help=_("Số ngày nghỉ vì tai nạn, kể cả nghỉ chế độ."),
        ),
        Money(name="medical_cost_vnd", label=_("Chi phí y tế"), help=_("Cơ sở đã chi, bằng đồng.")),
        Money(name="wage_cost_vnd", label=_("Trả lương trong thời gian điều trị"), help=_("Bằng đồng.")),
        Money(name="compensation_vnd", label=_("Bồi thường, trợ cấp"), help=_("Bằng đồng.")),
        Money(
            name="other_cost_vnd",
            label=_("Chi phí khác"),
            help=_("Bằng đồng; mẫu Phụ lục XII không có cột cho khoản này."),
        ),
    ),
    columns=("accident", "full_name", "sex", "occupation_text", "lost_days"),
    key=("accident", "full_name", "birth_year"),
    order=("-accident__occurred_at", "pk"),
    select_related=("accident",),
    search_fields=("full_name", "occupation_text"),
    filters=(
        Filter(
            name="unit",
            label=_("Nơi xảy ra"),
            kind="place",
            columns=("accident__event_province_id", "accident__event_commune_id"),
            placed=("accident__event_commune_id", "accident__placed_commune_id"),
        ),
        Filter(name="year", label=_("Năm"), kind="year", columns=("accident__occurred_on",)),
        Filter(name="month", label=_("Tháng"), kind="month", columns=("accident__occurred_on",)),
        Filter(name="severity", label=_("Mức độ"), kind="choice", columns=("severity",), options=tuple(SEVERITIES)),
        Filter(name="sex", label=_("Giới tính"), kind="choice", columns=("sex",), options=SEX),
        Filter(name="contract", label=_("Có hợp đồng"), kind="yes_no", columns=("has_labour_contract",)),
    ),
    services=Services(
        create=services.create_victim,
        update=services.update_victim,
        void=services.void_victim,
        create_many=services.create_victims,
        update_many=services.update_victims,
        settle=services.settle_victims,
    ),
    rules=rules.victim_rules,
    derive=rules.derive_victim,
    known=known_of_victim,
    ask_many=ask_accidents,
    known_under=known_under_accident,
    parent="accident",
    extra_columns=(ExtraColumn(name="severity", label=_("Mức độ"), value=lambda row: row.severity, badge="severity"),),
)
