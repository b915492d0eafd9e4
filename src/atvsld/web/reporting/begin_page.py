"""Beginning a report: from a duty in one step, or freely, with the period and what it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ...base.errors import OutOfScope, Refused
from ...base.scope import Scope
from ...base.search import fold
from ...directives.assessment import may_see
from ...directives.documents.visible import visible_documents
from ...directives.programmes import PROGRAMMES
from ...directives.reporting.acting import acting_agencies, answers_for_unit
from ...directives.reporting.duties.days import occasions
from ...directives.reporting.duties.found import duties_on
from ...directives.reporting.duties.wanted import wanted_for
from ...directives.reporting.models import AGENCY, FORMS, UNIT
from ...directives.reporting.rules import MOST_TITLE, Wanted
from ...directives.reporting.services import begin
from ...org.agencies.find import matching_agencies
from ...org.agencies.models import Agency
from ..scope import scope
from ..tasks.verbs import day_of

MOST_DOCUMENTS = 200


@never_cache
@require_POST
def begin_page(request: HttpRequest) -> HttpResponse:
    """The report of one time of a duty: made the first time, found again after that."""
    held, today = scope(request), timezone.localdate()
    own = list(acting_agencies(held, "prepare", today))
    agency = next((one for one in own if str(one.pk) == request.POST.get("agency")), None)
    found = duties_on(held, [agency], today) if agency else []
    duty = next((d for d in found if d.key == request.POST.get("duty")), None)
    times = occasions(duty, today) if duty else []
    occasion = next((o for o in times if o.key == request.POST.get("occasion")), None)
    if agency is None or duty is None or occasion is None:
        messages.error(request, gettext("Chế độ báo cáo này không còn; hãy chọn lại trong danh sách."))
        return redirect("reports")
    try:
        row = begin(held, agency, wanted_for(duty, occasion, agency))
    except OutOfScope:
        raise PermissionDenied from None
    except Refused as refused:
        for violation in refused.violations:
            messages.error(request, violation.message)
        return redirect("reports")
    return redirect("report", row.pk)


class NewReportForm(forms.Form):
    """What a person enters to begin a report freely; the rules are those of the service."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("Cơ quan báo cáo"), empty_label=None)
    form = forms.ChoiceField(label=_("Loại báo cáo"), choices=FORMS)
    about = forms.ChoiceField(
        label=_("Về chương trình, văn bản nào"), required=False,
        help_text=_("Không chọn: mọi nhiệm vụ của đơn vị trong kỳ."),
    )  # fmt: skip
    first_day = forms.CharField(label=_("Từ ngày"), max_length=20)
    last_day = forms.CharField(label=_("Đến ngày"), max_length=20)
    title = forms.CharField(label=_("Trích yếu"), max_length=MOST_TITLE, widget=forms.Textarea(attrs={"rows": 2}))
    to_name = forms.CharField(label=_("Gửi cơ quan"), max_length=300, help_text=_("Ghi đủ tên để nơi nhận thấy."))

    def __init__(self, held: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.held = held
        self.fields["agency"].queryset = acting_agencies(held, "prepare", today)  # type: ignore[attr-defined]
        programmes = [(f"p:{p.id}", gettext(p.title)) for p in PROGRAMMES.values() if may_see(held, p)]
        documents = visible_documents(held).defer("text", "reading").order_by("-issued_on", "-pk")[:MOST_DOCUMENTS]
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *programmes,
            *((f"d:{row.pk}", str(row)) for row in documents),
        ]
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs["data-date"] = True

    def wanted(self) -> Wanted:
        """Raises Refused with task.day."""
        said = self.cleaned_data
        kind, _colon, key = said["about"].partition(":")
        to = _agency_named(said["to_name"], said["agency"])
        return Wanted(
            day_of(said["first_day"], "first_day"), day_of(said["last_day"], "last_day"), said["title"], said["form"],
            UNIT if answers_for_unit(said["agency"]) else AGENCY, to.name_vi if to else said["to_name"],
            to.pk if to else None, programme=key if kind == "p" else "", document=int(key) if kind == "d" else None,
        )  # fmt: skip


def _agency_named(name: str, own: Agency) -> Agency | None:
    """The body of that very name; of several in the nation, the one above or beside the own agency."""
    found = [one for one in matching_agencies(name)[:20] if fold(one.name_vi) == fold(name)]
    near = [one for one in found if one.pk == own.parent_id] or found
    return near[0] if len(near) == 1 else None


@never_cache
def new_page(request: HttpRequest) -> HttpResponse:
    held, today = scope(request), timezone.localdate()
    own = acting_agencies(held, "prepare", today)
    first = own.select_related("parent").first()
    start = {"first_day": f"01/01/{today.year}", "last_day": f"31/12/{today.year}",
             "to_name": first.parent.name_vi if first and first.parent else ""}  # fmt: skip
    form = NewReportForm(held, request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            row = begin(held, form.cleaned_data["agency"], form.wanted())
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            for violation in refused.violations:
                form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            return redirect("report", row.pk)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)
