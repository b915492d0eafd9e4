"""What the pages around an account need to know: the directory, whether a second factor is missing."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from ..accounts.second_factor import is_second_factor_missing

register = template.Library()


@register.simple_tag
def directory_link() -> dict[str, str]:
    """Name and address of the agency's directory; nothing when none is configured."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    if not apps:
        return {}
    return {"name": apps[0]["name"], "url": reverse("openid_connect_login", args=[apps[0]["provider_id"]])}


@register.simple_tag(takes_context=True)
def second_factor_missing(context: Context) -> bool:
    return is_second_factor_missing(context["request"])


@register.simple_tag
def reauthentication_words(method: str) -> str:
    """How else somebody may confirm who they are."""
    words = {
        "reauthenticate": _("Dùng mật khẩu"),
        "mfa_reauthenticate": _("Dùng mã trên ứng dụng"),
        "mfa_reauthenticate:webauthn": _("Dùng vân tay, khuôn mặt hoặc khóa"),
    }
    return words.get(method, _("Cách khác"))
