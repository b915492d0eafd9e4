"""Example values of each register: what the kit fills in. A new register needs a line here, else the kit fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from typing import Any

from atvsld.base.lists import register
from atvsld.base.scope import Scope
from atvsld.testing import COMMUNE, EVERYTHING, PROVINCE, make_accident, make_establishment, tax_codes

EVENT_DAY = date(2026, 3, 10)
_codes = tax_codes(470_000_000)
_years = cycle(range(2003, 2026))

# Values that no other row holds, so that a test can look for them in any page or file; `{}` is the side of the world.
SECRETS: Mapping[str, Mapping[str, Any]] = {
    "accidents": {"summary": "Diễn biến kín {}", "declarant_name": "Kín Khai Báo {}", "declarant_phone": "0909 {}"},
    "victims": {
        "full_name": "Kín Bị Nạn {}", "sex": "female", "birth_year": 1951, "identity_number": "001951000007",
        "home_address": "Ngõ Kín {}", "injury_text": "Thương tích kín {}", "treated_at": "Bệnh viện kín {}",
        "injury_codes": ["011"], "died_on": None, "worker_groups": ["disabled", "women"],
    },
    "establishments": {"phone": "0208 kín {}", "email": "kin@example.vn"},
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """How the kit types a row of one register.

    `typed()` gives raw text for every field that is entered, `least()` only what is required; both are accepted.
    `breakers` are single raw values that are refused, with the code of the refusal; `change` is an accepted edit.
    """

    name: str
    typed: Callable[[], dict[str, str]]
    least: Callable[[], dict[str, str]]
    change: tuple[str, str]
    breakers: tuple[tuple[str, str, str], ...] = ()
    secrets: Mapping[str, Any] = field(default_factory=dict)

    def private(self, side: str) -> dict[str, Any]:
        """The secret values of that side, as plain values."""
        return {k: v.format(side) if isinstance(v, str) else v for k, v in self.secrets.items() if v is not None}

    def values(self, scope: Scope, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Plain values of what was typed; fails on a refusal."""
        from atvsld.base.checking import clean
        from atvsld.base.references import ScopedRefs

        values, violations = clean(register(self.name), raw, ScopedRefs(scope))
        assert not violations, violations
        return values

    def make(self, scope: Scope = EVERYTHING, over: Mapping[str, Any] | None = None, *, least: bool = False) -> Any:
        """A row through the service, with every value set, or only those required."""
        values = self.values(EVERYTHING, self.least() if least else self.typed())
        return register(self.name).services.create(scope, {**values, **(over or {})}, via="test")


def _accident(establishment: str = "") -> dict[str, str]:
    return {
        "declared_by": "employer", "establishment": establishment or make_establishment().tax_code,
        "own_reference": "01/TN-2026",
        "occurred_at": "10/03/2026 09:30", "event_province": f"Tỉnh {PROVINCE}", "event_commune": COMMUNE,
        "event_address": "Phân xưởng 2", "is_abroad": "không", "is_commuting": "không", "summary": "Ngã từ giàn giáo",
        "cause_code": "1", "injury_factor_code": "3.1", "property_damage_vnd": "12.000.000",
        "declarant_name": "Lê Văn Khai", "declarant_phone": "0912345678",
    }  # fmt: skip


def _victim() -> dict[str, str]:
    accident = make_accident(make_establishment())
    return {
        "accident": accident.receipt_number, "full_name": "Trần Thị Ví Dụ", "sex": "Nữ", "birth_year": "1990",
        "identity_number": "001190000001", "home_address": "Xóm 3", "occupation_code": "7",
        "occupation_text": "Thợ hàn", "skill_grade": "3/7", "years_in_trade": "4",
        "has_labour_contract": "có", "is_under_management": "có",
        "worker_groups": "women", "reported_condition": "Chết", "died_on": "12/03/2026", "injury_codes": "011",
        "injury_text": "Chấn thương sọ não", "treated_at": "Bệnh viện A", "lost_days": "30",
        "medical_cost_vnd": "1.500.000", "wage_cost_vnd": "2000000", "compensation_vnd": "0", "other_cost_vnd": "1",
    }  # fmt: skip


def _establishment() -> dict[str, str]:
    return {
        "tax_code": next(_codes), "name": "Công ty Ví Dụ", "type_code": "2.1", "vsic_code": "2395",
        "vsic_version": "VSIC 2018", "province": f"Tỉnh {PROVINCE}", "commune": COMMUNE, "address": "Số 1", "zone": "",
        "head_office": make_establishment().tax_code, "phone": "02083 111 222", "email": "antoan@example.vn",
        "registered_on": "01/02/2020", "capital_vnd": "1.000.000.000", "high_risk_sector": "1",
        "is_high_risk_art36": "có", "is_high_risk_art37": "không",
    }  # fmt: skip


def _headcount() -> dict[str, str]:
    return {
        "establishment": make_establishment().tax_code, "year": "2025", "average_workers": "1.200",
        "average_women": "700", "wage_fund_vnd": "90.000.000.000",
    }  # fmt: skip


def _period() -> dict[str, str]:
    return {"establishment": make_establishment().tax_code, "year": "2025", "half": "6 tháng đầu năm"}


def _yearly_figure() -> dict[str, str]:
    """Each time of another year: there is one figure of a unit, year and line."""
    return {
        "unit": f"Tỉnh {PROVINCE}", "year": str(next(_years)), "line": "deaths", "value": "12",
        "source": "Báo cáo 15/BC-SNV ngày 10/01/2026", "note": "Chưa gồm khu vực không có hợp đồng",
    }  # fmt: skip


def _only(whole: Callable[[], dict[str, str]], *names: str) -> Callable[[], dict[str, str]]:
    return lambda: {name: text for name, text in whole().items() if name in names}


EXAMPLES: dict[str, Example] = {
    e.name: e
    for e in (
        Example(
            "accidents", _accident, _only(_accident, "declared_by", "establishment", "occurred_at", "event_province"),
            ("event_address", "Phân xưởng 3"),
            (("declared_by", "", "field.required"), ("declared_by", "bạn bè", "field.choice"),
             ("occurred_at", "31/02/2026", "field.moment"), ("occurred_at", "01/01/2200 00:00", "field.future"),
             ("establishment", "", "establishment.missing"), ("establishment", "0000000000", "field.unknown"),
             ("event_province", "Tỉnh Không Có", "field.unknown"), ("event_province", "Cà Mau", "commune.province"),
             ("is_abroad", "có", "place.abroad"), ("is_commuting", "có lẽ", "field.boolean"),
             ("cause_code", "77", "code.unknown"), ("property_damage_vnd", "1,5", "field.number"),
             ("event_address", "x" * 401, "field.too_long"), ("summary", "\x07", "field.control_character")),
            SECRETS["accidents"],
        ),
        Example(
            "victims", _victim, _only(_victim, "accident", "full_name", "reported_condition", "died_on"),
            ("occupation_text", "Thợ nề"),
            (("accident", "TN0", "field.unknown"), ("full_name", " ", "field.required"),
             ("birth_year", "1800", "field.range"), ("birth_year", "2025", "birth_year.range"),
             ("identity_number", "12", "field.identity"), ("died_on", "", "death.date"),
             ("died_on", "09/03/2026", "death.before_accident"), ("injury_codes", "9999", "code.unknown"),
             ("injury_codes", "01", "injury.heading"), ("worker_groups", "x;women", "code.unknown"),
             ("lost_days", "-1", "field.range"), ("sex", "khác", "field.choice")),
            SECRETS["victims"],
        ),
        Example(
            "establishments", _establishment, _only(_establishment, "tax_code", "name", "province"),
            ("name", "Công ty Ví Dụ Mới"),
            (("tax_code", "4600000000", "tax_code.check_digit"), ("tax_code", "12", "tax_code.format"),
             ("tax_code", "999000000000", "tax_code.identity"), ("name", "", "field.required"),
             ("province", "", "field.required"), ("province", "Cà Mau", "commune.province"),
             ("vsic_version", "", "vsic.version"), ("email", "khong-phai", "email.format"),
             ("registered_on", "31/04/2020", "field.date"), ("registered_on", "01/01/2199", "field.future"),
             ("high_risk_sector", "99", "code.unknown"), ("capital_vnd", "nhiều", "field.number")),
            SECRETS["establishments"],
        ),
        Example(
            "headcounts", _headcount, _only(_headcount, "establishment", "year", "average_workers"),
            ("average_workers", "1.300"),
            (("year", "1999", "field.range"), ("year", "2099", "headcount.year"),
             ("average_women", "1201", "headcount.women"), ("average_workers", "", "field.required")),
        ),
        Example(
            "no_accident_periods", _period, _only(_period, "establishment", "year"), ("half", "6 tháng cuối năm"),
            (("year", "2099", "period.not_over"), ("half", "quý 1", "field.choice"),
             ("establishment", "", "field.required")),
        ),
        Example(
            "yearly_figures", _yearly_figure, _only(_yearly_figure, "unit", "year", "line", "value", "source"),
            ("value", "13"),
            (("unit", "Tỉnh Không Có", "field.unknown"), ("unit", "", "field.required"),
             ("year", "2099", "yearly_figure.future"), ("year", "1999", "field.range"),
             ("line", "số vụ gì đó", "field.choice"), ("value", "-1", "field.range"), ("value", "", "field.required"),
             ("source", "", "field.required")),
        ),
    )
}  # fmt: skip


def example(name: str) -> Example:
    """The example of a register; LookupError, with the remedy, when there is none."""
    try:
        return EXAMPLES[name]
    except KeyError:
        raise LookupError(f"tests/kit/examples.py has no example values of the register «{name}»: add them") from None
