"""Users and their roles, for administrators: list, new account, roles, locking, a new first password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...accidents.models import Accident
from ...base.errors import Refused, RuleViolation
from ...base.references import ScopedRefs
from ...org.agencies.naming import agency_named
from ...org.establishments.models import Establishment, IndustrialZone
from ...org.people import services
from ...org.people.models import Membership, User
from ...org.people.roles import ROLES
from ...org.places.models import Place
from ..scope import scope

SHORTEST_DECISION = 5


class AccountForm(forms.Form):
    """A new account."""

    username = forms.SlugField(label=_("Tên đăng nhập"), max_length=60, help_text=_("Chữ không dấu, số, gạch nối."))
    full_name = forms.CharField(label=_("Họ và tên"), max_length=150)
    password = forms.CharField(
        label=_("Mật khẩu lần đầu"),
        widget=forms.PasswordInput,
        help_text=_("Ít nhất 10 ký tự; người dùng phải đổi khi đăng nhập."),
    )


def _roles_in(unit: str) -> str:
    return gettext("Cho vai trò: {roles}.").format(
        roles="; ".join(str(r.label) for r in ROLES.values() if r.unit == unit)
    )


roles_in = lazy(_roles_in, str)


class MembershipForm(forms.Form):
    """A role in a unit."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=[(r.code, r.label) for r in ROLES.values()])
    place = forms.CharField(label=_("Địa bàn (tỉnh hoặc xã)"), required=False, help_text=roles_in("place"))
    establishment = forms.CharField(label=_("Cơ sở (mã số thuế)"), required=False, help_text=roles_in("establishment"))
    zone = forms.CharField(label=_("Khu công nghiệp"), required=False, help_text=roles_in("zone"))
    agency = forms.CharField(
        label=_("Cơ quan"), required=False, max_length=300,
        help_text=_("Bắt buộc với cán bộ cơ quan được giao việc; vai trò khác: để trống thì theo địa bàn."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        for name in ("place", "establishment", "zone", "agency"):
            self.fields[name].widget = forms.TextInput({"data-search": f"{reverse('suggest', args=[name])}?q="})


def users_page(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:100]
    users = User.objects.prefetch_related("memberships__place", "memberships__establishment").order_by("username")
    if typed:
        users = users.filter(Q(username__icontains=typed) | Q(full_name__icontains=typed))
    page = Paginator(users, 50).get_page(request.GET.get("page"))
    may_create = scope(request).may("users", "create")
    return render(request, "pages/users.html", {"page": page, "q": typed, "may_create": may_create})


def create_page(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.create_user(scope(request), **form.cleaned_data)
        except Refused as refused:
            _show(form, refused)
        else:
            messages.success(request, gettext("Đã tạo tài khoản; bây giờ hãy giao vai trò."))
            return redirect("user", user.pk)
    return render(request, "pages/user_new.html", {"form": form}, status=422 if request.method == "POST" else 200)


def user_page(request: HttpRequest, pk: int) -> HttpResponse:
    user, held = get_object_or_404(User, pk=pk), scope(request)
    form = MembershipForm()
    if request.method == "POST":
        if not held.may("users", "edit"):
            raise PermissionDenied
        form = MembershipForm(request.POST) if request.POST.get("act") == "grant" else form
        if _act(request, user, form):
            return redirect("user", pk)
    memberships = user.memberships.select_related("place", "establishment", "zone", "agency").order_by("-valid_from")
    by_case = [m for m in memberships if ROLES[m.role].unit == "cases" and m.valid_to is None]
    context = {"person": user, "form": form, "memberships": memberships, "may_edit": held.may("users", "edit")}
    context |= {"by_case": by_case, "cases": [case for m in by_case for case in m.cases.order_by("-pk")]}
    return render(request, "pages/user.html", context, status=422 if request.method == "POST" else 200)


def _act(request: HttpRequest, user: User, form: MembershipForm) -> bool:
    """One of the things an administrator does to an account; True when it was done."""
    held, act = scope(request), request.POST.get("act", "")
    try:
        if act == "grant":
            if not form.is_valid():
                return False
            services.add_membership(held, user, form.cleaned_data["role"], timezone.localdate(), **_unit(request, form))
        elif act == "end":
            membership = get_object_or_404(Membership, pk=_number(request.POST.get("membership", "")), user=user)
            services.end_membership(held, membership, timezone.localdate())
        elif act == "case":
            services.grant_case(held, *_case(request, user))
        elif act in ("lock", "unlock"):
            services.set_active(held, user, act == "unlock")
        elif act == "password":
            services.set_password(held, user, request.POST.get("password", ""))
    except Refused as refused:
        for violation in refused.violations:
            messages.error(request, violation.message)
        return False
    messages.success(request, gettext("Đã lưu."))
    return True


def _case(request: HttpRequest, user: User) -> tuple[Membership, str, int, str]:
    """The accident that a decision opens to an investigator or an invited body, by its receipt number."""
    membership = get_object_or_404(Membership, pk=_number(request.POST.get("membership", "")), user=user)
    number, decision = (request.POST.get(name, "").strip()[:200] for name in ("receipt_number", "decision"))
    accident = Accident.objects.standing().filter(receipt_number=number.upper()).first() if number else None
    violations = []
    if accident is None:
        violations.append(RuleViolation("case.unknown", _("Không có hồ sơ mang số tiếp nhận này."), "receipt_number"))
    if len(decision) < SHORTEST_DECISION:
        violations.append(RuleViolation("case.decision", _("Hãy ghi số và ngày của quyết định."), "decision"))
    if violations or accident is None:
        raise Refused(violations)
    return membership, "accidents", accident.pk, decision


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _unit(request: HttpRequest, form: MembershipForm) -> dict[str, Any]:
    refs = ScopedRefs(scope(request))
    models: dict[str, Any] = {"place": Place, "establishment": Establishment, "zone": IndustrialZone}
    unit = {}
    for name, model in models.items():
        text = form.cleaned_data[name].strip()
        found = refs.find(name, text) if text else None
        if found:
            unit[name] = model.objects.get(pk=found)
    if line := form.cleaned_data["agency"].strip():
        unit["agency"] = agency_named(line, "agency")
    return unit


def _show(form: forms.Form, refused: Refused) -> None:
    for violation in refused.violations:
        form.add_error(violation.field if violation.field in form.fields else None, violation.message)
