"""The law as data with dates: instruments, seed code lists, due dates and formulas. Plain Python, no Django.

Dates are inclusive on both sides: ``valid_to`` is the last day on which a row holds.
"""
