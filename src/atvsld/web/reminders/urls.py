"""The addresses of reminders."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..scope import needs
from .page import list_page, reminders_page
from .write_page import write_page


def reminder_routes() -> list[URLPattern]:
    seen = needs("tasks", "view")
    return [
        path("don-doc/", seen(reminders_page), name="reminders"),
        path("don-doc/viet/", needs("tasks", "decide")(write_page), name="reminder-write"),
        path("don-doc/<slug:audience>/<slug:bucket>/", seen(list_page), name="reminder-list"),
    ]
