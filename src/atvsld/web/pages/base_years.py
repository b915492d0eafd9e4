"""The page that takes a programme's changes from another year, with the reason; the choices so far stand below."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused
from ...directives.base_years import MOST_REASON, base_year_of, choose_base_year, first_and_last, may_choose
from ...directives.models import BaseYearChoice
from ...directives.programmes import PROGRAMMES, Programme
from ..scope import scope

MOST_CHOICES = 50


class BaseYearForm(forms.Form):
    """Which year, and why."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=MOST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vì sao không lấy năm trước năm ban hành, theo văn bản nào."),
    )  # fmt: skip

    def __init__(self, programme: Programme, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        first, last = first_and_last(programme)
        years = [(year, str(year)) for year in range(last, first - 1, -1)]
        self.fields["year"] = forms.TypedChoiceField(label=_("Năm gốc"), coerce=int, choices=years)


def base_year_page(request: HttpRequest, programme: str) -> HttpResponse:
    found = PROGRAMMES.get(programme)
    if found is None:
        raise Http404
    held = scope(request)
    if not may_choose(held, found):
        raise PermissionDenied
    current = base_year_of(found)[0]
    form = BaseYearForm(found, request.POST or None, initial={"year": current})
    if request.method == "POST" and form.is_valid():
        try:
            choose_base_year(held, found, form.cleaned_data["year"], form.cleaned_data["reason"])
            messages.success(request, gettext("Đã đổi năm gốc. Lý do được ghi cùng lựa chọn."))
            return redirect("programme", found.id)
        except Refused as refused:
            for violation in refused.violations:
                form.add_error(violation.field or None, violation.message)
    context = {
        "programme": found, "form": form, "current": current,
        "choices": BaseYearChoice.objects.filter(programme=found.id).order_by("-id")[:MOST_CHOICES],
    }  # fmt: skip
    return render(request, "pages/base_year.html", context, status=422 if form.errors else 200)
