"""The forms of the second factor without the library's English hints; labels stand in the templates."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms


class _Plain(forms.Form):
    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SecondFactorForm(_Plain, AuthenticateForm):
    """A code at sign-in."""


class ConfirmForm(_Plain, ReauthenticateForm):
    """A code before something that changes how the account is protected."""


class SwitchOnForm(_Plain, ActivateTOTPForm):
    """The first code of an application."""
