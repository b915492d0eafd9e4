from django.apps import AppConfig


class AccidentsConfig(AppConfig):
    """Tai nạn lao động."""

    name = "atvsld.accidents"
    label = "accidents"
    verbose_name = "Tai nạn lao động"
    default_auto_field = "django.db.models.BigAutoField"
