"""The web layer as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates, static files and the `serve` command; holds no tables."""

    name = "atvsld.web"
    label = "web"
    verbose_name = "Trang web"
