"""The mail of a morning: one a person, whatever breaks; nothing for who did not ask; a way out in each."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone

from atvsld.directives.reminders import mail_choices
from atvsld.directives.reminders.models import Digest, MailChoice
from atvsld.directives.tasks.tests.make import AWAY, COMMUNE, HOME, make_task
from atvsld.org.people.models import Membership
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user
from atvsld.web.reminders.mail import sending
from atvsld.web.reminders.mail.sending import NotAllSent, send_digests

pytestmark = pytest.mark.django_db
URL = "https://atld.thu.vn"


class Troubled(BaseEmailBackend):
    """A server that does to each address what `TROUBLE` says."""

    TROUBLE: dict[str, list] = {}
    TOOK: list[str] = []

    def send_messages(self, messages):
        for message in messages:
            left = self.TROUBLE.get(message.to[0], [])
            if left and (error := left.pop(0)) is not None:
                raise error
            self.TOOK.append(message.to[0])
        return len(messages)


@pytest.fixture
def server(settings):
    settings.ATVSLD_MAIL, settings.ATVSLD_PUBLIC_URL = True, URL
    settings.EMAIL_BACKEND = f"{__name__}.Troubled"
    Troubled.TROUBLE, Troubled.TOOK = {}, []
    return Troubled


@pytest.fixture
def box(settings):
    settings.ATVSLD_MAIL, settings.ATVSLD_PUBLIC_URL = True, URL
    return mail.outbox


def wants(user, address=""):
    address = address or f"{user.username}@thu.vn"
    yesterday = timezone.localdate() - timedelta(days=1)
    assert mail_choices.confirm(mail_choices.ask_for(user, address), yesterday)
    return user


def late_task(days=-1, **kept):
    """Overdue since so many days: something new for who leads it and who gave it."""
    today = timezone.localdate()
    labour = make_user("labour", place=HOME)
    begun = today - timedelta(days=20)
    return make_task(scope_of(labour), today=begun, first_due=today + timedelta(days=days), **kept)


def test_one_mail_a_person_and_day(box):
    commune = wants(make_user("commune", place=COMMUNE), "canbo@tancuong.vn")
    wants(make_user("commune", place=AWAY))
    make_user("commune", place=COMMUNE)
    task = late_task(title="Rà soát máy, thiết bị")
    assert send_digests() == 1 and send_digests() == 0
    message = box[0]
    assert [m.to for m in box] == [["canbo@tancuong.vn"]]
    assert "Đôn đốc" in message.subject and "1 điều mới" in message.subject
    for text in (message.body, message.alternatives[0].content):
        assert "Rà soát máy, thiết bị" in text and f"{URL}/viec-giao/{task.pk}/" in text
        assert f"{URL}/don-doc/lead/overdue/" in text and str(commune) in text
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Digest.objects.get().state == "sent" and Digest.objects.get().count == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert send_digests() == 0


def test_nothing_without_a_server_an_address_or_the_wish(settings):
    settings.ATVSLD_MAIL = False
    user = wants(make_user("commune", place=COMMUNE))
    late_task()
    assert send_digests() == 0 and not mail.outbox
    settings.ATVSLD_MAIL, settings.ATVSLD_PUBLIC_URL = True, URL
    mail_choices.switch(user, False)
    unconfirmed = make_user("commune", place=COMMUNE)
    mail_choices.ask_for(unconfirmed, "chua@xacnhan.vn")
    closed = wants(make_user("commune", place=COMMUNE))
    closed.is_active = False
    closed.save()
    gone = wants(make_user("commune", place=COMMUNE))
    Membership.objects.filter(user=gone).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert send_digests() == 0 and not mail.outbox and not Digest.objects.exists()


def test_what_was_missed_is_made_up_for_and_told_once(box):
    user = wants(make_user("commune", place=COMMUNE))
    MailChoice.objects.filter(user=user).update(covered_until=timezone.localdate() - timedelta(days=4))
    late_task(days=-2)
    assert send_digests() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        # The third day after its due day tells the leaders; the lead is told anew as well.
        assert send_digests() == 1
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert send_digests() == 0


def test_one_bad_address_never_stops_the_rest_and_failures_are_tried_again(server, monkeypatch):
    bad, weak, good = (wants(make_user("commune", place=COMMUNE), f"{n}@thu.vn") for n in ("bad", "weak", "good"))
    late_task()
    server.TROUBLE = {
        "bad@thu.vn": [SMTPRecipientsRefused({"bad@thu.vn": (550, b"no such user")})] * 9,
        "weak@thu.vn": [SMTPRecipientsRefused({"weak@thu.vn": (451, b"later")}), SMTPDataError(452, b"full")],
    }
    for _ in range(2):
        with pytest.raises(NotAllSent):
            send_digests()
    assert server.TOOK == ["good@thu.vn"]
    assert send_digests() == 1 and server.TOOK == ["good@thu.vn", "weak@thu.vn"]
    states = dict(Digest.objects.values_list("user", "state"))
    assert states == {bad.pk: "refused", weak.pk: "sent", good.pk: "sent"}
    assert Digest.objects.get(user=weak).tries == 3
    assert send_digests() == 0


def test_it_is_given_up_after_some_tries(server):
    user = wants(make_user("commune", place=COMMUNE), "a@thu.vn")
    late_task()
    server.TROUBLE = {"a@thu.vn": [SMTPDataError(452, b"full")] * 9}
    for _ in range(4):
        with pytest.raises(NotAllSent):
            send_digests()
    assert send_digests() == 0 and Digest.objects.get(user=user).tries == 5
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        server.TROUBLE = {}
        assert send_digests() == 1, "tomorrow tells what today could not"


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_crash_in_the_middle_gives_nobody_two(box, monkeypatch, where):
    users = [wants(make_user("commune", place=COMMUNE), f"nguoi{n}@thu.vn") for n in range(4)]
    late_task()
    real, seen = sending._Line.send, []

    def crash(line, message):
        seen.append(message.to[0])
        if len(seen) == 2:
            if where == "after":
                real(line, message)
            raise KeyboardInterrupt
        return real(line, message)

    monkeypatch.setattr(sending._Line, "send", crash)
    with pytest.raises(KeyboardInterrupt):
        send_digests()
    monkeypatch.setattr(sending._Line, "send", real)
    assert send_digests() == 2
    got = [m.to[0] for m in box]
    assert len(got) == len(set(got)) == (4 if where == "after" else 3)
    assert Digest.objects.filter(state="sending").count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        # Of whom nobody knows it is told tomorrow what was new today.
        before = len(box)
        send_digests()
        assert [m.to[0] for m in box[before:]] == ["nguoi1@thu.vn"]
    assert len(users) == 4


def test_a_line_that_broke_while_the_server_had_it_is_not_sent_again(server):
    wants(make_user("commune", place=COMMUNE), "a@thu.vn")
    late_task()
    server.TROUBLE = {"a@thu.vn": [SMTPServerDisconnected("gone")]}
    assert send_digests() == 0 and send_digests() == 0
    assert Digest.objects.get().state == "sending" and server.TOOK == []


def test_without_a_server_that_answers_nobody_counts_as_begun(settings, monkeypatch):
    settings.ATVSLD_MAIL, settings.ATVSLD_PUBLIC_URL = True, URL
    wants(make_user("commune", place=COMMUNE))
    late_task()

    def refuse(line):
        raise ConnectionRefusedError

    monkeypatch.setattr(sending._Line, "open", refuse)
    with pytest.raises(ConnectionRefusedError):
        send_digests()
    assert not Digest.objects.exists()


def test_in_the_language_of_the_person_and_marked_in_a_demonstration(box, settings):
    settings.ATVSLD_DEMO = True
    user = wants(make_user("commune", place=COMMUNE))
    user.language = "en"
    user.save()
    late_task()
    send_digests()
    assert box[0].subject.startswith("[Demonstration data] Reminders") and "Overdue" in box[0].body
    assert '<html lang="en"' in box[0].alternatives[0].content


def test_an_address_counts_when_its_owner_says_so(box):
    user = make_user("commune", place=COMMUNE)
    client = Client()
    client.force_login(user)
    assert client.post("/tai-khoan/nhan-nhac-viec/", {"act": "address", "address": "không phải"}).status_code == 422
    assert client.post("/tai-khoan/nhan-nhac-viec/", {"act": "address", "address": "a@thu.vn"}).status_code == 302
    link = re.search(rf"{URL}(/\S+)", box[0].body)[1]
    anybody = Client()
    assert anybody.get(link).status_code == 200 and MailChoice.objects.get().confirmed_at is None
    assert anybody.post(link).status_code == 200 and MailChoice.objects.get().confirmed_at is not None
    assert anybody.post(link[:-2] + "x/").status_code == 410
    late = timezone.now() + timedelta(days=4)
    for _ in range(4):
        client.post("/tai-khoan/nhan-nhac-viec/", {"act": "address", "address": "b@thu.vn"})
    assert client.post("/tai-khoan/nhan-nhac-viec/", {"act": "address", "address": "b@thu.vn"}).status_code == 422
    assert len(box) == 5 and anybody.post(link).status_code == 410, "the address was changed since"
    with time_machine.travel(late):
        assert anybody.post(re.search(rf"{URL}(/\S+)", box[-1].body)[1]).status_code == 410
    assert "b@thu.vn" not in str(MailChoice.objects.extra(select={"raw": "address"}).values("raw"))


def test_the_way_out_needs_no_signing_in(box):
    user = wants(make_user("commune", place=COMMUNE))
    late_task()
    send_digests()
    link = box[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix(URL)
    program = Client(enforce_csrf_checks=True)
    assert program.get(link).status_code == 200 and MailChoice.objects.get().is_on
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not MailChoice.objects.get(user=user).is_on
    assert program.post("/thu-don-doc/thoi-nhan/abc/").status_code == 404


def test_the_page_says_when_no_mail_leaves(settings):
    client = Client()
    client.force_login(make_user("commune", place=COMMUNE))
    assert "chưa đặt máy chủ thư" in client.get("/tai-khoan/nhan-nhac-viec/").content.decode()
    admin = Client()
    admin.force_login(make_user("admin"))
    assert "Thư đôn đốc chưa được gửi" in admin.get("/viec-nen/").content.decode()
