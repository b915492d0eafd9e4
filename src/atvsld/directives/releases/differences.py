"""What one version of published figures says otherwise than another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.language import Words

PARTS: Mapping[str, Words] = {
    "value": _("giá trị"),
    "numerator": _("tử số"),
    "denominator": _("mẫu số"),
    "change_percent": _("thay đổi so với năm trước (%)"),
    "status": _("kết luận"),
    "month": _("người chết trong tháng"),
    "establishments": _("cơ sở đã biết phải báo cáo"),
    "reporting": _("cơ sở đã báo cáo"),
    "workers": _("lao động đã biết"),
    "workers_reporting": _("lao động của cơ sở đã báo cáo"),
    "unknown_headcount": _("cơ sở chưa biết số lao động"),
    "older_headcount": _("cơ sở lấy số lao động của năm trước"),
}


@dataclass(frozen=True)
class Difference:
    """One number or conclusion, before and after; `of` is a label of a declaration or a month ("07"), None: absent."""

    of: str
    part: str
    before: Any
    after: Any

    @property
    def part_label(self) -> Words:
        return PARTS[self.part]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """In the order of the page; nothing where both say the same."""
    old, new = dict(_lines(before)), dict(_lines(after))
    keys = dict.fromkeys([*new, *old])
    return [Difference(*key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _lines(figures: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    for part, number in figures["coverage"].items():
        yield ("", part), number
    for one in figures["indicators"]:
        label = one["indicator"]["label"]
        yield (label, "value"), one["value"]
        yield (label, "numerator"), one["numerator"]["value"]
        yield (label, "denominator"), one["denominator"]["value"]
        yield (label, "change_percent"), one["change_percent"]
    for month, number in enumerate(figures["deaths_by_month"] or (), 1):
        yield (f"{month:02d}", "month"), number
    for programme in figures["programmes"]:
        for target in programme["targets"]:
            yield (target["summary"], "status"), target["status"]
