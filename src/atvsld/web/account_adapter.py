"""Who may have an account, how many passwords may be tried, and what a password change does."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from atvsld.org.accounts.attempts import give_back, take
from atvsld.org.people.models import User
from atvsld.org.people.services import change_own_password
from atvsld.web.account_words import ERROR_MESSAGES
from atvsld.web.accounts.known_device import remember
from atvsld.web.accounts.sign_in_limits import buckets


class AccountAdapter(DefaultAccountAdapter):
    """Closes registration: accounts follow a membership written by an administrator, or a code that an officer gave.

    Tries are counted in the database, not in allauth's own limits, which count by account alone and so let a
    stranger lock its owner out.
    """

    error_messages = DefaultAccountAdapter.error_messages | ERROR_MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises too_many_login_attempts, without looking at the password, whether or not the name is known."""
        self._counted = buckets(request, credentials.get("username", ""))
        if not take(*self._counted):
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        give_back(*self._counted)

    def post_login(self, request: HttpRequest, user: User, **kept: Any) -> HttpResponse:
        response = super().post_login(request, user, **kept)
        remember(request, response, user.username)
        return response

    def set_password(self, user: User, password: str) -> None:
        change_own_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"
