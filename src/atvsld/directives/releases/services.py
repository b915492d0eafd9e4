"""The only code that publishes: a year's figures of a unit become a version that nothing changes any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.demonstration import MARK, is_demonstration
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.language import in_vietnamese
from ...base.scope import Scope, ScopePart
from ...base.values import canonical_json, digest
from ...org.places.models import NATION, Place
from .differences import Difference, differences
from .figures import drawn_up
from .models import Release
from .reading import standing

REGISTER, FORMAT = "releases", "atvsld-release/1"
LEAST_REASON, MOST_REASON = 10, 500
# Before Decree 39/2016 was in force nothing was counted this way.
FIRST_YEAR = 2016


@dataclass(frozen=True)
class Draft:
    """What would be published now. `seen` names exactly these figures; `changed` is how they differ from `standing`."""

    unit: Place | None
    year: int
    figures: dict[str, Any]
    standing: Release | None
    changed: list[Difference]

    @property
    def seen(self) -> str:
        return digest(self.figures)


def code_of(unit: Place | None) -> str:
    return unit.code if unit else NATION


def part_that_publishes(scope: Scope, unit: Place | None) -> ScopePart | None:
    """The membership by which this person publishes for the unit: a province's for that province, the nation's for the
    nation. Smaller units publish nothing: in so few cases a person could be recognised."""
    for part in scope.parts_for(REGISTER, "publish"):
        if unit is None and part.everywhere:
            return part
        if (
            unit is not None
            and unit.level == Place.Level.PROVINCE
            and not part.everywhere
            and unit.pk in part.place_ids
        ):
            return part if unit.valid_to is None else None
    return None


def units_of(scope: Scope) -> list[Place | None]:
    """The units for which this person publishes."""
    parts = scope.parts_for(REGISTER, "publish")
    ids = {pk for part in parts for pk in part.place_ids}
    provinces = Place.objects.provinces().in_force().filter(pk__in=ids).in_vietnamese_order()
    nation: list[Place | None] = [None] if any(part.everywhere for part in parts) else []
    return [*nation, *provinces]


def draft(scope: Scope, unit: Place | None, year: int, today: date | None = None) -> Draft:
    """What publishing would freeze. Raises OutOfScope; Refused with release.year."""
    if part_that_publishes(scope, unit) is None:
        raise OutOfScope()
    day = today or timezone.localdate()
    if not FIRST_YEAR <= year < day.year:
        message = _("Chỉ công bố năm đã kết thúc, từ {first} đến {last}.")
        raise Refused([RuleViolation("release.year", message, "year", first=FIRST_YEAR, last=day.year - 1)])
    figures, now = drawn_up(scope, unit, year, day), standing(code_of(unit), year)
    changed = differences(now.whole["figures"], figures) if now else []
    return Draft(unit, year, figures, now, changed)


def publish(
    scope: Scope, unit: Place | None, year: int, seen: str, reason: str = "", *, via: str = "page",
    today: date | None = None,
) -> Release:  # fmt: skip
    """Freeze the figures that the person has `seen`. Raises OutOfScope; Refused with release.year, .empty, .same,
    .changed (they are others by now) or .reason (a further version without one)."""
    wanted = draft(scope, unit, year, today)
    said = " ".join(reason.split())
    if violations := [*_violations(wanted, seen, said)]:
        raise Refused(violations)
    part = part_that_publishes(scope, unit)
    assert part is not None
    try:
        with transaction.atomic():
            row = _row(scope, part, wanted, said)
            row.save()
            changes = {"unit": [None, row.code], "year": [None, year], "version": [None, row.version],
                       "sha256": [wanted.standing.sha256 if wanted.standing else None, row.sha256]}  # fmt: skip
            record_writes(scope, via, [Act("create", REGISTER, row, changes, said)])
    except IntegrityError as error:
        raise Refused([_changed()]) from error
    return row


def _row(scope: Scope, part: ScopePart, wanted: Draft, reason: str) -> Release:
    before, now = wanted.standing, timezone.now()
    version = before.version + 1 if before else 1
    unit = wanted.unit
    content = canonical_json({
        "format": FORMAT,
        "unit": {"code": code_of(unit), "level": unit.level if unit else "nation",
                 "name": unit.full_name if unit else in_vietnamese(_("Cả nước"))},
        "year": wanted.year, "version": version, "published_at": now, "publisher": part.unit_label, "reason": reason,
        "previous_sha256": before.sha256 if before else None, "boundaries": "now",
        "data": MARK if is_demonstration() else "",
        "figures": wanted.figures,
    })  # fmt: skip
    return Release(
        code=code_of(unit), unit=unit, year=wanted.year, version=version, content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(), figures_sha256=wanted.seen, publisher=part.unit_label,
        published_at=now, published_by_id=scope.user_id, published_by_label=scope.user_label[:200], reason=reason,
    )  # fmt: skip


def _violations(wanted: Draft, seen: str, reason: str) -> Iterator[RuleViolation]:
    if not wanted.figures["indicators"]:
        yield RuleViolation("release.empty", _("Năm này chưa có số liệu nào để công bố."), "year")
    if wanted.standing and wanted.standing.figures_sha256 == wanted.seen:
        yield RuleViolation(
            "release.same", _("Bản đang công bố đã đúng như số liệu hiện nay; không có gì để công bố lại.")
        )
    elif seen != wanted.seen:
        yield _changed()
    if len(reason) > MOST_REASON or (wanted.standing and len(reason) < LEAST_REASON):
        message = _("Năm này đã công bố. Hãy ghi lý do công bố lại, từ {least} đến {most} ký tự; ai cũng đọc được.")
        yield RuleViolation("release.reason", message, "reason", least=LEAST_REASON, most=MOST_REASON)


def _changed() -> RuleViolation:
    message = _("Số liệu vừa đổi sau khi bạn mở trang này. Hãy xem lại số liệu mới rồi xác nhận.")
    return RuleViolation("release.changed", message)
