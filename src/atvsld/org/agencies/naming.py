"""The one agency in force that a person's words mean, and the words by which a list tells one from another."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.search import fold
from .find import matching_agencies
from .models import Agency

MOST_READ = 200
SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ldtbxh": "lao dong thuong binh va xa hoi",
    "ld tb xh": "lao dong thuong binh va xa hoi",
    "mttq": "mat tran to quoc",
    "ldld": "lien doan lao dong",
    "bql": "ban quan ly",
    "kcn": "khu cong nghiep",
    "bhxh": "bao hiem xa hoi",
}


def agency_named(line: str, field: str) -> Agency:
    """By its whole name, with the province behind a comma where it is a commune's, or by words that only one has.

    Raises Refused with agency.unknown or agency.several.
    """
    head, _comma, tail = line.partition(",")
    rows = list(matching_agencies(spelt_out(head)).select_related("place__province")[:MOST_READ])
    same = [row for row in rows if spelt_out(line) in _names(row)] or ([] if tail else rows)
    if len(same) == 1:
        return same[0]
    if not same:
        message = _("Không có cơ quan nào tên «{text}». Xem tên đúng ở trang Cơ quan.")
        raise Refused([RuleViolation("agency.unknown", message, field, text=line)])
    message = _("«{text}» có thể là {names}. Hãy ghi thêm tên tỉnh, xã.")
    names = "; ".join(agency_label(row) for row in same[:4])
    raise Refused([RuleViolation("agency.several", message, field, text=line, names=names)])


def agency_label(row: Agency) -> str:
    """Its name, of a body of a commune with the province: a label that `agency_named` understands again."""
    place = row.place
    is_commune = place is not None and place.province is not None and place.province_id != place.pk
    return f"{row.name_vi}, {place.province.in_text}" if is_commune and place and place.province else row.name_vi


def _names(row: Agency) -> Iterator[str]:
    yield fold(row.name_vi)
    yield fold(agency_label(row))


def spelt_out(text: str) -> str:
    """Folded, with the short forms that officers write in full: "UBND xã" → "uy ban nhan dan xa"."""
    folded = f" {fold(text)} "
    for short, whole in SHORT.items():
        folded = folded.replace(f" {short} ", f" {whole} ")
    return folded.strip()
