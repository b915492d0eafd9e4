"""Accident frequency rates, per 1 000 workers (Phụ lục XIV NĐ 39/2016, columns 11 and 12; TT 27/2021/TT-BLĐTBXH)."""

from decimal import Decimal

PER_WORKERS = 1000


def rate_per_1000(count: int, workers: int | Decimal | None) -> Decimal | None:
    """K = victims × 1000 / workers; with deaths for ``count`` it is K_chết. Exact, not rounded.

    None when the number of workers is 0 or unknown: there is no rate. ValueError for negative numbers.
    ``workers`` may be an average of a period and so a Decimal.
    """
    if count < 0 or (workers is not None and workers < 0):
        raise ValueError("Số người bị nạn và số lao động không được âm")
    if not workers:
        return None
    return Decimal(count) * PER_WORKERS / Decimal(workers)
