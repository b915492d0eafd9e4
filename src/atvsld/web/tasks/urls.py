"""The addresses of tasks."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..scope import needs
from .hand_out_page import hand_out_page
from .list_page import excel_page, list_page
from .monday_page import monday_page
from .picker import suggest_agencies
from .task_page import evidence_page, task_page, verb_page
from .withdraw_page import withdraw_page


def task_routes() -> list[URLPattern]:
    seen = needs("tasks", "view")
    return [
        path("viec-giao/", seen(monday_page), name="tasks"),
        path("viec-giao/danh-sach/", seen(list_page), name="task-list"),
        path("viec-giao/danh-sach/xuat-excel/", needs("tasks", "export")(excel_page), name="task-excel"),
        path("viec-giao/giao-viec/", needs("tasks", "hand_out")(hand_out_page), name="task-hand-out"),
        path("viec-giao/co-quan/<slug:part>/", needs("tasks", "hand_out")(suggest_agencies), name="task-agencies"),
        path("viec-giao/lan-giao/<int:pk>/rut/", needs("tasks", "decide")(withdraw_page), name="task-withdraw"),
        path("viec-giao/<int:pk>/", seen(task_page), name="task"),
        path("viec-giao/<int:pk>/<slug:verb>/", needs("tasks", "act", "decide")(verb_page), name="task-verb"),
        path("viec-giao/minh-chung/<int:pk>/", seen(evidence_page), name="task-evidence"),
    ]
