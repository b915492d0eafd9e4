from __future__ import annotations

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "atvsld.directives"
    label = "directives"
    verbose_name = "Chương trình, kế hoạch"
