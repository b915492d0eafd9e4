"""What the lines of a file may not say, each with its reason and its remedy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from atvsld.base.errors import RuleViolation
from atvsld.org.places.changes.change import Change, unfit
from atvsld.org.places.models import Place, PlaceSuccession

_ROUNDING = Decimal("0.0001")


def said_twice(changes: Sequence[Change]) -> Iterator[tuple[int, RuleViolation]]:
    """Lines that name the same two units again."""
    first: dict[tuple[str, str], int] = {}
    for change in changes:
        row = first.setdefault((change.old_code, change.new_code), change.row)
        if row != change.row:
            yield change.row, unfit(
                "row_twice", _("Dòng này nói lại dòng {row}. Hãy bỏ một dòng."), "old_code", row=row
            )  # fmt: skip


def shares(changes: Sequence[Change]) -> Iterator[tuple[int, RuleViolation]]:
    """A unit goes over whole into one, or in parts into several; the shares of its people are all given or none."""
    by_old: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_old[change.old_code].append(change)
    for code, lines in by_old.items():
        first = lines[0]
        parts = {line.part for line in lines}
        if len(lines) == 1 and first.part == PlaceSuccession.Kind.PART:
            yield first.row, unfit(
                "part_alone", _("Đơn vị {number} chỉ có một phần chuyển đi mà không ghi phần còn lại nay là đơn vị "
                                "nào. Hãy thêm dòng cho phần còn lại, kể cả khi nó giữ tên và mã cũ."),
                "part", number=code,
            )  # fmt: skip
        elif len(lines) > 1 and PlaceSuccession.Kind.WHOLE in parts:
            yield first.row, unfit(
                "whole_twice", _("Đơn vị {number} chuyển vào {n} đơn vị thì mỗi dòng phải là «một phần»."), "part",
                number=code, n=len(lines),
            )  # fmt: skip
        given = [line.share for line in lines if line.share is not None]
        if given and (len(given) < len(lines) or abs(sum(given, Decimal(-1))) > _ROUNDING):
            yield first.row, unfit(
                "share_sum", _("Tỷ lệ dân số của đơn vị {number} phải ghi ở mọi dòng và cộng lại bằng 1, "
                               "hoặc để trống tất cả khi không ai đếm."),
                "share_population", number=code,
            )  # fmt: skip


def share_of(change: Change) -> Decimal | None:
    """All people of a unit that goes over whole, unless the line says another thing."""
    return Decimal(1) if change.share is None and change.part == PlaceSuccession.Kind.WHOLE else change.share


def is_as_stored(change: Change, unit: Place) -> bool:
    """Whether the line means the unit as the database has it."""
    same_name = (unit.kind, unit.name_vi) == (change.kind, change.name_vi)
    return same_name and (not change.province_code or (unit.province and unit.province.code) == change.province_code)


def is_confirmed(change: Change, said: PlaceSuccession) -> bool:
    """Whether the succession is stored with this certainty, document and share."""
    stored = said.share_population
    return (said.status, said.source, stored) == (change.status, change.instrument, share_of(change))


def is_same(old: Place, new: Place) -> bool:
    return (old.code, old.kind, old.name_vi, old.level) == (new.code, new.kind, new.name_vi, new.level) and (
        old.level == Place.Level.PROVINCE or old.province is new.province
    )


def no_change(unit: Place) -> RuleViolation:
    return unfit(
        "no_change", _("Dòng này không đổi gì: «{name}» giữ nguyên mã, loại, tên và tỉnh. Hãy bỏ dòng."), "new_code",
        name=unit.full_name,
    )  # fmt: skip


def known_otherwise(unit: Place) -> RuleViolation:
    return unfit(
        "known_otherwise", _("Từ ngày {day:%d/%m/%Y} hệ thống đã ghi mã {number} là «{name}», và không ghi như dòng "
                             "này. Những gì đã ghi không bị sửa: hãy xem lại tệp."),
        "new_code", day=unit.valid_from, number=unit.code, name=unit.full_name,
    )  # fmt: skip


def new_differs(row: int) -> RuleViolation:
    return unfit(
        "new_differs", _("Cùng mã mới với dòng {row} nhưng khác loại, tên hoặc mã tỉnh. Hãy ghi như nhau."),
        "new_code", row=row,
    )  # fmt: skip


def code_taken(unit: Place) -> RuleViolation:
    return unfit(
        "code_taken", _("Mã {number} là của «{name}», đơn vị không nằm trong thay đổi này. Hãy xem lại mã mới; "
                        "đơn vị ấy nhận thêm địa bàn thì cũng cần một dòng với mã cũ của nó."),
        "new_code", number=unit.code, name=unit.label,
    )  # fmt: skip


def province_needed(code: str, day: date) -> RuleViolation:
    if code:
        return unfit(
            "province_unknown", _("Ngày {day:%d/%m/%Y} không có tỉnh, thành phố nào mang mã {number}."),
            "province_code", day=day, number=code,
        )  # fmt: skip
    return unfit("province_needed", _("Không rõ đơn vị mới thuộc tỉnh nào: hãy ghi mã tỉnh."), "province_code")


def commune_left(province: Place, communes: Sequence[Place]) -> RuleViolation:
    return unfit(
        "commune_left", _("«{name}» chia cho nhiều tỉnh mà tệp không nói {n} xã, phường của nó nay thuộc tỉnh nào, "
                          "ví dụ {number} «{commune}». Hãy thêm dòng cho từng xã."),
        "old_code", name=province.full_name, n=len(communes), number=communes[0].code, commune=communes[0].full_name,
    )  # fmt: skip


def commune_later(commune: Place) -> RuleViolation:
    return unfit(
        "commune_later", _("Đã ghi một thay đổi của «{commune}» từ ngày muộn hơn thay đổi này của tỉnh. Hãy thêm dòng "
                           "cho xã ấy."),
        "old_code", commune=commune.label,
    )  # fmt: skip
