"""The directory of an agency, as allauth wants it told: off unless the environment names an issuer."""

from __future__ import annotations

from typing import Any

from atvsld.web.settings_env import Environment

PROVIDER = "co-quan"


def oidc_providers(environment: Environment) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS: empty without OIDC_ISSUER."""
    if not environment.oidc_issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": environment.oidc_name or "tài khoản của cơ quan",
        "client_id": environment.oidc_client_id,
        "secret": environment.oidc_client_secret,
        "settings": {"server_url": environment.oidc_issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
