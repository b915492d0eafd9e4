"""Numbers in Vietnamese form: 1.234,5."""

from __future__ import annotations

from decimal import Decimal


def vietnamese_integer(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def vietnamese_number(number: Decimal | float | int | None, places: int | None = None) -> str:
    """With `places` decimals, or as many as the number has; "–" when there is no number."""
    if number is None:
        return "–"
    text = f"{number:,.{places}f}" if places is not None else f"{number:,}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def vietnamese_signed(number: Decimal | float, places: int = 1) -> str:
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return sign + vietnamese_number(-number if number < 0 else number, places)
