"""What is typed to claim an account, to ask for one, and to choose a new password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused
from ...org.places.models import Place

CODE_HELP = _("12 chữ và số trên phiếu; không phân biệt chữ hoa, chữ thường.")


def show(form: forms.Form, refused: Refused) -> None:
    """Each reason beside its field, or on top."""
    for violation in refused.violations:
        form.add_error(violation.field if violation.field in form.fields else None, violation.message)


class TwicePassword(forms.Form):
    """A password typed twice. What it must be like is judged by the service."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự, không chỉ toàn số. Một câu dài dễ nhớ là tốt nhất."),
        error_messages={"required": _("Hãy chọn mật khẩu.")},
        strip=False,
    )
    password_again = forms.CharField(
        label=_("Mật khẩu, nhập lại"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": _("Hãy nhập lại mật khẩu.")},
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("password"), data.get("password_again")
        if first != second and not self.errors:
            self.add_error("password_again", _("Hai lần nhập mật khẩu chưa giống nhau. Hãy nhập lại."))
        return data


def _text(label: Any, missing: Any = "", help_text: Any = "", size: int = 100, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=size, help_text=help_text, required=bool(missing),
        error_messages={"required": missing}, widget=forms.TextInput({"spellcheck": "false", **attrs}),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The two things that stand on the slip."""

    tax_code = _text(_("Mã số thuế của cơ sở"), _("Hãy nhập mã số thuế trên phiếu."), _("Cả 3 số của chi nhánh."), 30)
    code = _text(_("Mã trên phiếu"), _("Hãy nhập mã trên phiếu."), CODE_HELP, 40, autocomplete="off")


class ClaimForm(CodeForm, TwicePassword):
    """A new account by a code."""

    full_name = _text(_("Họ và tên của bạn"), _("Hãy nhập họ và tên."), size=150, autocomplete="name")
    phone = _text(_("Điện thoại"), _("Hãy nhập số điện thoại."), size=40, autocomplete="tel", inputmode="tel")
    username = _text(
        _("Tên đăng nhập"), help_text=_("Để trống thì tên đăng nhập là mã số thuế."), size=60, autocomplete="username"
    )
    field_order = ("tax_code", "code", "full_name", "phone", "username", "password", "password_again")


class RequestForm(TwicePassword):
    """A request by somebody who has no code."""

    tax_code = _text(_("Mã số thuế của cơ sở"), _("Hãy nhập mã số thuế."), _("Cả 3 số của chi nhánh."), 30)
    province = forms.ModelChoiceField(
        label=_("Tỉnh, thành phố nơi đặt cơ sở"), queryset=Place.objects.none(), empty_label=_("– chọn –"),
        error_messages={"required": _("Hãy chọn tỉnh, thành phố.")},
    )  # fmt: skip
    full_name = _text(_("Họ và tên của bạn"), _("Hãy nhập họ và tên."), size=150, autocomplete="name")
    phone = _text(_("Điện thoại"), _("Hãy nhập số điện thoại."), size=40, autocomplete="tel", inputmode="tel")
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=120)
    note = _text(
        _("Ghi chú"), size=400, help_text=_("Ví dụ: chức vụ, số quyết định phân công làm công tác an toàn.")
    )  # fmt: skip
    field_order = ("tax_code", "province", "full_name", "phone", "email", "note", "password", "password_again")

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["province"].queryset = Place.objects.provinces().in_force().order_by("sort_key")  # type: ignore[attr-defined]
        for name in ("password", "password_again"):
            self.fields[name].required = False
        self.fields["password"].help_text = _(
            "Không bắt buộc. Nếu chọn ngay, cán bộ kiểm tra xong có thể mở tài khoản mà không cần gửi phiếu."
        )


class ResetForm(TwicePassword):
    """A new password by the code of a slip."""

    username = _text(_("Tên đăng nhập"), _("Hãy nhập tên đăng nhập trên phiếu."), size=150, autocomplete="username")
    code = _text(_("Mã trên phiếu"), _("Hãy nhập mã trên phiếu."), CODE_HELP, 40, autocomplete="off")
    field_order = ("username", "code", "password", "password_again")


class NumberForm(forms.Form):
    """The number that the sender of a request was told."""

    number = _text(_("Số yêu cầu"), _("Hãy nhập số yêu cầu, ví dụ YC-K7QM-2XRA-9WTD."), size=30, autocomplete="off")
