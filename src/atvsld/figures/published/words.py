"""What is counted and of whom, in the words of the notices."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ...base.language import Words

TOTAL, EMPLOYED, NON_CONTRACT = "total", "employed", "non_contract"
SECTORS: Mapping[str, Words] = {
    TOTAL: _("Cả hai khu vực"),
    EMPLOYED: _("Có quan hệ lao động"),
    NON_CONTRACT: _("Không theo hợp đồng lao động"),
}
ACCIDENTS, VICTIMS, FATAL_ACCIDENTS, DEATHS = "accidents", "victims", "fatal_accidents", "deaths"
SEVERE, WOMEN, WITH_SEVERAL = "severe_injuries", "female_victims", "accidents_2plus_victims"
LINES: Mapping[str, Words] = {
    ACCIDENTS: _("Số vụ tai nạn lao động"),
    VICTIMS: _("Số người bị nạn"),
    FATAL_ACCIDENTS: _("Số vụ tai nạn chết người"),
    DEATHS: _("Số người chết"),
    SEVERE: _("Số người bị thương nặng"),
    WOMEN: _("Số nạn nhân nữ"),
    WITH_SEVERAL: _("Số vụ có từ hai người bị nạn"),
}
UNITS: Mapping[str, Words] = {
    line: _("vụ") if line in (ACCIDENTS, FATAL_ACCIDENTS, WITH_SEVERAL) else _("người") for line in LINES
}
