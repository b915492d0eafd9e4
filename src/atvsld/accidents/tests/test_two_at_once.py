"""Two people write at the same moment: nothing is lost, nobody is thrown out, and the record stays one chain."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from atvsld.accidents import services
from atvsld.accidents.models import Accident, Victim
from atvsld.base.audit.verify import verify
from atvsld.base.errors import Refused
from atvsld.base.models import AuditEntry
from atvsld.org.people.scoping import scope_of
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_user, make_victim, place

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run all in threads that start together; what each raised."""
    start, raised = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            act()
        except BaseException as error:
            raised[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_victims_added_at_once_are_all_counted():
    accident = make_accident(make_establishment())
    acts = [lambda: make_victim(Accident.objects.get(pk=accident.pk)) for _ in range(6)]
    assert at_once(*acts) == [None] * 6
    accident.refresh_from_db()
    assert (accident.victim_count, Victim.objects.count()) == (6, 6)
    assert list(verify()) == []


def test_one_of_two_edits_of_the_same_page_is_told_to_look_again():
    accident = make_accident(make_establishment())

    def edit(text: str) -> Callable[[], object]:
        return lambda: services.update_accident(EVERYTHING, accident, {"event_address": text}, expected_version=1)

    raised = at_once(edit("một"), edit("hai"))
    assert [r.codes for r in raised if isinstance(r, Refused)] == [["row.changed"]]
    assert raised.count(None) == 1
    accident.refresh_from_db()
    assert accident.row_version == 2
    assert list(verify()) == []


def test_edits_at_once_without_a_version_make_one_unbroken_chain():
    accident = make_accident(make_establishment())
    victim = make_victim(accident)

    def edit(number: int) -> Callable[[], object]:
        if number % 3:
            return lambda: services.update_victim(EVERYTHING, Victim.objects.get(pk=victim.pk), {"lost_days": number})
        moved = {"occurred_at": datetime(2026, 3, number + 1, 3, tzinfo=UTC)}
        return lambda: services.update_accident(EVERYTHING, Accident.objects.get(pk=accident.pk), moved)

    assert at_once(*[edit(number) for number in range(1, 8)]) == [None] * 7
    numbers = AuditEntry.objects.filter(register="victims", object_id=victim.pk).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == list(range(1, numbers.count() + 1))
    assert list(verify()) == []


def test_the_same_declaration_sent_twice_at_once_is_one_accident():
    factory = make_establishment()
    scope = scope_of(make_user("employer", establishment=factory))
    notice = {"declared_by": "employer", "establishment": factory.pk, "event_province": place("Thái Nguyên").pk,
              "occurred_at": datetime(2026, 3, 10, 2, tzinfo=UTC)}  # fmt: skip
    one = {"full_name": "Lê Văn Một", "reported_condition": "minor"}
    got: list[int] = []

    def send() -> None:
        got.append(services.declare(scope, notice, [one], idempotency_key="k1").pk)

    assert at_once(send, send, send) == [None] * 3
    assert len(set(got)) == 1 and len(got) == 3
    assert (Accident.objects.count(), Victim.objects.count()) == (1, 1)


def test_many_writers_of_different_rows_do_not_find_the_database_locked():
    factory = make_establishment()
    acts = [lambda: [make_accident(factory) for _ in range(4)] for _ in range(4)]
    assert at_once(*acts) == [None] * 4
    assert Accident.objects.count() == 16
    assert connection.vendor in ("sqlite", "postgresql")
    assert list(verify()) == []
