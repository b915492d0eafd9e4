"""Who may have an account: those whom an administrator entered; nobody registers alone."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes registration; accounts follow a membership that an administrator has written."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
