"""Taking back a whole charge: how many are done and stay, how many go, and why."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from ...base.errors import OutOfScope, Refused
from ...base.scope import Scope
from ...directives.tasks.acting import decides
from ...directives.tasks.models import Charge, Task
from ...directives.tasks.withdrawing import undone_of, withdraw_charge
from ..scope import scope


@never_cache
def withdraw_page(request: HttpRequest, pk: int) -> HttpResponse:
    held = scope(request)
    charge = Charge.objects.select_related("giver__place", "cause").filter(pk=pk).first()
    if charge is None or not Task.objects.visible_to(held).filter(charge=charge).exists():
        raise Http404
    if decides(held, charge) is None:
        raise PermissionDenied
    errors: list[str] = []
    if request.method == "POST":
        try:
            done = withdraw_charge(held, pk, request.POST.get("reason", "")[:2000])
        except OutOfScope:
            raise PermissionDenied from None
        except Refused as refused:
            errors = [violation.message for violation in refused.violations]
        else:
            said = ngettext("Đã rút {n} việc.", "Đã rút {n} việc.", done.tasks)
            messages.success(request, said.format(n=done.tasks))
            return redirect(f"{reverse('task-list')}?charge={pk}&status=withdrawn")
    undone = undone_of(charge).count()
    context = {
        "charge": charge, "undone": undone, "left": charge.agencies - undone, "errors": errors,
        "typed": request.POST.get("reason", ""),
        "coordinating": [row.agency for row in charge.coordinations.select_related("agency")],
    }  # fmt: skip
    return render(request, "tasks/withdraw.html", context, status=422 if errors else 200)


def may_withdraw(held: Scope, charge: Charge | None) -> bool:
    """Whether to offer it: to the giver, of a charge of several of which something is left."""
    if charge is None or charge.agencies < 2 or decides(held, charge) is None:
        return False
    return undone_of(charge).exists()
