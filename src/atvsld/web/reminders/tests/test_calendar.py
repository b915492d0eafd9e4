"""The calendar under a secret address: what stands in it, for whom, and for whom no longer."""

from __future__ import annotations

import re
from datetime import timedelta

import icalendar
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from atvsld.directives.reminders.models import CalendarAddress
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.models import Coordination
from atvsld.directives.tasks.tests.make import AWAY, COMMUNE, HOME, agency, make_charge, make_task
from atvsld.org.people.models import Membership
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/nhan-nhac-viec/"
LONG = "Kiểm tra, rà soát những cơ sở có nguy cơ cao về tai nạn lao động, bệnh nghề nghiệp trên địa bàn xã Đất Mũi"


def address_of(user) -> str:
    client = Client()
    client.force_login(user)
    page = client.post(PAGE, {"act": "calendar"}).content.decode()
    return re.search(r'value="https?://[^/"]+(/lich/[^"]+\.ics)"', page)[1]


def calendar(path: str):
    answer = Client().get(path)
    assert answer.status_code == 200, answer.status_code
    return icalendar.Calendar.from_ical(answer.content), answer


def given(days: int, **kept):
    today = timezone.localdate()
    labour = scope_of(make_user("labour", place=HOME))
    return make_task(labour, today=today - timedelta(days=9), first_due=today + timedelta(days=days), **kept)


def test_due_days_as_all_day_events():
    task = given(20, title=LONG)
    commune = make_user("commune", place=COMMUNE)
    whole, answer = calendar(address_of(commune))
    (event,) = whole.walk("VEVENT")
    row = task.occurrences.get()
    assert event.decoded("dtstart") == row.due_now and event.decoded("dtend") == row.due_now + timedelta(days=1)
    assert str(event["summary"]).endswith(LONG) and str(event["url"]).endswith(f"/viec-giao/{task.pk}/")
    assert str(event["uid"]).startswith(f"viec-{row.pk}@") and event["transp"] == "TRANSPARENT"
    assert [a.decoded("trigger") for a in event.walk("VALARM")] == [
        timedelta(days=n, hours=8) for n in (-14, -7, -1, 0)
    ]  # fmt: skip
    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75 and len(lines) > 20
    for line in lines:
        line.decode("utf-8")
    assert answer["Content-Type"].startswith("text/calendar") and "private" in answer["Cache-Control"]
    assert str(whole["x-wr-calname"]).endswith(str(commune))


def test_the_same_bytes_until_something_changes():
    task = given(20)
    commune = make_user("commune", place=COMMUNE)
    path = address_of(commune)
    before, answer = calendar(path)
    again = Client().get(path, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304 and again.content == b""
    held, row = scope_of(commune), task.occurrences.get()
    later = row.due_now + timedelta(days=10)
    services.accept(held, task.pk)
    due_services.ask_extension(held, task.pk, 1, later, "cần thêm thời gian")
    (unmoved,) = calendar(path)[0].walk("VEVENT")
    assert (unmoved["sequence"], unmoved.decoded("dtstart")) == (0, row.due_now)
    labour = scope_of(make_user("labour", place=HOME))
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        due_services.decide_extension(labour, task.pk, 1, later, "")
    (moved,) = calendar(path)[0].walk("VEVENT")
    (first,) = before.walk("VEVENT")
    assert (moved["sequence"], moved.decoded("dtstart"), moved["uid"]) == (1, later, first["uid"])
    assert moved.decoded("last-modified") > first.decoded("last-modified")
    due_services.close(held, task.pk, 1)
    whole, last = calendar(path)
    assert whole.walk("VEVENT") == [] and last["ETag"] != answer["ETag"]


def test_of_nobody_elses_and_only_of_what_one_takes_part_in():
    task = given(20, title="Việc của Tân Cương")
    labour = scope_of(make_user("labour", place=HOME))
    health = agency("department_health", HOME)
    beside = make_charge(labour, title="Việc có y tế", first_due=timezone.localdate() + timedelta(days=9))
    Coordination.objects.create(charge=beside, agency=health)

    def titles(user):
        return {str(event["summary"]).partition(": ")[2] for event in calendar(address_of(user))[0].walk("VEVENT")}

    assert titles(make_user("commune", place=COMMUNE)) == {"Việc của Tân Cương", "Việc có y tế"}
    assert titles(make_user("health", place=HOME)) == {"Việc có y tế"}
    assert titles(make_user("commune", place=AWAY)) == set()
    assert titles(make_user("leader", place=COMMUNE)) == {"Việc của Tân Cương", "Việc có y tế"}
    assert titles(make_user("leader", place=HOME)) == set()
    assert task.pk


@pytest.mark.parametrize("how", ["closed", "ended", "revoked", "renewed", "no rights"])
def test_who_may_nothing_any_more_gets_nothing_not_even_a_count(how):
    given(20, title="Việc kín")
    user = make_user("commune", place=COMMUNE)
    path = address_of(user)
    assert b"Vi" in Client().get(path).content
    client = Client()
    client.force_login(user)
    if how == "closed":
        user.is_active = False
        user.save()
    elif how == "ended":
        Membership.objects.filter(user=user).update(valid_to=timezone.localdate() - timedelta(days=1))
    elif how == "no rights":
        Membership.objects.filter(user=user).update(role="inspector", place=None)
    else:
        client.post(PAGE, {"act": "revoke" if how == "revoked" else "calendar"})
    answer = Client().get(path)
    assert answer.status_code == 404 and b"BEGIN:VCALENDAR" not in answer.content and "ETag" not in answer
    assert "Việc kín" not in answer.content.decode()


def test_the_secret_is_kept_nowhere(caplog):
    user = make_user("commune", place=COMMUNE)
    path = address_of(user)
    secret = path.removeprefix("/lich/").removesuffix(".ics")
    client = Client()
    client.force_login(user)
    assert secret not in client.get(PAGE).content.decode()
    row = CalendarAddress.objects.get()
    assert secret not in str(vars(row)) and len(secret) == 43
    with caplog.at_level("DEBUG"):
        Client().get(path)
        Client().get(path.replace(secret, "x" * 43))
    assert secret not in caplog.text
    for wrong in ("x" * 43, "a", f"{secret}x"):
        assert Client().get(f"/lich/{wrong}.ics").status_code == 404
    assert Client().post(path).status_code == 405


def test_strangers_are_slowed_down():
    statuses = {Client().get(f"/lich/{'y' * 43}.ics").status_code for _ in range(125)}
    assert statuses == {404, 429}
