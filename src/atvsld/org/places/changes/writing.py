"""The only code that writes later units: new rows and successions; of older rows only their last day and province."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from atvsld.base.audit.record import Act, record_writes
from atvsld.base.scope import Scope
from atvsld.org.places.changes.checks import share_of
from atvsld.org.places.changes.plan import Plan, less_certain
from atvsld.org.places.models import Place, PlaceSuccession, derived_columns

REGISTER = "places"


def write_plan(scope: Scope, plan: Plan, *, via: str) -> None:
    """Writes and enters all of it; the caller holds the transaction."""
    acts = [*_end(plan), *_create(plan), *_move(plan)]
    PlaceSuccession.objects.bulk_create(_edge(plan), batch_size=500)
    record_writes(scope, via, [*acts, *_confirm(plan)])


def _end(plan: Plan) -> Iterator[Act]:
    stored = [(place, change) for place, change in plan.ended.values() if place.pk]
    for place, change in stored:
        # Another beginning of the source also tells the loading of shipped rows that this row is no longer its own.
        place.source = f"Thôi theo {change.instrument}; {place.source}"[:255]
        place.status = less_certain(place.status, change.status)
    Place.objects.bulk_update([place for place, _ in stored], ["valid_to", "source", "status"], batch_size=200)
    for place, change in stored:
        yield Act("edit", REGISTER, place, {"valid_to": [None, place.valid_to]}, change.instrument)


def _create(plan: Plan) -> Iterator[Act]:
    for unit in plan.created:
        above = unit.province.name_vi if unit.province else ""
        unit.search_text, unit.sort_key = derived_columns(unit.full_name, unit.name_vi, above, "", unit.other_name)
    provinces = [unit for unit in plan.created if unit.level == Place.Level.PROVINCE]
    Place.objects.bulk_create(provinces)
    Place.objects.provinces().filter(province=None).update(province=F("pk"))
    for province in provinces:
        province.province_id = province.pk
    Place.objects.bulk_create([unit for unit in plan.created if unit.level != Place.Level.PROVINCE], batch_size=500)
    for unit in plan.created:
        said = {"code": [None, unit.code], "full_name": [None, unit.full_name], "valid_from": [None, unit.valid_from]}
        yield Act("create", REGISTER, unit, said, unit.source)


def _move(plan: Plan) -> Iterator[Act]:
    stored = [(commune, province) for commune, province in plan.moved if commune not in plan.created]
    for commune, province in stored:
        commune.province_id = commune.parent_id = province.pk
    Place.objects.bulk_update([commune for commune, _ in stored], ["province", "parent"], batch_size=200)
    for commune, province in stored:
        yield Act("edit", REGISTER, commune, {"province": [None, province.full_name]}, province.source)


def _edge(plan: Plan) -> Iterator[PlaceSuccession]:
    for join in plan.joins:
        change = join.change
        yield PlaceSuccession(
            old=join.old, new=join.new, effective_on=change.effective_on, source=change.instrument,
            status=change.status, kind=PlaceSuccession.Kind.WHOLE if join.is_carried else change.part,
            share_population=1 if join.is_carried else share_of(change),
        )  # fmt: skip


def _confirm(plan: Plan) -> Iterator[Act]:
    for edge, change in plan.confirmed:
        said = {"status": [edge.status, change.status.value], "source": [edge.source, change.instrument]}
        edge.status, edge.source, edge.share_population = change.status, change.instrument, share_of(change)
        edge.save(update_fields=["status", "source", "share_population"])
        unit = edge.new
        unit.status, unit.source = change.status, change.instrument
        unit.save(update_fields=["status", "source"])
        yield Act("edit", REGISTER, unit, said, change.instrument)
