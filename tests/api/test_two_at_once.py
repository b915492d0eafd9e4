"""The same create sent twice at the same moment makes one row, and both calls get it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connections

from atvsld.base.audit.models import AuditEntry
from atvsld.base.models import IdempotencyKey
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_user
from tests.api.calling import Caller, codes, secret_of

pytestmark = pytest.mark.django_db(transaction=True)
SENT = {"tax_code": "0100109106", "name": "Công ty thử", "province": "Thái Nguyên"}
CALLS = 4


def at_once(secret: str, bodies: list[dict[str, str]]) -> list[Any]:
    start, answers = threading.Barrier(len(bodies)), [None] * len(bodies)

    def call(number: int, body: dict[str, str]) -> None:
        try:
            start.wait(10)
            answers[number] = Caller(secret).post("/establishments", body, Idempotency_Key="một-lần".encode().hex())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call, args=pair) for pair in enumerate(bodies)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_one_row_and_the_same_answer():
    secret = secret_of(make_user("labour", place="Thái Nguyên"))
    answers = at_once(secret, [SENT] * CALLS)
    assert [a.status_code for a in answers] == [201] * CALLS
    assert len({a.json()["id"] for a in answers}) == 1
    assert sum("Idempotency-Replayed" in a for a in answers) == CALLS - 1
    row = Establishment.objects.get(tax_code=SENT["tax_code"])
    assert AuditEntry.objects.filter(register="establishments", object_id=row.pk, verb="create").count() == 1
    assert IdempotencyKey.objects.get().object_id == row.pk


def test_of_two_contents_with_one_key_one_is_refused():
    secret = secret_of(make_user("labour", place="Thái Nguyên"))
    answers = at_once(secret, [SENT, SENT | {"tax_code": "0100109107", "name": "Khác"}, SENT | {"name": "Ba"}])
    made = [a for a in answers if a.status_code == 201]
    refused = [codes(a)[0][1] for a in answers if a.status_code == 422]
    assert len(made) == 1 and Establishment.objects.count() == 1
    assert set(refused) <= {"idempotency.other", "tax_code.check_digit"} and len(refused) == 2
