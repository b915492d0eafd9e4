"""The steps that a page offers: each reads what was typed and calls its service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...base.scope import Scope
from ...directives.reminders.words import remind
from ...directives.tasks import due_services, services
from ...directives.tasks.authority import all_below
from ...directives.tasks.evidence import MOST_BYTES, Shown
from ...directives.tasks.models import Task
from ...directives.tasks.rules import Wanted

Step = Callable[[HttpRequest, Scope, Task], Any]


def called(verb: str, request: HttpRequest, held: Scope, task: Task) -> None:
    """Raises what the service raises."""
    VERBS[verb](request, held, task)


def day_of(text: str, field: str) -> date | None:
    """A day as people type it, 31/3/2026, or as a date field of a browser sends it. Raises Refused with task.day."""
    written = text.strip()[:20]
    if not written:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    message = _("«{text}» không phải một ngày. Hãy ghi dạng 31/3/2026.")
    raise Refused([RuleViolation("task.day", message, field, text=written)])


def _number(request: HttpRequest) -> int:
    text = request.POST.get("number", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _key(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:2000]


def _shown(request: HttpRequest) -> Shown:
    sent = request.FILES.get("file")
    # One byte more than allowed is enough to refuse it.
    content = sent.read(MOST_BYTES + 1) if sent else None
    return Shown(
        request.POST.get("title", "")[:400], request.POST.get("document_number", "")[:100],
        day_of(request.POST.get("dated_on", ""), "dated_on"), (sent.name or "") if sent else "", content,
    )  # fmt: skip


def _decide(request: HttpRequest, held: Scope, task: Task) -> Any:
    day = None
    if request.POST.get("answer") == "yes":
        row = task.occurrences.filter(number=_number(request)).first()
        day = day_of(request.POST.get("wanted", ""), "wanted") or (row.asked_due if row else None)
    return due_services.decide_extension(held, task.pk, _number(request), day, _reason(request))


def _split(request: HttpRequest, held: Scope, task: Task) -> Any:
    """To all communes under the lead agency, in its own words and days unless others were typed."""
    charge = task.charge
    wanted = Wanted(
        request.POST.get("title", "")[:400] or charge.title, charge.text, charge.deliverable, charge.recurrence,
        day_of(request.POST.get("first_due", ""), "first_due") or charge.first_due, charge.last_day, charge.proof,
        charge.indicator, charge.comparator, charge.value,
    )  # fmt: skip
    return services.split(held, task.pk, wanted, all_below(task.agency))


VERBS: dict[str, Step] = {
    "accept": lambda request, held, task: services.accept(held, task.pk),
    "send-back": lambda request, held, task: services.send_back(held, task.pk, _reason(request)),
    "withdraw": lambda request, held, task: services.withdraw(held, task.pk, _reason(request)),
    "reopen": lambda request, held, task: services.reopen(held, task.pk, _reason(request)),
    "split": _split,
    "remind": lambda request, held, task: remind(held, task.pk, _reason(request)),
    "ask": lambda request, held, task: due_services.ask_extension(
        held, task.pk, _number(request), day_of(request.POST.get("wanted", ""), "wanted"), _reason(request)
    ),
    "decide": _decide,
    "attach": lambda request, held, task: due_services.attach_evidence(
        held, task.pk, _number(request), _shown(request)
    ),
    "strike": lambda request, held, task: due_services.strike_evidence(
        held, task.pk, _key(request, "evidence"), _reason(request)
    ),
    "note": lambda request, held, task: services.note(held, task.pk, _reason(request)),
    "close": lambda request, held, task: due_services.close(held, task.pk, _number(request), _reason(request)),
    "reopen-due": lambda request, held, task: due_services.reopen_due(
        held, task.pk, _number(request), _reason(request)
    ),
}
DONE_WORDS = {
    "accept": _("Đã nhận việc."), "send-back": _("Đã trả lại việc cho bên giao."), "withdraw": _("Đã rút việc."),
    "reopen": _("Đã giao lại việc."), "split": _("Đã giao tiếp xuống."),
    "ask": _("Đã gửi đề nghị gia hạn."), "decide": _("Đã quyết định về gia hạn."),
    "strike": _("Đã hủy minh chứng; vẫn xem được, gạch ngang."), "note": _("Đã ghi việc phối hợp."),
    "attach": _("Đã lưu minh chứng."), "close": _("Đã báo xong."), "reopen-due": _("Đã mở lại kỳ này."),
    "remind": _("Đã ghi lời đôn đốc; cơ quan chủ trì thấy ở mục Đôn đốc."),
}  # fmt: skip
