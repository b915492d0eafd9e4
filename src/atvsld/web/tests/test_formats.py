"""Vietnamese forms of numbers and dates."""

from datetime import date
from decimal import Decimal

from django import forms
from django.template import Context, Template
from django.utils import formats


def render(text: str, **values: object) -> str:
    return Template("{% load humanize %}" + text).render(Context(values))


def test_numbers():
    assert formats.number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == "1.234,5"
    assert render("{{ n|intcomma }}", n=1234567) == "1.234.567"


def test_years_and_row_ids_are_never_grouped():
    assert render("{{ year }} {{ pk }}", year=2025, pk=12345) == "2025 12345"


def test_dates():
    assert render("{{ day }}", day=date(2025, 7, 1)) == "01/07/2025"
    field = forms.DateField()
    for text in ("01/07/2025", "2025-07-01", "1.7.2025"):
        assert field.clean(text) == date(2025, 7, 1)
