"""An account for a body that gets tasks: the agency by its name, the person, and the slip that opens it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...org.accounts.bodies import open_for_body, opening_parts
from ...org.agencies.naming import agency_named
from ..scope import scope
from .forms import show
from .slips import slips_answer


class BodyForm(forms.Form):
    """Whose account, and for which body."""

    agency = forms.CharField(
        label=_("Cơ quan"), max_length=300, help_text=_("Gõ vài chữ của tên, ví dụ: so xay dung thai nguyen."),
        widget=forms.TextInput({"data-search": format_lazy("{}?q=", reverse_lazy("suggest", args=["agency"]))}),
    )  # fmt: skip
    full_name = forms.CharField(label=_("Họ và tên người giữ tài khoản"), max_length=150)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ không dấu, số, dấu chấm, gạch nối."),
        widget=forms.TextInput({"spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip


@never_cache
def bodies_page(request: HttpRequest) -> HttpResponse:
    """Posted, it answers with the slip itself, which nobody can open again."""
    held = scope(request)
    if not opening_parts(held):
        raise PermissionDenied
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            agency = agency_named(said["agency"], "agency")
            return slips_answer(request, [open_for_body(held, agency, said["username"], said["full_name"])])
        except OutOfScope:
            form.add_error("agency", _("Cơ quan này không thuộc địa bàn của bạn. Hãy chọn cơ quan khác."))
        except Refused as refused:
            show(form, refused)
    return render(request, "accounts/bodies.html", {"form": form}, status=422 if form.errors else 200)
