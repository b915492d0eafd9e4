"""Declarations of the registers of establishments and head-counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.fields import (
    Boolean,
    Choice,
    CodeField,
    Date,
    Integer,
    Money,
    PlaceField,
    Privacy,
    Reference,
    Refs,
    Text,
    Year,
)
from ...base.register import Filter, Register
from ...base.services import standard_services
from . import rules
from .files import prepare_row
from .models import Establishment, Headcount
from .services import known_of_establishment


@dataclass(frozen=True, kw_only=True)
class TaxCode(Text):
    """A tax code, written as the tax office writes it whatever was typed; the structure is a rule of the register."""

    max_length: int = 14

    def parse(self, raw: Any, refs: Refs) -> str:
        if (isinstance(raw, int) and not isinstance(raw, bool)) or (isinstance(raw, float) and raw.is_integer()):
            raw = f"{int(raw):010d}"
        text = " ".join(str(raw).split())
        if len(text) > 30:
            raise self.wrong("too_long", _("Mã số thuế quá dài. Hãy nhập 10, 12 hoặc 13 số."))
        code = rules.normal_tax_code(text)
        violation = rules.tax_code_violation(code)
        if violation:
            raise violation
        return code


ESTABLISHMENTS = Register(
    name="establishments",
    slug="co-so",
    one_target="establishment",
    model=Establishment,
    title=_("Cơ sở sản xuất, kinh doanh"),
    one=_("cơ sở"),
    about=_("Nơi làm việc của người lao động: doanh nghiệp và chi nhánh, hợp tác xã, hộ kinh doanh, cơ quan, đơn vị."),
    fields=(
        TaxCode(
            name="tax_code",
            label=_("Mã số thuế"),
            section=_("Cơ sở"),
            required=True,
            aliases=("mst", "mã số doanh nghiệp"),
            help=_("10 số; chi nhánh thêm 3 số sau dấu gạch (0100109106-001); hộ kinh doanh dùng 12 số định danh."),
        ),
        Text(
            name="name",
            label=_("Tên cơ sở"),
            required=True,
            aliases=("tên doanh nghiệp", "tên đơn vị", "tên công ty"),
            help=_("Đúng như trên giấy đăng ký."),
        ),
        CodeField(
            name="type_code",
            label=_("Loại hình cơ sở"),
            short=_("Loại hình"),
            code_list="establishment_types",
            aliases=("loại hình", "type", "loại hình doanh nghiệp"),
            help=_("Theo giấy đăng ký. Danh mục đang dùng là tạm thời."),
        ),
        Text(
            name="vsic_code",
            label=_("Mã ngành VSIC"),
            max_length=10,
            aliases=("main_vsic", "ngành chính", "mã ngành"),
            help=_("Mã ngành kinh doanh chính, giữ đúng như trên giấy đăng ký."),
        ),
        Choice(
            name="vsic_version",
            label=_("Phiên bản VSIC"),
            options=(("VSIC 2018", "VSIC 2018"), ("VSIC 2025", "VSIC 2025")),
            synonyms={"2018": "VSIC 2018", "2025": "VSIC 2025"},
            help=_("VSIC 2018 (Quyết định 27/2018) hay VSIC 2025 (Quyết định 36/2025)."),
        ),
        PlaceField(
            name="province",
            label=_("Tỉnh, thành phố"),
            section=_("Nơi đặt cơ sở"),
            short=_("Tỉnh"),
            target="province",
            required=True,
            aliases=("tỉnh",),
            help=_("Nơi đặt cơ sở, theo 34 tỉnh, thành phố hiện nay."),
        ),
        PlaceField(
            name="commune",
            label=_("Xã, phường, đặc khu"),
            short=_("Xã"),
            target="commune",
            aliases=("xã", "phường"),
            help=_("Nơi đặt cơ sở. Để trống nếu chưa xác định được; cán bộ sẽ xếp sau."),
        ),
        Text(name="address", label=_("Địa chỉ"), max_length=400, help=_("Số nhà, đường, thôn, khu công nghiệp.")),
        Reference(
            name="zone", label=_("Khu công nghiệp"), target="zone", help=_("Nếu cơ sở nằm trong khu công nghiệp.")
        ),
        Reference(
            name="head_office",
            label=_("Trụ sở chính"),
            section=_("Thuộc về và liên hệ"),
            target="establishment",
            help=_("Mã số thuế của trụ sở chính, nếu đây là chi nhánh hoặc địa điểm kinh doanh."),
        ),
        Text(
            name="phone",
            label=_("Điện thoại"),
            max_length=40,
            privacy=Privacy.PERSONAL,
            help=_("Số liên hệ về an toàn, vệ sinh lao động."),
        ),
        Text(
            name="email",
            label=_("Thư điện tử"),
            max_length=120,
            privacy=Privacy.PERSONAL,
            help=_("Ví dụ: antoan@donvi.vn."),
        ),
        Date(
            name="registered_on",
            label=_("Ngày đăng ký"),
            aliases=("issued_excel_serial", "ngày cấp"),
            help=_("Ngày cấp giấy đăng ký lần đầu."),
        ),
        Money(name="capital_vnd", label=_("Vốn đăng ký"), help=_("Bằng đồng.")),
        CodeField(
            name="high_risk_sector",
            label=_("Ngành nghề nguy cơ cao"),
            section=_("Nguy cơ cao"),
            code_list="high_risk_sectors",
            help=_("Một trong 11 ngành, nghề của Điều 8 Thông tư 07/2016/TT-BLĐTBXH; để trống nếu không thuộc."),
        ),
        Boolean(
            name="is_high_risk_tt07",
            label=_("Nguy cơ cao theo TT 07/2016 Điều 8"),
            derived=True,
            help=_("Phải đánh giá nguy cơ rủi ro."),
        ),
        Boolean(
            name="is_high_risk_art36",
            label=_("Nguy cơ cao theo NĐ 39/2016 Điều 36"),
            help=_("Quyết định số người làm công tác an toàn. Chỉ cần chọn khi nghị định nêu một phần của ngành."),
        ),
        Boolean(
            name="is_high_risk_art37",
            label=_("Nguy cơ cao theo NĐ 39/2016 Điều 37"),
            help=_("Quyết định số người làm công tác y tế. Chỉ cần chọn khi nghị định nêu một phần của ngành."),
        ),
        CodeField(
            name="sector_code",
            label=_("Ngành cấp 1"),
            code_list="vsic",
            uncoded=_("chưa chuyển đổi"),
            derived=True,
            help=_("Theo VSIC 2025; trống là «chưa chuyển đổi»."),
        ),
    ),
    columns=("tax_code", "name", "type_code", "sector_code", "province", "commune"),
    key=("tax_code",),
    search_fields=("tax_code", "name", "address"),
    sort_by="name",
    order=("sort_key", "pk"),
    select_related=("province", "commune"),
    filters=(
        Filter(name="unit", label=_("Địa bàn"), kind="place", columns=("province_id", "commune_id")),
        Filter(
            name="type_code", label=_("Loại hình"), kind="code", columns=("type_code",), code_list="establishment_types"
        ),
        Filter(name="sector_code", label=_("Ngành"), kind="code", columns=("sector_code",), code_list="vsic"),
        Filter(name="high_risk", label=_("Nguy cơ cao"), kind="yes_no", columns=("is_high_risk_tt07",)),
    ),
    services=standard_services("establishments"),
    rules=rules.establishment_rules,
    derive=rules.derive_establishment,
    known=known_of_establishment,
    prepare_row=prepare_row,
)

HEADCOUNTS = Register(
    name="headcounts",
    slug="so-lao-dong",
    model=Headcount,
    title=_("Số lao động theo năm"),
    one=_("dòng số lao động"),
    about=_("Số lao động bình quân trong năm của từng cơ sở: mẫu số của tần suất tai nạn."),
    fields=(
        Reference(
            name="establishment",
            label=_("Cơ sở"),
            target="establishment",
            required=True,
            aliases=("mã số thuế", "tax_code"),
            help=_("Mã số thuế của cơ sở."),
        ),
        Year(name="year", label=_("Năm"), required=True, minimum=2000, help=_("Năm của số liệu.")),
        Integer(
            name="average_workers",
            label=_("Số lao động bình quân"),
            required=True,
            unit=_("người"),
            maximum=10_000_000,
            aliases=("tổng số lao động", "số lao động"),
            help=_("Số lao động bình quân trong năm."),
        ),
        Integer(
            name="average_women",
            label=_("Trong đó lao động nữ"),
            unit=_("người"),
            maximum=10_000_000,
            aliases=("lao động nữ",),
            help=_("Số lao động nữ bình quân trong năm."),
        ),
        Money(name="wage_fund_vnd", label=_("Tổng quỹ lương"), help=_("Tổng quỹ lương của năm, bằng đồng.")),
    ),
    columns=("establishment", "year", "average_workers", "average_women"),
    key=("establishment", "year"),
    order=("-year", "establishment__sort_key", "pk"),
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
    services=standard_services("headcounts"),
    rules=rules.headcount_rules,
    parent="establishment",
)
