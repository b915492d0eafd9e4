"""What signing in and changing a password say: allauth brings no Vietnamese."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atvsld.base.language import Words

ERROR_MESSAGES: dict[str, Words] = {
    "account_inactive": _("Tài khoản này đã bị khóa. Hãy liên hệ người quản trị của cơ quan bạn."),
    "enter_current_password": _("Mật khẩu hiện nay chưa đúng. Hãy nhập lại."),
    "incorrect_password": _("Mật khẩu chưa đúng. Hãy nhập lại."),
    "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại."),
    "rate_limited": _("Bạn thao tác quá nhanh. Hãy chờ ít phút rồi làm lại."),
    "same_as_current": _("Mật khẩu mới phải khác mật khẩu hiện nay."),
    "too_many_login_attempts": _("Nhập sai quá nhiều lần. Hãy chờ ít phút rồi thử lại, hoặc liên hệ người quản trị."),
    "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại."),
}


class SignInForm(LoginForm):
    """User name and password, in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", gettext("Tên đăng nhập"), gettext("Hãy nhập tên đăng nhập."))
        _say(self, "password", gettext("Mật khẩu"), gettext("Hãy nhập mật khẩu."))


class NewPasswordForm(ChangePasswordForm):
    """The present password and twice the new one, in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", gettext("Mật khẩu hiện nay"), gettext("Hãy nhập mật khẩu hiện nay."))
        _say(self, "password1", gettext("Mật khẩu mới"), gettext("Hãy nhập mật khẩu mới."))
        _say(self, "password2", gettext("Mật khẩu mới, nhập lại"), gettext("Hãy nhập lại mật khẩu mới."))

    def clean(self) -> dict[str, Any]:
        """allauth compares the two in English; here the sentence is said first, beside the same field."""
        data: dict[str, Any] = self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", gettext("Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại."))
            return data
        return super().clean() or data


def _say(form: LoginForm | ChangePasswordForm, name: str, label: str, missing: str) -> None:
    field = form.fields[name]
    field.label = label
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
