"""A person's own changes of the second factor stand in the audit like everything else done to an account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from ...base.scope import Scope
from ...org.people.models import User
from ...org.people.services import note_act

KINDS = [authenticator_added, authenticator_removed, authenticator_reset]


@receiver(KINDS)
def enter_change(user: User, authenticator: Any, **kept: Any) -> None:
    note_act(Scope(user.pk, str(user)), "change_second_factor", user, f"{authenticator.type}")
