"""What a victim is owed: by the employer (Đ38.4, Đ38.5 Luật 84/2015) and by the insurance fund (Đ48, Đ49, Đ53).

Amounts are exact Decimals in đồng, not rounded. ``loss_percent`` is the whole percentage of reduced working capacity
that the medical board concluded, 0–100. Every function raises ValueError, in Vietnamese, outside its article's range.
"""

from decimal import Decimal

_ALLOWANCE_SHARE = Decimal("0.4")
_DEATH_REFERENCE_WAGES = 36


def compensation_months(loss_percent: int | None, *, is_death: bool = False) -> Decimal:
    """Least compensation in months of wage when the victim was not wholly at fault (Đ38.4).

    5–10 %: 1.5 months; each further percent to 80 %: +0.4; 81 % and more, or death: 30 months. Below 5 % there is none.
    Off-site duty by a third party's or unknown fault is paid the same (Đ39.1).
    """
    if is_death:
        return Decimal(30)
    if loss_percent is None:
        raise ValueError("Chưa có tỷ lệ suy giảm khả năng lao động")
    _check_loss(loss_percent, 5, 100, "Bồi thường theo khoản 4 Điều 38")
    if loss_percent >= 81:
        return Decimal(30)
    return Decimal("1.5") + max(loss_percent - 10, 0) * Decimal("0.4")


def compensation_vnd(loss_percent: int | None, monthly_wage_vnd: Decimal, *, is_death: bool = False) -> Decimal:
    """Least compensation by the employer (Đ38.4); the wage is salary with allowances and other supplements (Đ38.10)."""
    return compensation_months(loss_percent, is_death=is_death) * _money(monthly_wage_vnd)


def allowance_vnd(loss_percent: int | None, monthly_wage_vnd: Decimal, *, is_death: bool = False) -> Decimal:
    """Least allowance by the employer: 40 % of the compensation, when the victim was at fault (Đ38.5).

    A commuting accident by another's or unknown fault is paid the same (Đ39.2).
    """
    return _ALLOWANCE_SHARE * compensation_vnd(loss_percent, monthly_wage_vnd, is_death=is_death)


def fund_lump_sum_vnd(
    loss_percent: int, reference_wage_vnd: Decimal, fund_wage_vnd: Decimal, years_paid: int
) -> Decimal:
    """One-time allowance of the fund for a loss of 5–30 % (Đ48).

    [5 + (m − 5) × 0.5] reference wages, plus [0.5 + (t − 1) × 0.3] wages on which contributions were paid in the month
    before the accident; t = full years of contribution, and less than one counts as one.
    """
    _check_loss(loss_percent, 5, 30, "Trợ cấp một lần theo Điều 48")
    by_loss = Decimal(5) + (loss_percent - 5) * Decimal("0.5")
    by_years = Decimal("0.5") + _further_years(years_paid) * Decimal("0.3")
    return by_loss * _money(reference_wage_vnd) + by_years * _money(fund_wage_vnd)


def fund_monthly_vnd(
    loss_percent: int, reference_wage_vnd: Decimal, fund_wage_vnd: Decimal, years_paid: int
) -> Decimal:
    """Monthly allowance of the fund for a loss of 31 % and more (Đ49), VND a month.

    [30 % + (m − 31) × 2 %] of the reference wage, plus [0.5 % + (t − 1) × 0.3 %] of the contribution wage.
    """
    _check_loss(loss_percent, 31, 100, "Trợ cấp hằng tháng theo Điều 49")
    by_loss = Decimal("0.30") + (loss_percent - 31) * Decimal("0.02")
    by_years = Decimal("0.005") + _further_years(years_paid) * Decimal("0.003")
    return by_loss * _money(reference_wage_vnd) + by_years * _money(fund_wage_vnd)


def fund_death_vnd(reference_wage_vnd: Decimal) -> Decimal:
    """One-time allowance of the fund to the kin: 36 reference wages of the month of death (Đ53)."""
    return _DEATH_REFERENCE_WAGES * _money(reference_wage_vnd)


def _further_years(years_paid: int) -> int:
    if years_paid < 0:
        raise ValueError("Số năm đóng bảo hiểm không được âm")
    return max(years_paid - 1, 0)


def _check_loss(loss_percent: int, lowest: int, highest: int, article_vi: str) -> None:
    if not lowest <= loss_percent <= highest:
        raise ValueError(
            f"{article_vi}: mức suy giảm khả năng lao động phải từ {lowest}% đến {highest}%, không phải {loss_percent}%"
        )


def _money(amount_vnd: Decimal) -> Decimal:
    if amount_vnd < 0:
        raise ValueError("Tiền lương không được âm")
    return Decimal(amount_vnd)
