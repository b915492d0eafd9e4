"""Who may have an account: those whom an administrator entered; nobody registers alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from atvsld.org.people.models import User
from atvsld.org.people.services import change_own_password
from atvsld.web.account_words import ERROR_MESSAGES


class AccountAdapter(DefaultAccountAdapter):
    """Closes registration; accounts follow a membership that an administrator has written."""

    error_messages = DefaultAccountAdapter.error_messages | ERROR_MESSAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        change_own_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"
