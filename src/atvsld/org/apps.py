from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Places, agencies, establishments and people."""

    name = "atvsld.org"
    label = "org"
    verbose_name = "Tổ chức và địa bàn"
    default_auto_field = "django.db.models.BigAutoField"
