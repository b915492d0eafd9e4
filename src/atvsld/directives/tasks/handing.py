"""Handing out: one charge to one agency or to all communes of a province or of the nation, in one step."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.bulk.insert import free_ids, insert
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...org.agencies.models import Agency
from ...org.dated import holds_on
from .acting import Acting, agency_places, gives_for
from .authority import beyond
from .causes import visible_causes
from .history import HANDED
from .models import Cause, Charge, ChargeDay, Coordination, Task, TaskEvent
from .occurrences import Occurrence
from .past_days import forget_from
from .recurrence import planned
from .rules import Wanted, of_charge
from .status import Stage
from .tallies import NO_DAY, Key, add

REGISTER = "charges"
_TASKS, _EVENTS, _DUE = Task._meta.db_table, TaskEvent._meta.db_table, Occurrence._meta.db_table
_OCCURRENCES = (
    f"INSERT INTO {_DUE} (task_id, charge_id, agency_id, province_id, commune_id, number, opens_on, due_on, "  # noqa: S608
    "due_now, stage, handed_on, proved_by, is_tangled) "
    "SELECT t.id, t.charge_id, t.agency_id, t.province_id, t.commune_id, d.number, d.opens_on, d.due_on, d.due_on, "
    f"{Stage.WAITING.value}, c.handed_on, '', {{false}} "
    f"FROM {_TASKS} t JOIN {Charge._meta.db_table} c ON c.id = t.charge_id "
    f"JOIN {ChargeDay._meta.db_table} d ON d.charge_id = c.id WHERE c.id = %s ORDER BY t.id, d.number"
)


def hand_out(
    scope: Scope, cause: Cause, giver: Agency, wanted: Wanted, agencies: Iterable[Agency],
    coordinating: Iterable[Agency] = (), *, provision: int | None = None, via: str = "page",
    today: date | None = None,
) -> Charge:  # fmt: skip
    """Charge these agencies in the name of the giver; `provision` is the line of a document that it comes from.

    Raises OutOfScope; Refused with the codes of `rules.of_charge`, task.nobody, task.lead_outside or task.agency_ended.
    """
    acting = gives_for(scope, giver, "hand_out")
    if acting is None or not visible_causes(scope).filter(pk=cause.pk).exists():
        raise OutOfScope()
    return charge(
        scope, cause, giver, wanted, agencies, coordinating, acting, provision=provision, via=via, today=today
    )


def charge(
    scope: Scope, cause: Cause, giver: Agency, wanted: Wanted, agencies: Iterable[Agency],
    coordinating: Iterable[Agency], acting: Acting, *, parent: Task | None = None, provision: int | None = None,
    via: str, today: date | None,
) -> Charge:  # fmt: skip
    """As `hand_out`, for whoever has been asked already."""
    day = today or timezone.localdate()
    leads = list({agency.pk: agency for agency in agencies}.values())
    beside = {agency.pk for agency in coordinating}
    violations = [*of_charge(wanted, day)]
    if not leads:
        violations.append(RuleViolation("task.nobody", _("Hãy chọn ít nhất một cơ quan chủ trì."), "agencies"))
    violations += _of_agencies(giver, leads, day)
    if violations:
        raise Refused(violations)
    with transaction.atomic():
        province, commune = agency_places(giver)
        row = Charge(
            cause=cause, parent=parent, provision_id=provision, giver=giver, province_id=province,
            commune_id=commune, handed_on=day, is_on_behalf=acting.is_on_behalf, agencies=len(leads),
            **_said(wanted),
        )  # fmt: skip
        row.save()
        days = [
            ChargeDay(charge=row, number=number, opens_on=one.opens_on, due_on=one.due_on)
            for number, one in enumerate(planned(wanted.recurrence, wanted.first_due, wanted.last_day, day), 1)
        ]
        ChargeDay.objects.bulk_create(days)
        Coordination.objects.bulk_create([Coordination(charge=row, agency_id=pk) for pk in sorted(beside)])
        tasks = _tasks(row, leads)
        _occurrences(row)
        _events(scope, row, via)
        forget_from(day)
        add(_counted(tasks, days, row.pk))
        said = {
            "title": [None, row.title], "agencies": [0, len(leads)], "occurrences": [0, len(leads) * len(days)],
            "root": [None, root_of(tasks, days)],
        }  # fmt: skip
        record_writes(scope, via, [Act("hand_out", REGISTER, row, said)])
    return row


def _of_agencies(giver: Agency, leads: Sequence[Agency], day: date) -> Iterator[RuleViolation]:
    if outside := beyond(leads, giver):
        message = _("{agency} không thuộc quyền giao việc của {giver} nên không giao được.")
        yield RuleViolation("task.lead_outside", message, "agencies", agency=outside[0].name_vi, giver=giver.name_vi)
    ended = [one for one in (giver, *leads) if one.valid_to and not holds_on(None, one.valid_to, day)]
    if ended:
        message = _("{agency} đã kết thúc ngày {day}. Hãy chọn cơ quan kế tục.")
        yield RuleViolation(
            "task.agency_ended", message, "giver" if ended[0] is giver else "agencies", agency=ended[0].name_vi,
            day=f"{ended[0].valid_to:%d/%m/%Y}",
        )  # fmt: skip


def root_of(tasks: Iterable[Sequence[Any]], days: Iterable[ChargeDay]) -> str:
    """SHA-256 over whom a charge was handed to and when it is due: its one audit entry speaks for all of its rows.

    `tasks` are (id, charge, agency, province, commune) in the order of their ids.
    """
    whole = hashlib.sha256()
    for pk, _charge, agency, province, commune in tasks:
        whole.update(f"{pk}:{agency}:{province or 0}:{commune or 0};".encode())
    for day in days:
        whole.update(f"{day.number}:{day.opens_on}:{day.due_on or ''};".encode())
    return whole.hexdigest()


def _said(wanted: Wanted) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(wanted).items()}


def _tasks(row: Charge, leads: Sequence[Agency]) -> list[tuple[Any, ...]]:
    ids = free_ids(_TASKS, len(leads))
    rows = [
        (pk, row.pk, agency.pk, *agency_places(agency))
        for pk, agency in zip(ids, sorted(leads, key=lambda agency: agency.pk), strict=True)
    ]
    columns = ["id", "charge_id", "agency_id", "province_id", "commune_id", "end"]
    insert(_TASKS, columns, ((*values, "") for values in rows))
    return rows


def _occurrences(row: Charge) -> None:
    """The database makes them itself: a hundred thousand rows never travel."""
    with connection.cursor() as cursor:
        no = "false" if connection.vendor == "postgresql" else "0"
        cursor.execute(_OCCURRENCES.format(false=no), [row.pk])


def _events(scope: Scope, row: Charge, via: str) -> None:
    columns = 'task_id, province_id, commune_id, kind, "on", at, by_id, by_label, via, is_on_behalf, reason'
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_EVENTS} ({columns}) "  # noqa: S608
            f"SELECT id, province_id, commune_id, %s, %s, %s, %s, %s, %s, %s, '' FROM {_TASKS} "
            "WHERE charge_id = %s ORDER BY id",
            [HANDED, *_adapted(row.handed_on), scope.user_id, scope.user_label[:200], via, row.is_on_behalf, row.pk],
        )


def _adapted(day: date) -> tuple[Any, Any]:
    return (
        connection.ops.adapt_datefield_value(day),
        connection.ops.adapt_datetimefield_value(timezone.now()),
    )


def _counted(tasks: Iterable[Sequence[Any]], days: Iterable[ChargeDay], charge_id: int) -> dict[Key, int]:
    provinces = Counter(province or 0 for _pk, _charge, _agency, province, _commune in tasks)
    change: Counter[Key] = Counter()
    for province, n in provinces.items():
        for day in days:
            change[charge_id, province, day.opens_on, day.due_on or NO_DAY, int(Stage.WAITING)] += n
    return change
