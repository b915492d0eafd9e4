"""What signing in and changing a password say: allauth brings no Vietnamese."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm

ERROR_MESSAGES: dict[str, str] = {
    "account_inactive": "Tài khoản này đã bị khóa. Hãy liên hệ người quản trị của cơ quan bạn.",
    "enter_current_password": "Mật khẩu hiện nay chưa đúng. Hãy nhập lại.",
    "incorrect_password": "Mật khẩu chưa đúng. Hãy nhập lại.",
    "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại.",
    "rate_limited": "Bạn thao tác quá nhanh. Hãy chờ ít phút rồi làm lại.",
    "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện nay.",
    "too_many_login_attempts": "Nhập sai quá nhiều lần. Hãy chờ ít phút rồi thử lại, hoặc liên hệ người quản trị.",
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại.",
}


class SignInForm(LoginForm):
    """User name and password, in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "Tên đăng nhập", "Hãy nhập tên đăng nhập.")
        _say(self, "password", "Mật khẩu", "Hãy nhập mật khẩu.")


class NewPasswordForm(ChangePasswordForm):
    """The present password and twice the new one, in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Mật khẩu hiện nay", "Hãy nhập mật khẩu hiện nay.")
        _say(self, "password1", "Mật khẩu mới", "Hãy nhập mật khẩu mới.")
        _say(self, "password2", "Mật khẩu mới, nhập lại", "Hãy nhập lại mật khẩu mới.")

    def clean(self) -> dict[str, Any]:
        """allauth compares the two in English; here the sentence is said first, beside the same field."""
        data: dict[str, Any] = self.cleaned_data
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại.")
            return data
        return super().clean() or data


def _say(form: LoginForm | ChangePasswordForm, name: str, label: str, missing: str) -> None:
    field = form.fields[name]
    field.label = label
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
