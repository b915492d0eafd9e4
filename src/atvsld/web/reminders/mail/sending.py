"""The morning's round of mail: every person once, one bad address beside the others, begun again where it broke off."""

from __future__ import annotations

from datetime import date, time
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ....base.jobs.house import delete_in_chunks
from ....base.jobs.job import Job
from ....directives.reminders import digests
from ....directives.reminders.digests import FAILED, REFUSED, SENDING, SENT
from ....directives.reminders.models import Digest, MailChoice
from ....directives.reminders.versions import ladders_on
from ....org.people.scoping import scope_of
from .digest import written

# A server that takes many over one line is given a new one now and then.
OVER_ONE_LINE = 50
# After so many in a row that the server would not take, it is left in peace until the next try.
PATIENCE = 10
# Said by the server before it took the mail: it has certainly not gone.
NOT_TAKEN = (SMTPSenderRefused, SMTPDataError, SMTPHeloError, SMTPAuthenticationError, SMTPNotSupportedError)
log = structlog.get_logger(__name__)


class NotAllSent(Exception):
    """Some digests wait for another try; the job is done again after a pause."""


def send_digests(today: date | None = None) -> int:
    """How many left. Raises NotAllSent when some could not and may be tried again; OSError without a server."""
    if not settings.ATVSLD_MAIL:
        return 0
    day, count, in_a_row = today or timezone.localdate(), 0, 0
    delete_in_chunks(Digest.objects.filter(day__lt=day - digests.KEPT))
    ladders, line = ladders_on(day), _Line()
    try:
        for user_id in digests.waiting(day):
            choice = MailChoice.objects.select_related("user").filter(user=user_id, is_on=True).first()
            if choice is None:
                continue
            after = digests.begins_after(choice, day)
            made = written(choice.user, scope_of(choice.user, day), choice.address, day, after, ladders)
            if made is None:
                digests.covered(user_id, day)
                continue
            line.open()
            if not digests.claim(user_id, day, made.new):
                continue
            state = line.send(made.mail)
            digests.ended(user_id, day, state)
            count += state == SENT
            in_a_row = 0 if state in (SENT, REFUSED) else in_a_row + 1
            if in_a_row >= PATIENCE:
                break
    finally:
        line.close()
    left = Digest.objects.filter(day=day, state=FAILED, tries__lt=digests.MOST_TRIES).count()
    log.info("digests sent", sent=count, left=left)
    if left:
        raise NotAllSent(str(left))
    return count


class _Line:
    """The connection to the server of mail."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._used = 0

    def open(self) -> None:
        """Before anything is claimed: without a server nobody's digest counts as begun."""
        if self._connection is None or self._used >= OVER_ONE_LINE:
            self.close()
            connection = get_connection()
            connection.open()
            self._connection, self._used = connection, 0

    def send(self, mail: EmailMultiAlternatives) -> str:
        """How it went; never raises. Where the line broke while the server had the mail, nobody knows: `SENDING`."""
        self._used += 1
        try:
            return SENT if self._connection.send_messages([mail]) else FAILED
        except SMTPRecipientsRefused as refused:
            codes = [code for code, _said in refused.recipients.values()]
            state = REFUSED if codes and all(500 <= code < 600 for code in codes) else FAILED
        except NOT_TAKEN:
            state = FAILED
        except Exception as error:
            log.warning("a digest broke off", error=type(error).__name__)
            state = SENDING
        self.close()
        return state

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                log.info("the line to the server of mail was gone already")


JOBS = (Job("send-reminders", _("Gửi thư đôn đốc buổi sáng"), send_digests, at=time(7, 0), is_long=True),)
