"""Rules of establishments: pure functions on plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.register import Context, Values

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
VSIC_VERSIONS = ("VSIC 2018", "VSIC 2025")
NOT_CONVERTED = ""


def normal_tax_code(text: str) -> str:
    """Digits as the tax office writes them: 10, 10-3 or 12; anything else is returned stripped."""
    bare = re.sub(r"[\s.\-]", "", text)
    if re.fullmatch(r"\d{13}", bare, re.ASCII):
        return f"{bare[:10]}-{bare[10:]}"
    return bare if re.fullmatch(r"\d+", bare, re.ASCII) else text.strip()


def tax_code_violation(code: str) -> RuleViolation | None:
    """The structure of Circular 105/2020/TT-BTC: 10 digits of which the last is a check digit, 3 more for a branch;
    12 digits are a citizen's identity number, used as tax code of a household business."""
    if re.fullmatch(r"\d{12}", code, re.ASCII):
        if not 1 <= int(code[:3]) <= 96:
            message = gettext(
                "Mã số thuế {number} có 12 số nhưng 3 số đầu không phải mã tỉnh của số định danh. Hãy kiểm tra lại."
            ).format(number=code)
            return RuleViolation("tax_code.identity", message, "tax_code")
        return None
    if not re.fullmatch(r"\d{10}(-\d{3})?", code, re.ASCII):
        message = gettext(
            "Mã số thuế «{typed}» phải có 10 số, 10 số và 3 số của chi nhánh (0100109106-001), hoặc 12 số."
        ).format(typed=code[:30])
        return RuleViolation("tax_code.format", message, "tax_code")
    check = 10 - sum(w * int(d) for w, d in zip(WEIGHTS, code[:9], strict=True)) % 11
    if check != int(code[9]):
        message = gettext(
            "Mã số thuế {number} sai số kiểm tra (số thứ 10). Hãy xem lại giấy đăng ký doanh nghiệp."
        ).format(number=code)
        return RuleViolation("tax_code.check_digit", message, "tax_code")
    return None


def section_of(code: str, version: str, parents: Mapping[str, str], mapping: Mapping[str, Sequence[str]]) -> str:
    """Section letter of VSIC 2025 for a code as given; "" («chưa chuyển đổi») where no one mapping is known.

    `parents` is code → parent of VSIC 2025, `mapping` code of 2018 → codes of 2025.
    """
    if version == "VSIC 2025":
        targets: Sequence[str] = [code] if code in parents else []
    else:
        targets = mapping.get(code, ()) if version == "VSIC 2018" else ()
    sections = {_top(target, parents) for target in targets}
    return sections.pop() if len(sections) == 1 else NOT_CONVERTED


def _top(code: str, parents: Mapping[str, str]) -> str:
    while parents.get(code):
        code = parents[code]
    return code


HIGH_RISK_TAGS = {"is_high_risk_art36": "in_art36_k1", "is_high_risk_art37": "in_art37_k1"}


def high_risk_tags(values: Values, attrs: Mapping[str, str]) -> dict[str, bool]:
    """The tags of the three lists (TT 07/2016 Điều 8; NĐ 39/2016 Điều 36 and 37) for the sector chosen.

    A sector that a decree names whole is tagged, one it does not name is not; where it names only part of the sector
    ("yes (hóa chất)") the person's own tick decides.
    """
    tags = {"is_high_risk_tt07": bool(attrs)}
    for tag, column in HIGH_RISK_TAGS.items():
        said = attrs.get(column, "no")
        tags[tag] = bool(values.get(tag)) if said.startswith("yes (") else said == "yes"
    return tags


def establishment_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    code = values.get("tax_code", "")
    head = context.known.get("head_office")
    if head:
        if "-" in code and not head["tax_code"].startswith(code[:10]):
            message = gettext(
                "Mã số thuế chi nhánh phải bắt đầu bằng 10 số của trụ sở chính. Hãy kiểm tra lại trụ sở chính."
            )
            yield RuleViolation("head_office.tax_code", message, "head_office")
        if head["head_office_id"] or head["id"] == context.known.get("id"):
            message = gettext("Trụ sở chính phải là một cơ sở khác và không thuộc cơ sở nào. Hãy chọn lại.")
            yield RuleViolation("head_office.level", message, "head_office")
    commune = context.known.get("commune")
    if commune and values.get("province") and values["province"] not in commune["province_ids"]:
        message = gettext("«{commune}» không thuộc tỉnh, thành phố đã chọn. Hãy chọn lại xã hoặc tỉnh.").format(
            commune=commune["label"]
        )
        yield RuleViolation("commune.province", message, "commune")
    if values.get("vsic_code") and not values.get("vsic_version"):
        message = gettext("Đã nhập mã ngành thì hãy chọn phiên bản VSIC của mã đó (2018 hay 2025).")
        yield RuleViolation("vsic.version", message, "vsic_version")
    if values.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", values["email"]):
        yield RuleViolation("email.format", _("Địa chỉ thư điện tử không đúng dạng ten@donvi.vn."), "email")


def derive_establishment(values: Values, context: Context) -> dict[str, Any]:
    sectors = context.codes.on("high_risk_sectors", context.today)
    sector = sectors.get(values.get("high_risk_sector", ""))
    parents, mapping = _vsic(context) if values.get("vsic_code") else ({}, {})
    section = section_of(values.get("vsic_code", ""), values.get("vsic_version", ""), parents, mapping)
    return {"sector_code": section, **high_risk_tags(values, sector.attrs if sector else {})}


def _vsic(context: Context) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Parents of VSIC 2025, and the known part of the mapping from 2018."""
    key = ("vsic", context.today)
    if key in context.codes.memo:
        return context.codes.memo[key]
    parents = {code: row.parent_code for code, row in context.codes.on("vsic", context.today).items()}
    mapping: dict[str, list[str]] = {}
    for pair in context.codes.on("vsic_2018_2025", context.today).values():
        mapping.setdefault(pair.attrs["code_2018"], []).append(pair.attrs["code_2025"])
    context.codes.memo[key] = parents, mapping
    return parents, mapping


def headcount_rules(values: Values, context: Context) -> Iterable[RuleViolation]:
    workers, women = values.get("average_workers"), values.get("average_women")
    if workers is not None and women is not None and women > workers:
        message = gettext("Số lao động nữ ({women}) lớn hơn tổng số lao động ({workers}). Hãy kiểm tra lại.").format(
            women=women, workers=workers
        )
        yield RuleViolation("headcount.women", message, "average_women")
    if values.get("year") and values["year"] > context.today.year:
        yield RuleViolation("headcount.year", _("Năm ở tương lai. Hãy kiểm tra lại."), "year")
