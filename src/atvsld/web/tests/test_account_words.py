"""Signing in and changing a password speak Vietnamese, and name what to do."""

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string

from atvsld.web.account_words import ERROR_MESSAGES, NewPasswordForm, SignInForm


def test_every_sentence_replaces_one_of_allauth() -> None:
    assert set(ERROR_MESSAGES) <= set(DefaultAccountAdapter.error_messages)


def test_sign_in_asks_in_vietnamese() -> None:
    form = SignInForm({})
    assert form.errors["login"] == ["Hãy nhập tên đăng nhập."]
    assert form.errors["password"] == ["Hãy nhập mật khẩu."]
    html = render_to_string("account/login.html", {"form": SignInForm(), "redirect_field": ""})
    assert "placeholder" not in html
    assert html.count("button-primary") == 1


@pytest.mark.django_db
def test_two_different_new_passwords_are_refused_once() -> None:
    user = get_user_model()(username="vi-du")
    user.set_password("cu-rat-dai-2026")
    data = {"oldpassword": "cu-rat-dai-2026", "password1": "moi-rat-dai-2026", "password2": "khac-rat-dai-2026"}
    form = NewPasswordForm(data=data, user=user)
    assert form.errors == {"password2": ["Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại."]}
