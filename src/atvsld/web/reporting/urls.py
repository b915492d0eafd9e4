"""The addresses of reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..scope import needs
from .begin_page import begin_page, new_page
from .lists_page import children_page, excel_page, tasks_page
from .owed_page import owed_page
from .report_page import gather_page, report_page, save_page
from .send_page import decide_page, send_page
from .version_page import version_file, version_page, word_page

REGISTER = "task_reports"


def reporting_routes() -> list[URLPattern]:
    seen, prepares = needs(REGISTER, "view"), needs(REGISTER, "prepare")
    return [
        path("bao-cao/", seen(owed_page), name="reports"),
        path("bao-cao/lap/", prepares(begin_page), name="report-begin"),
        path("bao-cao/lap-tu-do/", prepares(new_page), name="report-new"),
        path("bao-cao/<int:pk>/", seen(report_page), name="report"),
        path("bao-cao/<int:pk>/luu/", prepares(save_page), name="report-save"),
        path("bao-cao/<int:pk>/lay-y-kien/", prepares(gather_page), name="report-gather"),
        path("bao-cao/<int:pk>/gui/", prepares(send_page), name="report-send"),
        path("bao-cao/<int:pk>/quyet-dinh/", needs(REGISTER, "decide")(decide_page), name="report-decide"),
        path("bao-cao/<int:pk>/viec/", seen(tasks_page), name="report-tasks"),
        path("bao-cao/<int:pk>/viec/xuat-excel/", needs(REGISTER, "export")(excel_page), name="report-excel"),
        path("bao-cao/<int:pk>/don-vi/", seen(children_page), name="report-children"),
        path("bao-cao/<int:pk>/word/", seen(word_page), name="report-word"),
        path("bao-cao/<int:pk>/ban/<int:number>/", seen(version_page), name="report-version"),
        path("bao-cao/<int:pk>/ban/<int:number>/tep/", seen(version_file), name="report-file"),
    ]
