"""Handing out: in whose name, because of what, what, until when, to whom; one agency or all communes in one step."""

from __future__ import annotations

from math import isfinite
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...directives.documents.models import Provision
from ...directives.tasks.acting import givers, own_agencies
from ...directives.tasks.causes import NamedCause, name_cause, visible_causes
from ...directives.tasks.groups import LABELS as GROUP_LABELS
from ...directives.tasks.groups import groups_of, members
from ...directives.tasks.handing import hand_out
from ...directives.tasks.models import Cause, Charge
from ...directives.tasks.proofs.declared import COMPARATORS, NOTHING, PROOF_LABELS, WAITING
from ...directives.tasks.recurrence import LABELS, NONE
from ...directives.tasks.rules import MOST_TEXT, MOST_TITLE, Wanted
from ...figures.indicators import INDICATORS
from ...org.agencies.models import Agency
from ..scope import scope
from .from_document import CHOSEN, form_of, provision_seen, undecided
from .picker import Picker, PickField, giver_asked
from .verbs import day_of

NEW = "new"


WAITING_LABELS = [(code, format_lazy("{} ({})", label, what)) for code, (label, what) in WAITING.items()]


class ProofSelect(forms.Select):
    """What cannot be proved yet stands there and cannot be chosen."""

    def create_option(self, name: str, value: Any, *args: Any, **kept: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kept)
        if value in WAITING:
            option["attrs"]["disabled"] = True
        return option


class HandOutForm(forms.Form):
    """What a person enters to hand out a task; the rules are those of the service."""

    giver = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("Cơ quan giao"), empty_label=None)
    cause = forms.ChoiceField(
        label=_("Căn cứ"), help_text=_("Chọn văn bản đã có, hoặc ghi văn bản, kết luận mới ở dưới.")
    )
    kind = forms.ChoiceField(
        label=_("Loại căn cứ mới"), required=False,
        choices=[("document", _("văn bản")), ("conclusion", _("kết luận cuộc họp"))],
    )  # fmt: skip
    cause_title = forms.CharField(label=_("Tên văn bản hoặc cuộc họp"), required=False, max_length=500)
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    issued_on = forms.CharField(label=_("Ngày ban hành hoặc ngày họp"), required=False, max_length=20)
    issuing_body = forms.CharField(label=_("Cơ quan ban hành hoặc chủ trì"), required=False, max_length=300)
    title = forms.CharField(label=_("Việc được giao"), max_length=MOST_TITLE)
    text = forms.CharField(
        label=_("Nội dung"), required=False, max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )
    deliverable = forms.CharField(label=_("Sản phẩm"), required=False, max_length=500)
    recurrence = forms.ChoiceField(label=_("Lặp lại"), choices=list(LABELS.items()), initial=NONE)
    first_due = forms.CharField(
        label=_("Hạn (lần đầu)"), required=False, max_length=20,
        help_text=_("Ví dụ 10/12/2026; để trống: không có hạn."),
    )  # fmt: skip
    last_day = forms.CharField(
        label=_("Đến hết ngày"), required=False, max_length=20, help_text=_("Với việc lặp lại: ngày kết thúc.")
    )
    proof = forms.ChoiceField(
        label=_("Chứng minh bằng"), choices=[*PROOF_LABELS, *WAITING_LABELS], initial=NOTHING, widget=ProofSelect,
    )  # fmt: skip
    indicator = forms.ChoiceField(label=_("Chỉ số"), required=False)
    comparator = forms.ChoiceField(label=_("So sánh"), required=False, choices=[("", "–"), *COMPARATORS.items()])
    value = forms.CharField(label=_("Giá trị cần đạt"), required=False, max_length=20)
    whom = forms.ChoiceField(label=_("Giao cho"), widget=forms.RadioSelect, initial=CHOSEN)
    agencies = PickField(
        label=_("Cơ quan chủ trì"), required=False,
        help_text=_("Gõ vài chữ của tên, có dấu hay không, rồi chọn. Ví dụ: so y te, cong an tinh, ubnd xa tan cuong."),
    )  # fmt: skip
    coordinating = PickField(
        label=_("Cơ quan phối hợp"), required=False, help_text=_("Xem được việc, không chịu trách nhiệm chính.")
    )

    def __init__(self, held: Scope, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        causes = visible_causes(held).order_by("-issued_on", "-pk")[:200]
        self.fields["giver"].queryset = givers(held)  # type: ignore[attr-defined]
        open_to = {group for giver in givers(held).select_related("place") for group in groups_of(giver)}
        groups = [(group, label) for group, label in GROUP_LABELS.items() if group in open_to]
        self.fields["whom"].choices = [(CHOSEN, gettext("các cơ quan chọn ở dưới")), *groups]  # type: ignore[attr-defined]
        known = [(str(cause.pk), str(cause)[:120]) for cause in causes]
        self.fields["cause"].choices = [*known, (NEW, gettext("căn cứ mới, ghi ở dưới"))]  # type: ignore[attr-defined]
        labels = [(one.id, gettext(one.label)) for one in INDICATORS.values()]
        self.fields["indicator"].choices = [("", "–"), *labels]  # type: ignore[attr-defined]


@never_cache
def hand_out_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    if not givers(held).exists():
        raise PermissionDenied
    own = own_agencies(held, "hand_out").values_list("pk", flat=True).first()
    provision = provision_seen(held, request.GET.get("provision", ""))
    begun = form_of(provision, timezone.localdate()) if provision else {}
    begun |= {"cause": request.GET.get("cause", NEW), "giver": own}
    form = HandOutForm(held, request.POST or None, initial=begun)
    asked = request.POST.get("find", "")
    if asked:
        # Only looked up: nothing is judged yet, and everything typed stays.
        form = HandOutForm(held, initial=_typed(request))
    elif request.method == "POST" and form.is_valid():
        try:
            made = _handed(held, form, provision)
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            for violation in refused.violations:
                form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            said = ngettext("Đã giao việc cho {n} cơ quan.", "Đã giao việc cho {n} cơ quan.", made.agencies)
            messages.success(request, said.format(n=made.agencies))
            return redirect("task", made.tasks.get().pk) if made.agencies == 1 else redirect("tasks")
    giver = giver_asked(held, str(form["giver"].value() or ""))
    context = {
        "form": form, "provision": provision, "undecided": undecided(provision) if provision else [],
        "leads": Picker.of(form["agencies"], asked, giver), "beside": Picker.of(form["coordinating"], asked, giver),
    }  # fmt: skip
    return render(request, "tasks/hand_out.html", context, status=422 if form.errors else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was sent, as what the form begins with."""
    fields = HandOutForm.base_fields
    return {name: field.widget.value_from_datadict(request.POST, request.FILES, name) for name, field in fields.items()}


def _handed(held: Scope, form: HandOutForm, provision: Provision | None) -> Charge:
    said = form.cleaned_data
    giver = Agency.objects.select_related("place").get(pk=said["giver"].pk)
    wanted = Wanted(
        said["title"], said["text"], said["deliverable"], said["recurrence"], day_of(said["first_due"], "first_due"),
        day_of(said["last_day"], "last_day"), said["proof"], said["indicator"], said["comparator"],
        _value(said["value"]),
    )  # fmt: skip
    leads = said["agencies"] if said["whom"] == CHOSEN else members(giver, said["whom"])
    cause = _cause(held, giver, said)
    return hand_out(
        held, cause, giver, wanted, leads, said["coordinating"], provision=provision.pk if provision else None
    )


def _cause(held: Scope, giver: Agency, said: dict[str, Any]) -> Cause:
    if said["cause"] != NEW:
        return visible_causes(held).get(pk=said["cause"])
    named = NamedCause(
        said["kind"], said["cause_title"], said["issuing_body"] or giver.name_vi, said["number"],
        day_of(said["issued_on"], "issued_on"),
    )  # fmt: skip
    return name_cause(held, giver, named)


def _value(text: str) -> float | None:
    """A number as it is written here: 5,5. Raises Refused with task.value."""
    written = text.strip().replace(".", "").replace(",", ".")
    try:
        value = float(written) if written else None
        if value is None or isfinite(value):
            return value
        raise ValueError(written)
    except ValueError:
        message = _("«{text}» không phải một số. Hãy ghi dạng 5,5.")
        raise Refused([RuleViolation("task.value", message, "value", text=text[:20])]) from None
