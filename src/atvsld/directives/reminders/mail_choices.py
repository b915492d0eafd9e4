"""Who wants the daily mail and where: a person's own choice, which counts once the address was confirmed."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.scope import Scope
from ...org.people.models import User
from ...org.people.services import note_act
from .models import MailChoice

CONFIRM_SALT, OFF_SALT = "reminder-address", "reminder-off"
CONFIRM_SECONDS = 3 * 24 * 3600
MOST_ASKED = 5


def choice_of(user: User) -> MailChoice:
    """The person's choice, not saved where there is none yet."""
    return MailChoice.objects.filter(user=user).first() or MailChoice(user=user)


def ask_for(user: User, address: str, today: date | None = None, *, via: str = "page") -> str:
    """Another address, which counts after its owner has opened what is sent there: the token of that link.

    Raises Refused with mail.address or mail.many.
    """
    day, address = today or timezone.localdate(), address.strip()
    try:
        validate_email(address)
        if len(address) > 254:
            raise ValidationError("long")
    except ValidationError as error:
        message = _("Địa chỉ thư điện tử không đúng dạng ten@donvi.vn.")
        raise Refused([RuleViolation("mail.address", message, "address")]) from error
    with transaction.atomic():
        choice, _made = MailChoice.objects.select_for_update().get_or_create(user=user)
        asked = choice.asked_count if choice.asked_on == day else 0
        if asked >= MOST_ASKED:
            message = _("Hôm nay đã gửi {most} thư xác nhận. Hãy xem hộp thư rác, hoặc thử lại ngày mai.")
            raise Refused([RuleViolation("mail.many", message, "address", most=MOST_ASKED)])
        choice.asked_on, choice.asked_count = day, asked + 1
        choice.address, choice.confirmed_at, choice.is_on = address, None, True
        choice.save()
        note_act(_own(user), "set_mail", user, via=via)
    return signing.dumps([user.pk, _digest(address)], salt=CONFIRM_SALT)


def confirm(token: str, today: date | None = None) -> bool:
    """The link was opened: from today on mail goes there. False for a link that is none, is old or of an address that
    was changed since."""
    try:
        pk, digest = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    choice = MailChoice.objects.filter(user=pk, user__is_active=True).first()
    if choice is None or _digest(choice.address) != digest:
        return False
    if choice.confirmed_at is None:
        choice.confirmed_at, choice.covered_until = timezone.now(), today or timezone.localdate()
        choice.save(update_fields=["confirmed_at", "covered_until"])
    return True


def switch(user: User, is_on: bool, *, via: str = "page") -> None:
    """Mail on or off. What was not mailed in between is not mailed afterwards."""
    with transaction.atomic():
        changed = MailChoice.objects.filter(user=user).exclude(is_on=is_on)
        if changed.update(is_on=is_on, covered_until=timezone.localdate()):
            note_act(_own(user), "set_mail", user, via=via)


def forget(user: User, *, via: str = "page") -> None:
    """The address is kept no longer."""
    with transaction.atomic():
        if MailChoice.objects.filter(user=user).delete()[0]:
            note_act(_own(user), "set_mail", user, via=via)


def off_token(user_id: int) -> str:
    """What the link to unsubscribe carries; it never grows old, for mail lies about for years."""
    return signing.dumps(user_id, salt=OFF_SALT)


def user_of_off_token(token: str) -> User | None:
    try:
        pk = signing.loads(token, salt=OFF_SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def _digest(address: str) -> str:
    return sha256(address.encode()).hexdigest()


def _own(user: User) -> Scope:
    return Scope(user.pk, str(user))
