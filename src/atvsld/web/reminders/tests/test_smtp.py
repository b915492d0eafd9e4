"""The morning's round against a real line: a server of mail on a socket that refuses, drops and takes."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.utils import timezone

from atvsld.directives.reminders import mail_choices
from atvsld.directives.reminders.models import Digest
from atvsld.directives.tasks.tests.make import COMMUNE, HOME, make_task
from atvsld.org.people.scoping import scope_of
from atvsld.testing import make_user
from atvsld.web.reminders.mail.sending import send_digests

pytestmark = pytest.mark.django_db


class Server:
    """Speaks as much SMTP as a digest needs. `refused` and `dropped` are addresses that it treats so."""

    def __init__(self):
        self.taken: list[bytes] = []
        self.refused, self.dropped, self.lines = {"khong@thu.vn"}, {"dut@thu.vn"}, 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            self.lines += 1
            threading.Thread(target=self._speak, args=(line,), daemon=True).start()

    def _speak(self, line):
        with line, line.makefile("rwb", buffering=0) as stream:
            stream.write(b"220 thu\r\n")
            to, content = "", None
            for raw in stream:
                word = raw.strip().upper()
                if content is not None:
                    content += raw
                    if raw == b".\r\n":
                        if to in self.dropped:
                            line.shutdown(socket.SHUT_RDWR)
                            return
                        self.taken.append(content)
                        content = None
                        stream.write(b"250 ok\r\n")
                elif word == b"DATA":
                    content = b""
                    stream.write(b"354 go\r\n")
                elif word.startswith(b"RCPT"):
                    to = raw.decode().partition("<")[2].partition(">")[0]
                    stream.write(b"550 no such user\r\n" if to in self.refused else b"250 ok\r\n")
                else:
                    stream.write(b"250 ok\r\n")
                    if word == b"QUIT":
                        return


@pytest.fixture
def server(settings):
    made = Server()
    settings.ATVSLD_MAIL, settings.ATVSLD_PUBLIC_URL = True, "https://atld.thu.vn"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 10
    settings.DEFAULT_FROM_EMAIL = "atvsld@thu.vn"
    yield made
    made.socket.close()


def test_refused_dropped_and_taken(server):
    today = timezone.localdate()
    for name in ("khong", "dut", "duoc", "cung"):
        user = make_user("commune", place=COMMUNE)
        mail_choices.confirm(mail_choices.ask_for(user, f"{name}@thu.vn"), today - timedelta(days=1))
    labour = scope_of(make_user("labour", place=HOME))
    make_task(labour, today=today - timedelta(days=20), first_due=today - timedelta(days=1))
    assert send_digests() == 2
    assert sorted(Digest.objects.values_list("state", flat=True)) == ["refused", "sending", "sent", "sent"]
    assert send_digests() == 0 and len(server.taken) == 2 and server.lines == 3
    for content in server.taken:
        message = message_from_bytes(content)
        assert message["From"] == "atvsld@thu.vn" and message["Message-ID"].endswith("@atld.thu.vn>")
        assert message["List-Unsubscribe"].strip().startswith("<https://atld.thu.vn/thu-don-doc/thoi-nhan/")
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/alternative", "text/plain", "text/html",
        ]  # fmt: skip


def test_the_server_is_not_there(server, settings):
    today = timezone.localdate()
    user = make_user("commune", place=COMMUNE)
    mail_choices.confirm(mail_choices.ask_for(user, "duoc@thu.vn"), today - timedelta(days=1))
    labour = scope_of(make_user("labour", place=HOME))
    make_task(labour, today=today - timedelta(days=20), first_due=today - timedelta(days=1))
    free = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_PORT = free.getsockname()[1]
    free.close()
    with pytest.raises(ConnectionRefusedError):
        send_digests()
    assert not Digest.objects.exists()
