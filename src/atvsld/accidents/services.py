"""Verbs on accidents and victims; the only code that writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..base import writing, writing_many
from ..base.errors import OutOfScope, Refused, RuleViolation
from ..base.lists import register
from ..base.models import IdempotencyKey
from ..base.register import Values
from ..base.scope import Scope
from . import rules
from .completeness import missing_for_full_declaration
from .known import locked
from .models import Accident, Victim
from .receipts import new_receipt_number
from .workflow import ACCIDENT_WORKFLOW


def _received() -> dict[str, Any]:
    now = timezone.now()
    return {"received_at": now, "receipt_number": new_receipt_number(now)}


def _with_receipts(extra: Callable[[], Mapping[str, Any]]) -> Callable[[], dict[str, Any]]:
    return lambda: {**_received(), **extra()}


def create_accidents(
    scope: Scope,
    many: Sequence[Values],
    *,
    via: str = "file",
    extra: Callable[[], Mapping[str, Any]] = dict,
    **kept: Any,
) -> list[Accident]:
    """Declared accidents, each with a receipt number; victims follow by their own verbs."""
    return writing.create_many(register("accidents"), scope, many, via=via, extra=_with_receipts(extra), **kept)


def create_families(
    scope: Scope, many: Sequence[tuple[Values, Sequence[Values]]], *, via: str = "file", **kept: Any
) -> list[int]:
    """Accidents with their victims as a file brings them: checked values, with what follows from them; their ids."""
    how = {"via": via, "is_checked": True, **kept}
    with transaction.atomic():
        whole = [{**values, **totals_of([v["severity"] for v in victims])} for values, victims in many]
        written = writing.write_new(register("accidents"), scope, whole, extra=_with_receipts(dict), **how)
        ids = [row["id"] for row in written]
        under = [{**v, "accident": pk} for pk, (_, victims) in zip(ids, many, strict=True) for v in victims]
        writing.write_new(register("victims"), scope, under, **how)
    return ids


def update_accidents(
    scope: Scope, many: Sequence[tuple[Accident, Values]], *, via: str = "file", **how: Any
) -> list[Any]:
    """Change many accidents; victims of those whose day changed are derived again."""
    with transaction.atomic():
        days = {row.pk: row.occurred_on for row, _ in many}
        communes = {row.pk: row.event_commune_id for row, _ in many}
        rows = writing_many.update_many(register("accidents"), scope, many, via=via, **how)
        _take_placing_back(scope, [row for row in rows if row.event_commune_id != communes[row.pk]], via)
        moved = [row.pk for row in rows if row.occurred_on != days[row.pk]]
        for victim in Victim.objects.standing().filter(accident_id__in=moved):
            writing.update(register("victims"), scope, victim, {}, via=via)
        refresh_totals(scope, moved, via)
    return rows


def _take_placing_back(scope: Scope, rows: Sequence[Accident], via: str) -> None:
    """Another commune was recorded: where an officer had placed the case no longer says anything."""
    many = [(row, {"placed_commune_id": None}) for row in rows]
    writing_many.follow_many(register("accidents"), scope, many, via=via)


def create_accident(scope: Scope, values: Values, *, via: str = "page") -> Accident:
    return create_accidents(scope, [values], via=via)[0]


def declare(
    scope: Scope, values: Values, victims: Sequence[Values], *, idempotency_key: str = "", via: str = "page"
) -> Accident:
    """The first notice of an accident with those of its victims who are known (NĐ 39/2016 Điều 10, Phụ lục III or IV).

    Sent again with the same key it gives the accident of the first time. Raises Refused with the violations of the
    accident, and of the victims with fields named "victims-0-full_name".
    """
    key = idempotency_key if scope.user_id else ""
    try:
        with transaction.atomic():
            accident = _declared_before(scope, key) or _declare(scope, values, victims, key, via)
    except IntegrityError:
        # The same declaration was being saved at the same moment: what counts is the one that came first.
        first = _declared_before(scope, key)
        if first is None:
            raise
        accident = first
    accident.refresh_from_db()
    return accident


def _declared_before(scope: Scope, key: str) -> Accident | None:
    if not key or scope.user_id is None:
        return None
    before = IdempotencyKey.objects.filter(user_id=scope.user_id, door="page", key=key).first()
    return Accident.objects.get(pk=before.object_id) if before else None


def _declare(scope: Scope, values: Values, victims: Sequence[Values], key: str, via: str) -> Accident:
    accident = create_accident(scope, values, via=via)
    _declare_victims(scope, accident, victims, via)
    if key and scope.user_id is not None:
        IdempotencyKey.objects.create(user_id=scope.user_id, key=key, register="accidents", object_id=accident.pk)
    return accident


def _declare_victims(scope: Scope, accident: Accident, victims: Sequence[Values], via: str) -> None:
    refused = []
    for index, victim in enumerate(victims):
        try:
            create_victim(scope, {**victim, "accident": accident.pk}, via=via)
        except Refused as error:
            refused += [RuleViolation(v.code, v.message, f"victims-{index}-{v.field}") for v in error.violations]
    if refused:
        raise Refused(refused)


def update_accident(scope: Scope, row: Accident, values: Values, *, via: str = "page", **how: Any) -> Accident:
    """Change an accident; victims are derived again when its day changed."""
    with transaction.atomic():
        before, commune_before = row.occurred_on, row.event_commune_id
        accident = writing.update(register("accidents"), scope, row, values, via=via, **how)
        if accident.event_commune_id != commune_before:
            _take_placing_back(scope, [accident], via)
        if accident.occurred_on != before:
            for victim in accident.victims.standing():
                writing.update(register("victims"), scope, victim, {}, via=via)
        refresh_totals(scope, [accident.pk], via)
    accident.refresh_from_db()
    return accident


def void_accident(scope: Scope, row: Accident, reason: str, *, via: str = "page") -> Accident:
    """Strike out an accident and its victims: a false or double declaration."""
    with transaction.atomic():
        for victim in row.victims.standing():
            writing.void(register("victims"), scope, victim, reason, via=via)
        return writing.void(register("accidents"), scope, row, reason, via=via)


def create_victims(
    scope: Scope, many: Sequence[Values], *, via: str = "file", landing: int | None = None, **kept: Any
) -> list[Victim]:
    """New victims; while a file is `landing`, what follows in their accidents waits for `settle_victims`."""
    with transaction.atomic():
        _hold([v["accident"] for v in many])
        # What a file was checked against may have been accepted since.
        _require_open(scope, [v["accident"] for v in many])
        rows = writing.create_many(register("victims"), scope, many, via=via, landing=landing, **kept)
        if landing is None:
            refresh_totals(scope, sorted({r.accident_id for r in rows}), via)
    return rows


def create_victim(scope: Scope, values: Values, *, via: str = "page") -> Victim:
    return create_victims(scope, [values], via=via)[0]


def update_victim(scope: Scope, row: Victim, values: Values, *, via: str = "page", **how: Any) -> Victim:
    """Change a victim. One who dies later makes the accident fatal (Điều 9; Điều 22: the file goes to the province)."""
    with transaction.atomic():
        before = row.accident_id
        _hold([before, values.get("accident", before)])
        victim = writing.update(register("victims"), scope, row, values, via=via, **how)
        refresh_totals(scope, sorted({before, victim.accident_id}), via)
    return victim


def void_victim(scope: Scope, row: Victim, reason: str, *, via: str = "page") -> Victim:
    with transaction.atomic():
        _hold([row.accident_id])
        victim = writing.void(register("victims"), scope, row, reason, via=via)
        refresh_totals(scope, [victim.accident_id], via)
    return victim


def update_victims(scope: Scope, many: Sequence[tuple[Victim, Values]], *, via: str = "file", **how: Any) -> list[Any]:
    """Change many victims, and what follows in their accidents."""
    with transaction.atomic():
        touched = {row.accident_id for row, _ in many} | {v["accident"] for _, v in many if v.get("accident")}
        _hold(sorted(touched))
        rows = writing_many.update_many(register("victims"), scope, many, via=via, **how)
        refresh_totals(scope, sorted(touched), via)
    return rows


def settle_victims(scope: Scope, rows: Sequence[Victim], via: str) -> None:
    """New victims of a file are there now: their accidents count them."""
    ids = sorted({row.accident_id for row in rows})
    _hold(ids)
    refresh_totals(scope, ids, via)


def _hold(accident_ids: Sequence[int]) -> None:
    """Take the accidents before their victims, as everybody does: two who write at once wait, and none is thrown out.

    Without the key, for a new victim's own reference to its accident holds that.
    """
    held = Accident.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(accident_ids))
    list(held.order_by("pk").values_list("pk", flat=True))


def _require_open(scope: Scope, accident_ids: Sequence[int]) -> None:
    for accident in Accident.objects.filter(pk__in=set(accident_ids)):
        if why := locked(accident, scope):
            raise Refused([RuleViolation("state.locked", why)])


def refresh_totals(scope: Scope, accident_ids: Sequence[int], via: str) -> None:
    """Severity and counts of accidents, derived from their standing victims."""
    # Locked before the victims are read: of two who add a victim at once, the second counts both.
    held = Accident.objects.select_for_update(of=("self",), no_key=True)
    for start in range(0, len(accident_ids), writing.CHUNK):
        part = accident_ids[start : start + writing.CHUNK]
        rows = list(held.filter(pk__in=part).order_by("pk"))
        severities: dict[int, list[str]] = {row.pk: [] for row in rows}
        victims = Victim.objects.standing().filter(accident_id__in=part)
        for accident_id, severity in victims.values_list("accident_id", "severity"):
            severities[accident_id].append(severity)
        many = [(row, totals_of(severities[row.pk])) for row in rows]
        writing_many.follow_many(register("accidents"), scope, many, via=via)


def totals_of(severities: Sequence[str]) -> dict[str, Any]:
    """What an accident is by the severities of its victims."""
    return {
        "severity": rules.accident_severity(severities),
        "victim_count": len(severities),
        "death_count": severities.count("fatal"),
        "severe_count": severities.count("severe"),
    }


def move(scope: Scope, row: Accident, transition: str, reason: str = "", *, via: str = "page") -> Accident:
    """Take a step of the workflow: complete, accept, or return with a reason.

    Raises Refused with workflow.state, with the missing items of a full declaration, or with return.reason.
    """
    with transaction.atomic():
        # Who may not take the step is not told in which state the accident is.
        verb = ACCIDENT_WORKFLOW.named(transition).verb
        scope.require("accidents", verb)
        covered = Accident.objects.visible_to(scope, verb).select_for_update(of=("self",))
        accident = covered.filter(pk=row.pk).first()
        if accident is None:
            raise OutOfScope()
        step = ACCIDENT_WORKFLOW.take(transition, accident.state)
        checks: Mapping[str, Callable[[], Sequence[RuleViolation]]] = {
            "complete": lambda: missing_for_full_declaration(accident, list(accident.victims.standing())),
            "return": lambda: _reason_given(reason),
        }
        violations = list(checks.get(transition, list)())
        if why := locked(accident, scope):
            violations.append(RuleViolation("state.locked", why))
        if violations:
            raise Refused(violations)
        return writing.update(
            register("accidents"),
            scope,
            accident,
            {},
            verb=step.verb,
            via=via,
            reason=reason,
            extra={"state": step.target, "returned_at": timezone.now() if transition == "return" else None},
        )


def _reason_given(reason: str) -> Sequence[RuleViolation]:
    if len(reason.strip()) >= 5:
        return ()
    return [RuleViolation("return.reason", _("Hãy ghi rõ cần bổ sung gì (ít nhất 5 ký tự)."), "reason")]
