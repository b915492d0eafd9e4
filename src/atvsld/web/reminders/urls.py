"""The addresses of reminders."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..scope import needs
from .calendar import calendar_page
from .choices_page import choices_page, confirm_page, off_page
from .ladder_page import ladder_page
from .letter_page import letter_page
from .page import list_page, reminders_page
from .write_page import write_page


def reminder_routes() -> list[URLPattern]:
    seen = needs("tasks", "view")
    return [
        path("don-doc/", seen(reminders_page), name="reminders"),
        path("don-doc/viet/", needs("tasks", "decide")(write_page), name="reminder-write"),
        path("don-doc/cong-van/", needs("tasks", "decide")(letter_page), name="reminder-letter"),
        path("don-doc/thang/", seen(ladder_page), name="reminder-ladder"),
        path("tai-khoan/nhan-nhac-viec/", seen(choices_page), name="reminder-choices"),
        path("thu-don-doc/xac-nhan/<str:token>/", confirm_page, name="reminder-mail-confirm"),
        path("thu-don-doc/thoi-nhan/<str:token>/", off_page, name="reminder-mail-off"),
        path("lich/<str:secret>.ics", calendar_page, name="reminder-calendar"),
        path("don-doc/<slug:audience>/<slug:bucket>/", seen(list_page), name="reminder-list"),
    ]
