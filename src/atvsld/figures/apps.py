from __future__ import annotations

import sys

from django.apps import AppConfig


class WithoutPandas:
    """Says that pandas is not installed. pyarrow imports it only to ask whether a list is one of its columns: 40 MB
    and half a second in every process that reads a figure, and nothing here uses it."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is left out", name=name)


class FiguresConfig(AppConfig):
    name = "atvsld.figures"
    label = "figures"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        if WithoutPandas not in sys.meta_path:
            sys.meta_path.insert(0, WithoutPandas)  # type: ignore[arg-type]
