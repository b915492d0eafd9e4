"""Words of `statutes`, which knows of no translation, in the language of the reader."""

from __future__ import annotations

from django.utils.translation import gettext

from ..statutes.period import Period


def period_label(period: Period) -> str:
    """ "6 tháng đầu năm 2025", "Năm 2025"."""
    return gettext(period.label_pattern).format(year=period.year)
