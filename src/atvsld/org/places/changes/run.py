"""Files of changes brought in: each stands alone, whole or not at all, and the same file twice creates nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from atvsld.base.errors import RuleViolation
from atvsld.base.excel.opening import open_table
from atvsld.base.importing.result import ImportResult
from atvsld.base.scope import Scope
from atvsld.org.agencies.loader import load_agencies
from atvsld.org.people.models import Membership
from atvsld.org.places.changes.change import Change, unfit
from atvsld.org.places.changes.plan import Plan
from atvsld.org.places.changes.planning import plan_changes
from atvsld.org.places.changes.reading import columns_of, read_rows
from atvsld.org.places.changes.standing import StandingMap
from atvsld.org.places.changes.writing import write_plan
from atvsld.org.places.models import Place

MAX_BYTES = 2 * 1024 * 1024
RIGHT = "lists", "edit"


@dataclass
class PlaceRun:
    """The account of a run, and the plan of each file that was not refused, by its name."""

    result: ImportResult
    plans: dict[str, Plan] = field(default_factory=dict)


def import_places(
    scope: Scope, paths: Iterable[tuple[Path, str]], *, dry_run: bool = False, via: str = "file"
) -> PlaceRun:
    """Brings in the (path, name) files one after the other. Raises OutOfScope; other refusals stand in the result."""
    scope.require(*RIGHT)
    run = PlaceRun(ImportResult(is_dry_run=dry_run))
    for path, name in paths:
        run.result.files.append(name)
        try:
            table = open_table(path, name, MAX_BYTES)
            rows = list(read_rows(table, columns_of(table)))
        except RuleViolation as violation:
            run.result.refuse(name, None, [violation])
            continue
        run.result.rows += len(rows)
        changes = [change for _, change in rows if isinstance(change, Change)]
        for number, said in rows:
            if not isinstance(said, Change):
                run.result.refuse(name, number, said)
        if len(changes) == len(rows):
            _bring_in(run, scope, name, changes, via)
        else:
            run.result.withheld += len(changes)
    return run


def _bring_in(run: PlaceRun, scope: Scope, name: str, changes: list[Change], via: str) -> None:
    result = run.result
    with transaction.atomic():
        # Two administrators at once: the second waits here and then finds what the first has written.
        list(Place.objects.select_for_update().provinces().values_list("pk"))
        plan, errors = plan_changes(changes, StandingMap())
        for row, violation in errors:
            result.refuse(name, row, [violation])
        if errors:
            result.withheld += len(changes) - len({row for row, _ in errors})
            return
        if not result.is_dry_run:
            write_plan(scope, plan, via=via)
            if plan.created:
                load_agencies(only=plan.touched())
    run.plans[name] = plan
    result.created += plan.new_rows
    result.updated += len(plan.confirmed)
    result.unchanged += len(plan.unchanged)
    result.count_records("places", len(plan.created), len(plan.ended) + len(plan.moved))
    _note_what_follows(result, name, plan)


def _note_what_follows(result: ImportResult, name: str, plan: Plan) -> None:
    """Communes that go along with their province, and people whose unit has gone."""
    for province, count in Counter(join.new.province for join in plan.joins if join.is_carried).items():
        said = _("{n} xã, phường giữ tên và mã, chuyển sang {province} từ cùng ngày.")
        full_name = province.full_name if province else ""
        result.note(name, None, unfit("carried", said, "", n=count, province=full_name))
    for place, change in plan.gone():
        holders = _holders(place)
        if holders:
            said = _("«{place}» thôi sau ngày {day:%d/%m/%Y}; {n} người đang giữ vai trò ở đó: hãy cấp vai trò ở "
                     "đơn vị mới.")  # fmt: skip
            result.note(name, change.row, unfit("people", said, "", place=place.label, day=place.valid_to, n=holders))


def _holders(place: Place) -> int:
    """How many people have a role at the unit beyond its last day."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=place.valid_to)
    return Membership.objects.filter(lasting, place_id=place.pk).values("user").distinct().count()
