from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    """What every register shares: declarations, writing, reading, audit, code lists."""

    name = "atvsld.base"
    label = "base"
    verbose_name = "Nền chung"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(keep_word_indexes, sender=self)


def keep_word_indexes(**_: Any) -> None:
    """After each migration: every register that is searched has the index of its words."""
    from django.db import connection

    from .lists import registers
    from .words import make_word_index

    tables = connection.introspection.table_names()
    for model in {register.model for register in registers().values() if register.search_fields}:
        if model._meta.db_table in tables:
            make_word_index(model)
