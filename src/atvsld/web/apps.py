"""The web layer as a Django application."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db.models.signals import post_migrate


class WebConfig(AppConfig):
    """Pages, templates, static files and the `serve` command; holds no tables."""

    name = "atvsld.web"
    label = "web"
    verbose_name = "Trang web"

    def ready(self) -> None:
        from .accounts import signals  # noqa: F401
        from .language import keep_choice

        user_logged_in.connect(keep_choice, dispatch_uid="language")
        # Of a package with tables: for one without, as this, Django sends no such signal.
        post_migrate.connect(_make_cache_table, sender=apps.get_app_config("base"))


def _make_cache_table(using: str, **_: Any) -> None:
    """The table of the shared cache, where it is one; it has no model, so that no migration makes it."""
    call_command("createcachetable", database=using, verbosity=0)
