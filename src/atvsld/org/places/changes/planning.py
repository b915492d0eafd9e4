"""From the lines of a file to a plan, day by day: provinces first, then the communes that lie in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from atvsld.base.errors import RuleViolation
from atvsld.org.places.changes import checks
from atvsld.org.places.changes.change import Change, unfit
from atvsld.org.places.changes.plan import Join, Plan, carried, unit_of
from atvsld.org.places.changes.standing import StandingMap
from atvsld.org.places.models import Place, PlaceSuccession

Errors = list[tuple[int, RuleViolation]]


def plan_changes(changes: Sequence[Change], standing: StandingMap) -> tuple[Plan, Errors]:
    """The plan, or every reason found on the first day and level that cannot be as the file says."""
    plan = Plan()
    errors: Errors = []
    for day in sorted({change.effective_on for change in changes}):
        of_day = [change for change in changes if change.effective_on == day]
        named = {change.old_code for change in of_day if change.level == Place.Level.COMMUNE}
        for level in (Place.Level.PROVINCE, Place.Level.COMMUNE):
            step = _Step(standing, plan, day, [change for change in of_day if change.level == level])
            errors = step.take()
            if not errors and level == Place.Level.PROVINCE:
                errors = step.take_communes(named)
            if errors:
                return plan, errors
    return plan, []


class _Step:
    """The changes of one level on one day."""

    def __init__(self, standing: StandingMap, plan: Plan, day: date, changes: Sequence[Change]) -> None:
        self.standing, self.plan, self.day, self.changes = standing, plan, day, changes
        self.before = day - timedelta(days=1)
        self.errors: Errors = []
        self.joins: list[Join] = []

    def take(self) -> Errors:
        """Puts what is new into the plan; nothing of it when a line is wrong."""
        self.errors += checks.said_twice(self.changes)
        fresh = [change for change in self.changes if not self._is_known(change)]
        olds = {change.row: self._old(change) for change in fresh}
        self.errors += checks.shares(self.changes)
        if self.errors:
            return self.errors
        for code, lines in _grouped(fresh, "new_code").items():
            self._begin(code, lines, olds)
        if not self.errors:
            self.plan.joins += self.joins
            for join in self.joins:
                self._end(join)
                if join.new not in self.plan.created:
                    self.plan.created.append(join.new)
                    self.standing.add(join.new)
        return self.errors

    def _is_known(self, change: Change) -> bool:
        """Whether the database says this already; a line that contradicts it is an error."""
        unit = self.standing.begun(change.level, change.new_code, self.day)
        if unit is None:
            return False
        said = next((e for e in self.standing.edges_to(unit) if e.old.code == change.old_code), None)
        if said is None or said.kind != change.part or not checks.is_as_stored(change, unit):
            self._refuse(change, checks.known_otherwise(unit))
        elif checks.is_confirmed(change, said):
            self.plan.unchanged.append(change)
        else:
            self.plan.confirmed.append((said, change))
        return True

    def _old(self, change: Change) -> Place | None:
        unit = self.standing.on(change.level, change.old_code, self.before)
        if unit is None:
            self._refuse(
                change, unfit("old_unknown", _("Ngày {day:%d/%m/%Y} không có đơn vị nào mang mã {number}. "
                                               "Hãy xem lại mã cũ và ngày hiệu lực."),
                              "old_code", day=self.before, number=change.old_code),
            )  # fmt: skip
        elif unit.valid_to is not None:
            self._refuse(
                change, unfit("old_ended", _("«{name}» đã được ghi là thôi từ sau ngày {day:%d/%m/%Y}. "
                                             "Hãy xem lại ngày hiệu lực, hoặc ghi mã của đơn vị kế tiếp."),
                              "old_code", name=unit.full_name, day=unit.valid_to),
            )  # fmt: skip
        return unit

    def _begin(self, code: str, lines: Sequence[Change], olds: dict[int, Place | None]) -> None:
        """The new unit that these lines agree on."""
        first = lines[0]
        origins = [old for line in lines if (old := olds[line.row]) is not None]
        for line in lines[1:]:
            if (line.kind, line.name_vi, line.province_code) != (first.kind, first.name_vi, first.province_code):
                self._refuse(line, checks.new_differs(first.row))
        taken = self.standing.on(first.level, code, self.day) or self.standing.later(first.level, code, self.day)
        if taken is not None and taken.code not in {change.old_code for change in self.changes}:
            self._refuse(first, checks.code_taken(taken))
        province = self._province(first, origins) if first.level == Place.Level.COMMUNE else None
        if not self.errors:
            unit = unit_of(first, province)
            if len(lines) == 1 and first.part == PlaceSuccession.Kind.WHOLE and checks.is_same(origins[0], unit):
                self._refuse(first, checks.no_change(origins[0]))
            self.joins += [Join(old, unit, line) for line, old in zip(lines, origins, strict=True)]

    def _province(self, change: Change, origins: Iterable[Place]) -> Place | None:
        """The province that is named, else the one in which all the old units lie on the day of the change."""
        codes = {change.province_code} if change.province_code else {o.province.code for o in origins if o.province}
        found = [self.standing.on(Place.Level.PROVINCE, code, self.day) for code in codes]
        if len(found) == 1 and found[0] is not None:
            return found[0]
        self._refuse(change, checks.province_needed(change.province_code, self.day))
        return None

    def _end(self, join: Join) -> None:
        join.old.valid_to = self.before
        self.plan.ended.setdefault(id(join.old), (join.old, join.change))

    def take_communes(self, named: set[str]) -> Errors:
        """What becomes of the communes of the provinces that changed, where the file does not say it of each."""
        by_old: dict[int, list[Join]] = defaultdict(list)
        for join in self.joins:
            by_old[id(join.old)].append(join)
        for joins in by_old.values():
            old, new, change = joins[0].old, joins[0].new, joins[0].change
            standing = [c for c in self.standing.communes_of(old, self.day) if c.code not in named]
            if len(joins) > 1 and standing:
                self._refuse(change, checks.commune_left(old, standing))
                continue
            is_same_province = sum(join.new is new for join in self.joins) == 1
            for commune in standing:
                if is_same_province or (commune.valid_from or date.min) >= self.day:
                    commune.province = commune.parent = new
                    self.plan.moved.append((commune, new))
                elif commune.valid_to is not None:
                    self._refuse(change, checks.commune_later(commune))
                else:
                    self._carry(commune, new, change)
        return self.errors

    def _carry(self, commune: Place, province: Place, change: Change) -> None:
        """Several provinces became one: a commune begins anew in it, lest nobody know of which one it was before."""
        unit = carried(commune, province, change)
        self.plan.created.append(unit)
        self.plan.joins.append(Join(commune, unit, change, is_carried=True))
        self._end(self.plan.joins[-1])
        self.standing.add(unit)

    def _refuse(self, change: Change, violation: RuleViolation) -> None:
        self.errors.append((change.row, violation))


def _grouped(changes: Iterable[Change], by: str) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[getattr(change, by)].append(change)
    return groups
