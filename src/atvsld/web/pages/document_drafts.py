"""Reading a document: send the file, look at what was read beside the text, correct it, accept it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.errors import Refused, RuleViolation
from ...directives.documents import correcting, drafts
from ...directives.documents.accepting import accept_reading
from ...directives.documents.fields import FIELDS, HEAD, Field
from ...directives.documents.models import FAILED, KINDS, READ, REFUSED, DocumentDraft
from ...directives.reading.extracting import refusals
from ...directives.reading.extracting.bounds import MAX_BYTES
from ..scope import scope
from .document_accepting import corrected_of, offered
from .document_lines import inputs, items_of, marked

KIND_LABELS = dict(KINDS)
STEPS = (
    (_("Gửi tệp"), ()), (_("Đọc"), ("waiting", "taking", "reading", REFUSED, FAILED)), (_("Xem, sửa, nhận"), (READ,)),
)  # fmt: skip


@never_cache
def upload_page(request: HttpRequest) -> HttpResponse:
    """Send a file; below, one's own drafts."""
    errors: list[str] = []
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise RuleViolation("reading.missing", _("Hãy chọn một tệp văn bản."), "file")
            if (file.size or 0) > MAX_BYTES:
                raise refusals.too_large(file.name or "")
            draft = drafts.start(scope(request), file.name or "", file.read())
        except RuleViolation as violation:
            errors = [violation.message]
        except Refused as refused:
            errors = [v.message for v in refused.violations]
        else:
            return redirect("document-draft", draft.token)
    kept = drafts.own_drafts(scope(request)).defer("file", "content").order_by("-created_at")
    context = {"errors": errors, "drafts": kept, "limit": MAX_BYTES // 1024 // 1024, "steps": _steps(None)}
    return render(request, "documents/upload.html", context, status=422 if errors else 200)


@never_cache
def draft_page(request: HttpRequest, token: UUID) -> HttpResponse:
    """One draft in whatever state it is; what is sent to it is the next step."""
    draft = _own(request, token)
    errors: Mapping[str, str] = {}
    typed: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            answer = _act(request, draft)
        except Refused as refused:
            errors, typed = {v.field: v.message for v in refused.violations}, request.POST.dict()
        else:
            return answer
    return render(
        request, "documents/draft.html", _context(request, draft, errors, typed), status=422 if errors else 200
    )


@never_cache
@require_GET
def progress_page(request: HttpRequest, token: UUID) -> HttpResponse:
    """The bar alone, asked for again and again; the whole page when there is something new to see."""
    draft = _own(request, token)
    if not draft.is_busy:
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = reverse("document-draft", args=[token])
        return answer
    return render(request, "documents/progress.html", {"draft": draft})


def _own(request: HttpRequest, token: UUID) -> DocumentDraft:
    """A draft of this person; any other does not exist."""
    draft = drafts.own_drafts(scope(request)).filter(token=token).first()
    if draft is None:
        raise Http404
    return draft


def _act(request: HttpRequest, draft: DocumentDraft) -> HttpResponse:
    """Do what was asked and go where it can be seen. Raises Refused."""
    asked, here = request.POST.get("do", ""), reverse("document-draft", args=[draft.token])
    if asked == "forget":
        drafts.forget(draft)
        messages.success(request, gettext("Đã bỏ tệp «{name}».").format(name=draft.file_name))
        return redirect("document-read")
    if asked == "again":
        drafts.read_again(draft)
    if draft.state != READ:
        return redirect(here)
    if asked == "accept":
        document = accept_reading(scope(request), draft, corrected_of(request, drafts.content_of(draft)["reading"]))
        messages.success(request, gettext("Đã nhận văn bản."))
        return redirect("document", document.pk)
    return redirect(here + _changed(request, draft, asked))


def _changed(request: HttpRequest, draft: DocumentDraft, asked: str) -> str:
    """Keep a correction; where on the page it is seen. Raises Refused."""
    content = drafts.content_of(draft)
    reading, typed = content["reading"], request.POST.dict()
    if asked == "head":
        drafts.keep(draft, correcting.with_head(reading, typed))
        return "#dau"
    kind, place = typed.get("kind", ""), _number(typed.get("place"))
    if kind not in FIELDS:
        raise Http404
    if asked == "add":
        first, last = _number(typed.get("first")), _number(typed.get("last") or typed.get("first"))
        reading, at = correcting.with_new(reading, kind, first, last, content["lines"])
        drafts.keep(draft, reading)
        return f"?sua={kind}-{at + 1}#{kind}-{at + 1}"
    if not 1 <= place <= len(items_of(reading)[kind]):
        raise Http404
    if asked == "item":
        drafts.keep(draft, correcting.with_item(reading, kind, place - 1, typed))
    elif asked in ("remove", "restore"):
        drafts.keep(draft, correcting.removed(reading, kind, place - 1, is_removed=asked == "remove"))
    return f"#{kind}-{place}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _context(
    request: HttpRequest, draft: DocumentDraft, errors: Mapping[str, str], typed: Mapping[str, str]
) -> dict[str, Any]:
    shown: dict[str, Any] = {"draft": draft, "errors": errors.values(), "steps": _steps(draft)}
    if draft.state == REFUSED:
        reason = draft.refusal.removeprefix("reading.")
        shown["refusal"] = refusals.refusal(reason, draft.file_name).message
    if draft.state != READ:
        return shown
    content = drafts.content_of(draft)
    reading = content["reading"]
    items = items_of(reading)
    did = typed.get("do", "")
    edited = f"{typed['kind']}-{typed.get('place')}" if did == "item" else request.GET.get("sua", "")
    chosen = next((item for group in items.values() for item in group if item.anchor == edited), None)
    return shown | {
        "lines": marked(content["lines"], items, reading), "line_count": len(content["lines"]),
        "kinds": KIND_LABELS.items(),
        "groups": [(kind, KIND_LABELS[kind], group) for kind, group in items.items()],
        "edited": edited, "reading": reading,
        "inputs": _inputs(FIELDS[chosen.kind], chosen.said, typed if did == "item" else None, errors) if chosen else [],
        "head": _inputs(HEAD, reading, typed if did == "head" else None, errors),
        "added": typed if did == "add" else {}, "accept_errors": did == "accept" and bool(errors),
        **offered(scope(request), reading, typed if did == "accept" else None),
    }  # fmt: skip


def _inputs(
    fields: Sequence[Field], known: Mapping[str, Any], typed: Mapping[str, str] | None, errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The fields of one form: what was typed into it and refused, or else what is known."""
    if typed is None:
        return list(inputs(fields, known, {}, is_typed=False))
    return list(inputs(fields, typed, errors, is_typed=True))


def _steps(draft: DocumentDraft | None) -> list[dict[str, Any]]:
    at = 0 if draft is None else next(i for i, (_label, states) in enumerate(STEPS) if draft.state in states)
    return [
        {"label": label, "state": "done" if i < at else "current" if i == at else "todo"}
        for i, (label, _states) in enumerate(STEPS)
    ]
