"""What files from the business registry need before they can be read as establishments.

Their addresses end in a province and their kinds of enterprise are words; wards and districts in them are mostly of
before 1/7/2025 and were redrawn, so that no commune is taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.codelists.reading import CodeLists
from ...base.errors import RuleViolation
from ...base.fields.scalar import Date
from ...base.register import Prepared
from ...base.search import fold
from ...base.surfaces.excel_reader import is_blank
from .rules import tax_code_violation

NATION = frozenset({"viet nam", "vietnam", "vn"})
PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+\S.*", re.IGNORECASE)
NOTHING = frozenset({"-", "--", "---", "n/a", "không", "không có"})
# Day numbers of Excel, written as text: 1954 to 2118.
DAY_NUMBER = re.compile(r"[2-7]\d{4}", re.ASCII)


def prepare_row(raw: Mapping[str, Any], codes: CodeLists) -> Prepared:
    """The cells of an establishment with what follows plainly from them, and a note for each thing that was assumed."""
    row = {name: None if is_blank(cell) or _means_nothing(cell) else cell for name, cell in raw.items()}
    notes: list[RuleViolation] = [
        RuleViolation("cell.nothing", _("Ô ghi «{typed}» được hiểu là trống."), name, typed=cell.strip())
        for name, cell in raw.items()
        if _means_nothing(cell)
    ]
    _tax_code(row, notes)
    _province(row, notes)
    registered = row.get("registered_on")
    if isinstance(registered, str) and DAY_NUMBER.fullmatch(registered.strip()):
        row["registered_on"] = int(registered)
    _vsic_version(row, codes, notes)
    _type(row, codes, notes)
    return row, notes


def _means_nothing(cell: Any) -> bool:
    return isinstance(cell, str) and cell.strip().lower() in NOTHING


def _tax_code(row: dict[str, Any], notes: list[RuleViolation]) -> None:
    """A code that lost its leading zeros in a spreadsheet, where the check digit bears it out."""
    text = str(row.get("tax_code") or "").strip()
    if re.fullmatch(r"\d{8,9}", text, re.ASCII) and tax_code_violation(text.zfill(10)) is None:
        row["tax_code"] = text.zfill(10)
        notes.append(RuleViolation("tax_code.zeros", _("Mã số thuế thiếu số 0 ở đầu: đã thêm."), "tax_code"))


def _province(row: dict[str, Any], notes: list[RuleViolation]) -> None:
    if row.get("province") or not isinstance(row.get("address"), str):
        return
    parts = [part.strip() for part in row["address"].split(",") if part.strip()]
    while parts and fold(parts[-1]) in NATION:
        parts.pop()
    if parts and PROVINCE.fullmatch(parts[-1]):
        row["province"] = parts[-1]
        message = _("Tệp không có cột tỉnh: lấy tỉnh ở cuối địa chỉ; xã để trống vì xã cũ đã sắp xếp lại từ 01/7/2025.")
        notes.append(RuleViolation("province.from_address", message, "province"))


def _vsic_version(row: dict[str, Any], codes: CodeLists, notes: list[RuleViolation]) -> None:
    """Codes registered before VSIC 2025 came into force are of VSIC 2018."""
    if not row.get("vsic_code") or row.get("vsic_version"):
        return
    newest = codes.on("vsic_versions", timezone.localdate()).get("VSIC_2025")
    registered_on = Date._day(row["registered_on"]) if row.get("registered_on") else None
    if newest and registered_on and registered_on < date.fromisoformat(newest.attrs["effective"]):
        row["vsic_version"] = "VSIC 2018"
        message = _("Tệp không ghi phiên bản mã ngành: ngày đăng ký trước VSIC 2025 nên hiểu là VSIC 2018.")
        notes.append(RuleViolation("vsic.assumed_2018", message, "vsic_version"))


def _type(row: dict[str, Any], codes: CodeLists, notes: list[RuleViolation]) -> None:
    typed = row.get("type_code")
    types = codes.on("establishment_types", timezone.localdate())
    if not isinstance(typed, str) or not fold(typed) or re.split(r"\s+[–-]\s+", typed.strip())[0] in types:
        return
    words = f"{fold(typed)} "
    names = {code: f"{fold(kind.name_vi)} " for code, kind in types.items()}
    # "Công ty cổ phần đại chúng" is a kind of "Công ty cổ phần"; "Công ty" alone may be any company.
    found = [code for code, name in names.items() if words.startswith(name)]
    longer = [code for code, name in names.items() if name.startswith(words)]
    longest = max(found, key=lambda code: len(names[code]), default=longer[0] if len(longer) == 1 else None)
    row["type_code"] = longest
    if longest is None:
        message = gettext("Loại hình «{typed}» không có trong danh mục: để trống.").format(typed=typed.strip()[:80])
        notes.append(RuleViolation("type.unknown", message, "type_code"))
