"""How sure a change of a rate is: the exact interval of the ratio of two Poisson rates. Plain numbers, no tables.

Given the sum n of two counts, the second is binomial with p = r·e₂ / (e₁ + r·e₂), where r is the ratio of the rates and
e₁, e₂ their exposures (workers). The Clopper–Pearson limits of p give those of r (Przyborowski & Wilenski 1940): the
interval holds r at least as often as it promises, however few the deaths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300


@dataclass(frozen=True)
class RateRatio:
    """`ratio` = later rate / earlier rate (None when the earlier is 0); limits from 0 to infinity, at `level`."""

    ratio: float | None
    lower: float
    upper: float
    level: float

    @property
    def is_surely_lower(self) -> bool:
        return self.upper < 1

    @property
    def is_surely_higher(self) -> bool:
        return self.lower > 1


def rate_ratio(
    before: int, exposure_before: float, after: int, exposure_after: float, level: float = 0.95
) -> RateRatio:
    """The ratio of the rate after to the rate before. ValueError for a negative count, no exposure or a wrong level."""
    if before < 0 or after < 0:
        raise ValueError("Số đếm không thể âm")
    if exposure_before <= 0 or exposure_after <= 0:
        raise ValueError("Mẫu số phải lớn hơn 0")
    weight = exposure_before / exposure_after
    low, high = binomial_interval(after, before + after, level)
    ratio = after / before * weight if before else None
    lower = low / (1 - low) * weight if low < 1 else math.inf
    upper = high / (1 - high) * weight if high < 1 else math.inf
    return RateRatio(ratio, lower, upper, level)


def binomial_interval(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """The exact (Clopper–Pearson) interval of a share; (0, 1) of no trial. ValueError for a wrong level or count."""
    if not 0 < level < 1:
        raise ValueError("Mức tin cậy phải nằm giữa 0 và 1")
    if not 0 <= successes <= trials:
        raise ValueError("Số đếm phải nằm từ 0 đến tổng số")
    tail = (1 - level) / 2
    lower = beta_quantile(tail, successes, trials - successes + 1) if successes else 0.0
    upper = beta_quantile(1 - tail, successes + 1, trials - successes) if successes < trials else 1.0
    return lower, upper


@lru_cache(maxsize=4096)
def beta_quantile(probability: float, a: float, b: float) -> float:
    """The x at which the beta distribution (a, b) reaches the probability: Newton's steps, held between two bounds."""
    low, high = 0.0, 1.0
    mean, deviation = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
    guess = mean + NormalDist().inv_cdf(probability) * deviation
    x = guess if 0 < guess < 1 else mean
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    for _ in range(200):
        off = regularised_beta(x, a, b) - probability
        low, high = (x, high) if off < 0 else (low, x)
        density = math.exp((a - 1) * math.log(x) + (b - 1) * math.log1p(-x) - log_beta)
        step = x - off / density if density > _TINY else low
        # A step that leaves the bounds, or stays on one of them, is no nearer: halve what is left.
        following = step if low < step < high else (low + high) / 2
        if abs(following - x) <= 1e-15 * x or following in (low, high):
            return following
        x = following
    return x


def regularised_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), the distribution function of beta, by its continued fraction (Lentz's method)."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - regularised_beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    numerator, denominator = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = denominator
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            denominator = 1 / _away_from_zero(1 + step * denominator)
            numerator = _away_from_zero(1 + step / numerator)
            value *= numerator * denominator
        if abs(numerator * denominator - 1) < 1e-15:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


# Beyond so many events the exact sum takes long, and the approximation is right to four digits.
EXACT_UP_TO = 300


@lru_cache(maxsize=4096)
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of the mean of which `count` events came: exact (Garwood 1936) up to `EXACT_UP_TO` events, beyond
    by the approximation of Wilson and Hilferty (1931). ValueError for a negative count."""
    if count < 0:
        raise ValueError("Số đếm không thể âm")
    if not 0 < level < 1:
        raise ValueError("Mức tin cậy phải nằm giữa 0 và 1")
    tail = (1 - level) / 2
    if count > EXACT_UP_TO:
        away = NormalDist().inv_cdf(1 - tail)
        return _approximate(count, -away), _approximate(count + 1, away)
    lower = _mean_where(count - 1, 1 - tail) if count else 0.0
    return lower, _mean_where(count, tail)


def at_most(count: int, mean: float) -> float:
    """P(X ≤ count) of a Poisson variable, summed exactly."""
    if mean <= 0:
        return 1.0
    terms = (math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))
    return min(1.0, math.fsum(terms))


def _approximate(count: int, deviations: float) -> float:
    return count * (1 - 1 / (9 * count) + deviations / (3 * math.sqrt(count))) ** 3


def _mean_where(count: int, chance: float) -> float:
    """The mean at which at most `count` events come with that chance."""
    low, high = 0.0, count + 10.0 + 10.0 * math.sqrt(count + 1)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(count, middle) > chance else (low, middle)
    return (low + high) / 2
