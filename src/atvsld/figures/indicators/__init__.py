"""Indicators: numerator over denominator of a unit, year by year, where both come from and how sure a change is."""

from __future__ import annotations

from .declared import FATAL_ACCIDENT_RATE, INDICATORS, Indicator
from .evaluation import Evaluation, evaluate_indicator

__all__ = ["FATAL_ACCIDENT_RATE", "INDICATORS", "Evaluation", "Indicator", "evaluate_indicator"]
