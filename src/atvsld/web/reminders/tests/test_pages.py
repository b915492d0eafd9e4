"""The page of reminders: every number opens exactly its rows; words by hand reach the lead agency and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.seal import seal_new_entries
from atvsld.base.audit.verify import verify
from atvsld.base.errors import OutOfScope
from atvsld.directives.reminders.words import remind
from atvsld.directives.tasks import services
from atvsld.directives.tasks.authority import all_below
from atvsld.directives.tasks.models import TaskEvent
from atvsld.directives.tasks.tests.make import AWAY, COMMUNE, HOME, department, make_charge, make_task
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
WORDS = "Đề nghị làm xong và báo cáo trước thứ sáu."


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people():
    return {
        "labour": make_user("labour", place=HOME), "commune": make_user("commune", place=COMMUNE),
        "leader": make_user("leader", place=HOME), "ministry": make_user("ministry"),
        "away": make_user("commune", place=AWAY), "auditor": make_user("auditor"),
    }  # fmt: skip


def give(people, days: int, **kept):
    today = timezone.localdate()
    due = today + timedelta(days=days)
    return make_task(scope_of(people["labour"]), today=min(today, due) - timedelta(days=20), first_due=due, **kept)


def numbers(page: str) -> list[tuple[str, int]]:
    """(address, number) of each link whose words are a number."""
    found = re.findall(r'href="(/don-doc/[^"]+)"[^>]*>(?:<strong>)?([\d.]+)<', page)
    return [(url.replace("&amp;", "&"), int(n.replace(".", ""))) for url, n in found]


def test_each_number_opens_exactly_its_rows(people):
    for n, days in enumerate((-40, -12, -2, 0, 5)):
        give(people, days, title=f"Việc số {n}")
    found = {who: numbers(client_of(people[who]).get("/don-doc/").content.decode()) for who in people}
    assert {who: len(numbers) > 0 for who, numbers in found.items()} == {
        "labour": True, "commune": True, "leader": True, "ministry": True, "away": False, "auditor": False,
    }  # fmt: skip
    assert ("/don-doc/lead/overdue/", 3) in found["commune"] and ("/don-doc/above/overdue/", 2) in found["leader"]
    assert ("/don-doc/top/overdue/", 1) in found["ministry"] and ("/don-doc/giver/overdue/", 3) in found["labour"]
    for who, links in found.items():
        for url, n in links:
            page = client_of(people[who]).get(url).content.decode()
            assert f"<strong>{n}</strong> kỳ" in page and page.count("<tr>") == n + 1, (who, url)


def test_others_see_nothing_under_the_same_address(people):
    give(people, -40, title="Việc của Tân Cương")
    for who in ("away", "auditor"):
        for audience in ("lead", "giver", "unit", "above", "top"):
            page = client_of(people[who]).get(f"/don-doc/{audience}/overdue/").content.decode()
            assert "Việc của Tân Cương" not in page and "Không có việc nào" in page
    assert client_of(people["labour"]).get("/don-doc/nobody/overdue/").status_code == 404
    assert client_of(make_user("inspector")).get("/don-doc/").status_code == 403


def test_words_on_one_task_reach_the_lead_until_it_answers(people):
    task = give(people, -2)
    labour, commune = client_of(people["labour"]), client_of(people["commune"])
    assert "Đôn đốc</summary>" in labour.get(f"/viec-giao/{task.pk}/").content.decode()
    assert labour.post(f"/viec-giao/{task.pk}/remind/", {"reason": "Ơi"}).status_code == 422
    assert labour.post(f"/viec-giao/{task.pk}/remind/", {"reason": WORDS}).status_code == 302
    assert commune.post(f"/viec-giao/{task.pk}/remind/", {"reason": WORDS}).status_code == 403
    event = TaskEvent.objects.get(kind="reminded")
    assert (event.reason, event.task_id, event.by_id) == (WORDS, task.pk, people["labour"].pk)
    assert AuditEntry.objects.filter(register="tasks", object_id=task.pk, verb="reminded").count() == 1
    assert WORDS in commune.get("/don-doc/").content.decode()
    assert WORDS in labour.get(f"/viec-giao/{task.pk}/").content.decode()
    for who in ("away", "leader", "labour"):
        assert WORDS not in client_of(people[who]).get("/don-doc/").content.decode()
    services.accept(scope_of(people["commune"]), task.pk)
    assert WORDS not in commune.get("/don-doc/").content.decode()


def test_words_to_all_communes_of_a_filtered_list(people):
    today = timezone.localdate()
    labour = scope_of(people["labour"])
    begun = today - timedelta(days=20)
    charge = make_charge(labour, list(all_below(department())), today=begun, first_due=today - timedelta(days=1))
    done = charge.tasks.order_by("pk").first()
    services.withdraw(labour, done.pk, "không còn cần", today=today)
    other = make_charge(labour, title="Việc khác", today=begun, first_due=today - timedelta(days=1))
    client = client_of(people["labour"])
    url = f"/don-doc/viet/?charge={charge.pk}&status=overdue"
    page = client.get(url).content.decode()
    assert "<strong>91</strong>" in page
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": WORDS}).status_code == 302
    assert TaskEvent.objects.filter(kind="reminded").count() == 91
    assert not TaskEvent.objects.filter(kind="reminded", task__in=[done, other.tasks.get()]).exists()
    assert AuditEntry.objects.filter(register="tasks", verb="reminded").count() == 91
    seal_new_entries()
    assert list(verify()) == []


def test_nobody_writes_about_what_others_handed_out(people):
    task = give(people, -2)
    page = client_of(people["commune"]).get("/don-doc/viet/").content.decode()
    assert "Không có việc nào để đôn đốc" in page
    answer = client_of(people["ministry"]).post("/don-doc/viet/?unit=VN", {"reason": WORDS})
    assert answer.status_code == 422 and not TaskEvent.objects.filter(kind="reminded").exists()
    for who in ("ministry", "leader", "away", "commune", "auditor"):
        with pytest.raises(OutOfScope):
            remind(scope_of(people[who]), task.pk, WORDS)


def test_the_work_list_says_it_too(people):
    from atvsld.web.worklist.counting import own_counts

    task = give(people, -12)
    remind(scope_of(people["labour"]), task.pk, WORDS)

    def told(who):
        return {w.id: w.count for w in own_counts(scope_of(people[who])) if w.id in ("loi-don-doc", "chuyen-len")}

    assert {who: told(who) for who in people} == {
        "commune": {"loi-don-doc": 1}, "leader": {"chuyen-len": 1}, "labour": {"chuyen-len": 1}, "ministry": {},
        "away": {}, "auditor": {},
    }  # fmt: skip
    for who, kind, said in (
        ("commune", "loi-don-doc", f"/viec-giao/{task.pk}/"),
        ("leader", "chuyen-len", "/don-doc/above/"),
    ):
        page = client_of(people[who]).get(f"/viec-can-lam/{kind}/").content.decode()
        assert page.count(f'<li><a href="{said}') == 1
