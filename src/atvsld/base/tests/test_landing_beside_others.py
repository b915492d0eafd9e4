"""While a large file comes in on the one writer of SQLite, others save what they have, and see none of it."""

import threading
import time

import pytest
from django.db import connection, connections

from atvsld.accidents.models import Accident, Victim
from atvsld.accidents.services import declare
from atvsld.base import lists
from atvsld.base.audit.verify import verify
from atvsld.base.importing import import_rows, writing
from atvsld.base.models import Change
from atvsld.testing import COMMUNE, OCCURRED_AT, PROVINCE, make_establishment, make_scope, place

LINES = 1_500
HEAD = "Bên khai báo;Mã số thuế;Thời điểm xảy ra;Xã xảy ra;Họ và tên;Tình trạng khi khai báo\n"


@pytest.mark.django_db(transaction=True)
def test_first_notices_are_saved_between_the_chunks(tmp_path, monkeypatch):
    office = make_establishment(tax_code="0100109106")
    labour, officer = make_scope("labour", place=PROVINCE), make_scope("commune", place=place(COMMUNE))
    path = tmp_path / "lớn.csv"
    lines = [f"cơ sở;0100109106;{n % 28 + 1:02}/0{n % 9 + 1}/2025 {n % 24:02}:{n % 60:02};{COMMUNE};Người {n};nhẹ\n"
             for n in range(LINES)]  # fmt: skip
    path.write_text(HEAD + "".join(lines), "utf-8")
    monkeypatch.setattr(writing, "CHUNK", 100)
    Change.objects.all().delete()
    told, failed, waits, seen = {}, [], [], set()
    is_over = threading.Event()

    def bring_in():
        try:
            told["result"] = import_rows(lists.register("accidents"), labour, [path])
        except BaseException as error:
            failed.append(error)
        finally:
            is_over.set()
            connections.close_all()

    importer = threading.Thread(target=bring_in)
    importer.start()
    values = {"declared_by": "commune", "occurred_at": OCCURRED_AT, "event_province": place(PROVINCE).pk,
              "event_commune": place(COMMUNE).pk, "is_abroad": False, "is_commuting": False}  # fmt: skip
    victim = {"full_name": "Người báo", "reported_condition": "minor", "has_labour_contract": False,
              "is_under_management": False}  # fmt: skip
    notices = 0
    while not is_over.is_set():
        start = time.monotonic()
        declare(officer, values, [{**victim, "full_name": f"Người báo {notices}"}], idempotency_key=f"k{notices}")
        waits.append(time.monotonic() - start)
        notices += 1
        mine = Accident.objects.filter(declared_by="commune").count()
        assert mine == notices
        if not is_over.is_set():
            seen.add(Accident.objects.filter(establishment=office).count())
        time.sleep(0.05)
    importer.join()
    assert failed == []
    result = told["result"]
    assert (result.created, result.errors) == (LINES, [])
    assert seen <= {0, Accident.objects.filter(establishment=office).count()}
    assert notices >= 3
    assert max(waits) < 20
    assert Victim.objects.count() == LINES + notices
    assert Change.objects.filter(register="victims").values("object_id").distinct().count() == LINES + notices
    assert list(verify()) == []
    if connection.vendor == "sqlite":
        assert connection.settings_dict["OPTIONS"]["timeout"] >= 20
