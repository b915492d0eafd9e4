from django.apps import AppConfig


class BaseConfig(AppConfig):
    """What every register shares: declarations, writing, reading, audit, code lists."""

    name = "atvsld.base"
    label = "base"
    verbose_name = "Nền chung"
    default_auto_field = "django.db.models.BigAutoField"
