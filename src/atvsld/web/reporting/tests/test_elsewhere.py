"""Reports where they are not at home: in the list of work, for programs, in the check of the administrator."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from atvsld.directives.reporting.models import ReportVersion
from atvsld.directives.reporting.services import send_back
from atvsld.directives.reporting.tests.make import COMMUNE, HOME, TODAY, charged, made, sent
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user
from atvsld.web.worklist.counting import own_counts

pytestmark = pytest.mark.django_db
DUTY = {"duty": "programme:thai-nguyen-2025", "occasion": "2026-12-10"}


def test_what_is_owed_and_what_waits_stand_in_the_list_of_work() -> None:
    office, people = scope_of(make_user("labour", place=HOME)), scope_of(make_user("commune", place=COMMUNE))
    charged(office)

    def work(scope, today: date = TODAY) -> dict[str, tuple[int, int]]:
        return {one.id: (one.count, one.overdue) for one in own_counts(scope, today) if "bao-cao" in one.id}

    assert work(people)["bao-cao-phai-gui"] == (1, 0)
    assert work(people, date(2026, 12, 10))["bao-cao-phai-gui"] == (1, 1)
    assert "bao-cao-cho-tiep-nhan" not in work(office)
    row = made(people, **DUTY)
    sent(people, row)
    assert "bao-cao-phai-gui" not in work(people) and work(office)["bao-cao-cho-tiep-nhan"] == (1, 0)
    send_back(office, row.pk, "Thiếu nguyên nhân")
    assert work(people)["bao-cao-phai-gui"] == (1, 0) and "bao-cao-cho-tiep-nhan" not in work(office)


def test_programs_read_what_was_sent_and_no_draft() -> None:
    users = {"labour": make_user("labour", place=HOME), "commune": make_user("commune", place=COMMUNE),
             "away": make_user("labour", place="Cà Mau")}  # fmt: skip
    clients = {name: Client() for name in users}
    for name, client in clients.items():
        client.force_login(users[name])
    people = scope_of(users["commune"])
    row = made(people)
    url = f"/api/v1/reports/{row.pk}"
    assert clients["labour"].get("/api/v1/reports").json()["count"] == 0
    assert clients["labour"].get(url).status_code == 404
    version = sent(people, row)
    [listed] = clients["labour"].get("/api/v1/reports?state=sent").json()["results"]
    assert (listed["id"], listed["state"]) == (row.pk, "sent") and "texts" not in listed
    [given] = clients["labour"].get(url).json()["versions"]
    assert (given["content"], given["sha256"]) == (version.content, version.sha256)
    assert clients["away"].get("/api/v1/reports").json()["count"] == 0
    assert clients["away"].get(url).status_code == 404


def test_the_check_tells_what_was_edited_behind_the_program() -> None:
    people = scope_of(make_user("commune", place=COMMUNE))
    version = sent(people, made(people))
    said = StringIO()
    call_command("check_reports", stdout=said)
    assert "Đã kiểm tra 1 bản báo cáo." in said.getvalue()
    ReportVersion.objects.filter(pk=version.pk).update(content=version.content.replace("2026", "2025"))
    with pytest.raises(CommandError):
        call_command("check_reports", stdout=said)
    assert "report.edited" in said.getvalue()
