"""What somebody without an account may do: claim one with a code, ask for one, look up the request, reset by a slip."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ...base.errors import Refused
from ...org.accounts.claiming import Person, claim, join, reset_password
from ...org.accounts.managing import end_all_sessions
from ...org.accounts.requests import by_number, submit
from ...org.people.models import User
from .address import client_address
from .forms import ClaimForm, CodeForm, NumberForm, RequestForm, ResetForm, show


@login_not_required
@never_cache
@sensitive_post_parameters()
def claim_page(request: HttpRequest) -> HttpResponse:
    """A tax code and the code of a slip become an account; for somebody signed in, one more establishment."""
    if isinstance(request.user, User):
        return _join(request, request.user)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        person = Person(typed["full_name"], typed["phone"], typed["password"], typed["username"])
        try:
            user = claim(typed["tax_code"], typed["code"], person, client_address(request))
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("Đã mở tài khoản. Tên đăng nhập của bạn: %s") % user.username)
            return perform_login(request, user)
    return _page(request, "accounts/claim.html", form)


def _join(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            held = join(user, form.cleaned_data["tax_code"], form.cleaned_data["code"], client_address(request))
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("Tài khoản của bạn nay phụ trách thêm: %s") % held.establishment)
            return redirect("start")
    return _page(request, "accounts/join.html", form)


@login_not_required
@never_cache
@sensitive_post_parameters()
def request_page(request: HttpRequest) -> HttpResponse:
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = submit(form.cleaned_data, client_address(request))
        except Refused as refused:
            show(form, refused)
        else:
            return render(request, "accounts/request_sent.html", {"made": made})
    return _page(request, "accounts/request.html", form)


@login_not_required
@never_cache
def state_page(request: HttpRequest) -> HttpResponse:
    """How a request stands; posted, so that its number stays out of addresses and logs."""
    form = NumberForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = by_number(form.cleaned_data["number"])
        if found is None:
            form.add_error("number", _("Không có yêu cầu mang số này. Hãy xem lại từng ký tự."))
    return _page(request, "accounts/request_state.html", form, found=found, is_found=found is not None)


@login_not_required
@never_cache
@sensitive_post_parameters()
def reset_page(request: HttpRequest) -> HttpResponse:
    """A new password by a slip; whoever was signed in with the old one is signed out."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            user = reset_password(typed["username"], typed["code"], typed["password"], client_address(request))
        except Refused as refused:
            show(form, refused)
        else:
            end_all_sessions(user)
            messages.success(request, _("Đã đổi mật khẩu; mọi phiên đăng nhập cũ và mã truy cập API đã kết thúc."))
            return perform_login(request, user)
    return _page(request, "accounts/reset.html", form)


def _page(request: HttpRequest, template: str, form: object, *, is_found: bool = False, **more: object) -> HttpResponse:
    status = 422 if request.method == "POST" and not is_found else 200
    return render(request, template, {"form": form, **more}, status=status)
