"""Declaring an accident: the one page that a telephone on a weak line must be able to send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ...accidents.registers import ACCIDENTS
from ...accidents.services import declare
from ...accidents.victim_register import VICTIMS
from ...base.errors import Refused, RuleViolation
from ...base.references import ScopedRefs
from ...base.scope import Scope
from ...base.surfaces.forms import RegisterForm
from ...org.establishments.models import Establishment
from ...org.places.models import Place
from ..scope import scope

ACCIDENT_FIELDS = ("occurred_at", "event_province", "event_commune", "event_address", "is_commuting", "summary",
                   "declarant_name", "declarant_phone")  # fmt: skip
VICTIM_FIELDS = ("full_name", "sex", "birth_year", "occupation_text", "reported_condition", "died_on")
MOST_VICTIMS = 30


class NoticeForm(RegisterForm):
    """The first notice: the few fields of Phụ lục III or IV that are known in the first hour."""

    register = ACCIDENTS

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        establishments = own_establishments(self.scope)
        names = ACCIDENT_FIELDS if is_commune(self.scope) else ("establishment", *ACCIDENT_FIELDS)
        self.fields = {name: self.fields[name] for name in names}
        # On this page nothing happened abroad: the mark says what the rules will ask for.
        self.fields["event_province"].required = True
        if "establishment" in self.fields:
            asked = self.fields["establishment"]
            asked.required, asked.help_text = True, gettext("Cơ sở nơi người bị nạn làm việc: mã số thuế hoặc tên.")
        if "establishment" in self.fields and len(establishments) > 1:
            choices = [(e.tax_code, str(e)) for e in establishments]
            self.fields["establishment"].widget = forms.Select(choices=choices)
        elif "establishment" in self.fields and establishments:
            self.fields["establishment"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Rules run in the service, with the victims; here the fields that this page does not ask are filled."""
        values = {f.name: f.blank for f in self.register.entered} | dict(self.cleaned_data)
        values["declared_by"] = "commune" if is_commune(self.scope) else "employer"
        return values


class VictimForm(forms.Form):
    """One victim as known in the first hour."""

    def __init__(self, *args: Any, scope: Scope, **kept: Any) -> None:
        super().__init__(*args, **kept)
        whole = RegisterVictimForm(scope=scope)
        self.fields = {name: whole.fields[name] for name in VICTIM_FIELDS}
        self.fields["DELETE"] = forms.BooleanField(required=False, widget=forms.HiddenInput())
        self.has_contract = not is_commune(scope)

    def values(self) -> dict[str, Any]:
        entered = {f.name: f.blank for f in VICTIMS.entered if f.name != "accident"}
        return entered | {n: self.cleaned_data[n] for n in VICTIM_FIELDS} | {"has_labour_contract": self.has_contract}


class RegisterVictimForm(RegisterForm):
    register = VICTIMS


def is_commune(held: Scope) -> bool:
    """Communes declare for workers without contract (Phụ lục IV), everyone else as or for an employer (Phụ lục III)."""
    return {part.role for part in held.parts_for("accidents", "create")} == {"commune"}


def own_establishments(held: Scope) -> list[Establishment]:
    ids = {i for part in held.parts_for("accidents", "create") for i in part.establishment_ids}
    return list(Establishment.objects.filter(pk__in=ids).order_by("head_office_id", "sort_key"))


def declare_page(request: HttpRequest) -> HttpResponse:
    held = scope(request)
    if request.method != "POST":
        form = NoticeForm(scope=held, initial=_start(held))
        return _page(request, form, [VictimForm(scope=held, prefix="victims-0")])
    form = NoticeForm(request.POST, scope=held)
    victims = _victim_forms(request, held)
    violations: list[RuleViolation] = []
    if form.is_valid() & all_valid(victims):
        try:
            key = (request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", ""))[:64]
            accident = declare(held, form.cleaned_data, [v.values() for v in victims], idempotency_key=key)
        except Refused as refused:
            violations = list(refused.violations)
        else:
            return _receipt(request, accident.receipt_number, accident.pk)
    return _refusal(request, form, victims, violations)


def all_valid(victims: list[VictimForm]) -> bool:
    """Every form is cleaned, so that every mistake is shown at once."""
    return not any([not victim.is_valid() for victim in victims])  # noqa: C419


def _victim_forms(request: HttpRequest, held: Scope) -> list[VictimForm]:
    given = request.POST.get("victims-TOTAL_FORMS", "1")
    total = min(int(given), MOST_VICTIMS) if given.isdecimal() and len(given) < 4 else 1
    kept = [i for i in range(max(total, 1)) if not request.POST.get(f"victims-{i}-DELETE")]
    return [VictimForm(request.POST, scope=held, prefix=f"victims-{i}") for i in kept]


def _start(held: Scope) -> dict[str, Any]:
    """What is known before anything is typed: the person's own establishment or commune."""
    refs = ScopedRefs(held)
    establishments = own_establishments(held)
    if establishments:
        first = establishments[0]
        start: dict[str, Any] = {
            "establishment": first.tax_code,
            "event_province": refs.label("province", first.province_id),
        }
        if first.commune_id:
            start["event_commune"] = refs.label("commune", first.commune_id)
        return start
    place_ids = {i for part in held.parts_for("accidents", "create") for i in part.place_ids}
    place = Place.objects.in_force().filter(pk__in=place_ids).select_related("province", "parent").first()
    if place is None:
        return {}
    if place.level == "province":
        return {"event_province": place.label}
    return {"event_province": place.province.label if place.province else "", "event_commune": place.label}


def _receipt(request: HttpRequest, number: str | None, pk: int) -> HttpResponse:
    url = reverse("accidents-detail", args=[pk])
    messages.success(
        request,
        gettext("Đã tiếp nhận khai báo. Số tiếp nhận: {number}. Hãy giữ số này để tra cứu.").format(number=number),
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"receipt": number, "url": url}, status=201)
    return redirect(url)


def _refusal(
    request: HttpRequest, form: NoticeForm, victims: list[VictimForm], violations: list[RuleViolation]
) -> HttpResponse:
    for violation in violations:
        prefix, _, field = violation.field.rpartition("-")
        target = next((v for i, v in enumerate(victims) if prefix == f"victims-{i}" and field in v.fields), None)
        error = forms.ValidationError(violation.message, code=violation.code)
        if target:
            target.add_error(field, error)
        else:
            form.add_error(violation.field if violation.field in form.fields else None, error)
    if "application/json" in request.headers.get("Accept", ""):
        errors = [v.as_dict() for v in form.violations]
        for victim in victims:
            for name, found in victim.errors.as_data().items():
                errors += [
                    {"field": victim.add_prefix(name), "code": e.code or "", "message": e.messages[0]} for e in found
                ]
        return JsonResponse({"errors": errors}, status=422)
    return _page(request, form, victims, status=422)


def _page(request: HttpRequest, form: NoticeForm, victims: list[VictimForm], status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "victims": victims,
        "empty_victim": VictimForm(scope=scope(request), prefix="victims-__prefix__"),
        "most": MOST_VICTIMS,
        "is_commune": is_commune(scope(request)),
        "appendix": gettext("Phụ lục IV") if is_commune(scope(request)) else gettext("Phụ lục III"),
    }
    return render(request, "accidents/declare.html", context, status=status)
