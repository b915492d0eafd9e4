from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "atvsld.figures"
    label = "figures"
    verbose_name = "Số liệu"
