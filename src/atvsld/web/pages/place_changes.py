"""Later decisions on administrative units: send a file, look at what it would change, confirm."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.errors import RuleViolation
from ...base.excel.opening import open_table
from ...org.places.changes.change import COLUMNS, REQUIRED
from ...org.places.changes.run import MAX_BYTES, PlaceRun, import_places
from ...org.places.history import later_changes
from ..scope import scope

SHOWN_CHANGES, SHOWN_JOINS, SHOWN_ERRORS = 50, 200, 100


@never_cache
def changes_page(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {"errors": []}
    if request.method == "POST":
        try:
            name, text = _sent(request)
        except RuleViolation as violation:
            context["errors"] = [{"row": None, **violation.as_dict()}]
        else:
            is_confirmed = request.POST.get("do") == "confirm"
            run = _run(request, name, text, dry_run=not is_confirmed)
            if is_confirmed and run.result.is_clean:
                _say_done(request, run)
                return redirect("place-changes")
            context |= _preview(run, name, text)
    context |= {
        "limit": MAX_BYTES // 1024 // 1024,
        "columns": [{"label": label, "is_required": name in REQUIRED} for name, label in COLUMNS.items()],
        "changes": later_changes(SHOWN_CHANGES),
    }
    return render(request, "pages/place_changes.html", context, status=422 if context["errors"] else 200)


@require_GET
def template_page(request: HttpRequest) -> HttpResponse:
    """The headings alone, with the mark by which a sheet knows UTF-8."""
    answer = HttpResponse("\ufeff" + ",".join(str(label) for label in COLUMNS.values()) + "\n")
    answer["Content-Type"] = "text/csv; charset=utf-8"
    answer["Content-Disposition"] = 'attachment; filename="mau-thay-doi-don-vi.csv"'
    return answer


def _sent(request: HttpRequest) -> tuple[str, str]:
    """(name, the table as CSV): of a new file, or as the page of the check sent it back. Raises RuleViolation."""
    file = request.FILES.get("file")
    if file is None:
        text = request.POST.get("content", "")
        if not text:
            raise RuleViolation("file.missing", gettext("Hãy chọn một tệp Excel hoặc CSV."), "file")
        return request.POST.get("name", "")[:200], text
    if (file.size or 0) > MAX_BYTES:
        said = gettext("Tệp lớn hơn {limit} MB. Hãy tách thành nhiều tệp.")
        raise RuleViolation("file.too_large", said.format(limit=MAX_BYTES // 1024 // 1024), "file")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(file.read())
        table = open_table(path, file.name or "", MAX_BYTES)
    whole = io.StringIO()
    writer = csv.writer(whole)
    last = 0
    for number, cells in table:
        writer.writerows([[]] * (number - last - 1))
        writer.writerow(["" if cell is None else _cell(cell) for cell in cells])
        last = number
    return table.name, whole.getvalue()


def _cell(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).removesuffix(" 00:00:00")


def _run(request: HttpRequest, name: str, text: str, *, dry_run: bool) -> PlaceRun:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "changes.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return import_places(scope(request), [(path, name)], dry_run=dry_run, via="page")


def _preview(run: PlaceRun, name: str, text: str) -> dict[str, Any]:
    plan = run.plans.get(name)
    errors = [e | {"label": COLUMNS.get(e["field"], "")} for e in run.result.as_dict()["errors"]]
    return {
        "name": name, "text": text, "result": run.result, "errors": errors[:SHOWN_ERRORS], "error_count": len(errors),
        "joins": plan.joins[:SHOWN_JOINS] if plan else [], "join_count": len(plan.joins) if plan else 0,
        "has_work": run.result.is_clean and (run.result.created or run.result.updated),
    }  # fmt: skip


def _say_done(request: HttpRequest, run: PlaceRun) -> None:
    count = run.result.created + run.result.updated
    messages.success(request, ngettext("Đã ghi {n} thay đổi.", "Đã ghi {n} thay đổi.", count).format(n=count))
    for note in run.result.notes:
        messages.warning(request, note["message"])
