"""Lists of tasks: narrowed by their address, counted exactly, saved as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ...base.demonstration import mark_lines, mark_workbook
from ...base.surfaces.excel_export import SAFE
from ...directives.tasks.models import Cause, Charge
from ...directives.tasks.status import LABELS
from ...org.agencies.models import Agency
from ..pages.registers import XLSX
from ..scope import scope
from .asked import SHOWN_STATUSES, Asked, Found
from .shown import shown_rows
from .withdraw_page import may_withdraw

ROWS, MOST_IN_A_FILE = 50, 20_000


@never_cache
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    page: Page[Any] = Paginator(cast(Any, Found(asked)), ROWS).get_page(request.GET.get("page"))
    context = {
        "asked": asked, "page": page, "rows": shown_rows(list(page.object_list), asked.day, asked.today),
        "statuses": [(key, LABELS[key]) for key in SHOWN_STATUSES], "chosen": _chosen(asked),
        "may_remind": scope(request).may("tasks", "decide"),
    }  # fmt: skip
    charge = Charge.objects.select_related("giver").filter(pk=asked.charge).first() if asked.charge else None
    context["withdraws"] = charge.pk if charge and may_withdraw(scope(request), charge) else None
    return render(request, "tasks/list.html", context)


def _chosen(asked: Asked) -> list[str]:
    """What narrows the list beside unit, day and status, in words that are data."""
    found: list[str] = []
    if asked.cause is not None:
        found += [str(row) for row in Cause.objects.filter(pk=asked.cause, charges__in=_charges(asked)).distinct()]
    if asked.charge is not None:
        found += [row.title for row in _charges(asked).filter(pk=asked.charge)]
    if asked.agency is not None:
        found += [row.name_vi for row in Agency.objects.filter(pk=asked.agency)]
    return found


def _charges(asked: Asked) -> Any:
    """Charges of which the person sees a task: the name of another's is told to nobody."""
    wanted = {"cause_id": asked.cause} if asked.cause else {"pk": asked.charge}
    charges = Charge.objects.filter(**wanted)
    seen = asked.ground.rows().filter(charge__in=charges.values("pk")).values("charge_id")
    return charges.filter(pk__in=seen)


@never_cache
@require_GET
def excel_page(request: HttpRequest) -> HttpResponse:
    """Up to twenty thousand rows; a longer list says so in its first lines."""
    import xlsxwriter

    asked = Asked.of(request)
    total, content = asked.count(), BytesIO()
    rows = list(asked.rows().select_related("charge__cause", "agency")[:MOST_IN_A_FILE])
    heads = [gettext("Việc"), gettext("Căn cứ"), gettext("Cơ quan chủ trì"), gettext("Kỳ"), gettext("Hạn khi giao"),
             gettext("Hạn"), gettext("Tình trạng"), gettext("Xong ngày"), gettext("Căn cứ hoàn thành")]  # fmt: skip
    with xlsxwriter.Workbook(content, SAFE | {"in_memory": True, "constant_memory": False}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(gettext("Việc giao"))
        sheet.set_column(0, 2, 45)
        sheet.set_column(3, len(heads), 16)
        sheet.write(0, 0, f"{asked.label} · {asked.day:%d/%m/%Y}", bold)
        said = gettext("{shown} trên {total} dòng.").format(shown=len(rows), total=total)
        sheet.write(1, 0, said)
        for line in mark_lines():
            sheet.write(2, 0, line)
        sheet.write_row(3, 0, heads, bold)
        for at, (row, one) in enumerate(zip(rows, shown_rows(rows, asked.day, asked.today), strict=True), 4):
            cells = [row.charge.title, str(row.charge.cause), row.agency.name_vi, row.number, row.due_on, one["due"],
                     str(one["label"]), one["done_on"], str(one["proof"])]  # fmt: skip
            for column, cell in enumerate(cells):
                if hasattr(cell, "year"):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)
        mark_workbook(book)
    answer = HttpResponse(content.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="viec-giao-{asked.day:%Y-%m-%d}.xlsx"'
    return answer
