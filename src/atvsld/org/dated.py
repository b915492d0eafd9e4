"""Rows that hold from one day to another."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows with `valid_from` (null: since before the records) and `valid_to` (the last day; null: still in force)."""

    def in_force(self, on: date | None = None) -> Self:
        """The rows that hold on the day; without a day, today in Viet Nam."""
        day = on or timezone.localdate()
        started = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
        not_ended = models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day)
        return self.filter(started, not_ended)


class Certainty(models.TextChoices):
    """How sure a row of reference data is: seen in a source, or to be confirmed."""

    VERIFIED = "verified", _("đã đối chiếu")
    PROVISIONAL = "provisional", _("tạm, chưa đối chiếu")


def holds_on(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Whether a row with these dates, both included, holds on the day."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
