"""The shares by which accidents are drawn. Where each comes from stands in `seeds/README.md`."""

from __future__ import annotations

# Which accidents: of workers with contract, on the way to or from work, of workers without contract.
GROUPS = {"contract": 0.87, "commuting": 0.07, "free": 0.06}
# Severity of an accident by group.
SEVERITY = {
    "contract": {"fatal": 0.085, "severe": 0.20, "minor": 0.715},
    "commuting": {"fatal": 0.06, "severe": 0.30, "minor": 0.64},
    "free": {"fatal": 0.45, "severe": 0.50, "minor": 0.05},
}
# More than one victim; more than one dead of them.
SECOND_VICTIM, THIRD_VICTIM = 0.012, 0.003
SECOND_DEATH = 0.04
DIES_LATER = 0.02
# An accident of an establishment that reports nothing becomes known this much more seldom.
KNOWN_OF_SILENT = 0.08
# Hours until the notice is in, by severity; and how often it comes weeks late.
HOURS = {"fatal": (1, 2, 3, 5, 9), "severe": (4, 8, 26, 50), "minor": (8, 26, 50, 76, 120)}
LATE, LATEST_DAYS = 0.06, 120
# What became of files older than two months.
ENDS = {"accepted": 0.885, "declared": 0.045, "notified": 0.045, "returned": 0.02, "voided": 0.005}
UNKNOWN_COMMUNE = 0.06
ELSEWHERE_IN_PROVINCE = 0.6
IN_ANOTHER_PROVINCE = 0.03
UNCODED_CAUSE = 0.03
UNCODED_OCCUPATION = 0.12
