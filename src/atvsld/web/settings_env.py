"""The environment variables of an installation, read in this one place.

A wrong or missing value stops the program at once with a message in Vietnamese and English that names the variable.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from atvsld.org.people.roles import ROLES
from atvsld.web.settings_declared import unknown_variables

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
OIDC = ("issuer", "client_id", "client_secret", "name", "claim")
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
LOG_FORMATS = ("json", "text", "auto")
AGE_PUBLIC_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
SHORTEST_TOKEN = 20
# How the connection to the server of mail is secured, and the port that goes with it.
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class ConfigurationError(ImproperlyConfigured):
    """A setting of the installation that the administrator has to mend."""

    def __init__(self, variable: str, vi: str, en: str) -> None:
        super().__init__(f"{variable}: {vi} / {en}")
        self.variable = variable


@dataclass(frozen=True)
class Mail:
    """The server that takes mail; without it no mail is sent."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    timeout: int


@dataclass(frozen=True)
class Environment:
    """What the administrator of an installation can set; one field a variable, named in `read_environment`."""

    var: Path
    database_url: str
    is_debug: bool
    is_https: bool
    has_demo: bool
    demo_password: str
    host: str
    port: int
    processes: int
    threads: int
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    trusted_proxies: int
    log_level: str
    claim_days: int
    reset_days: int
    second_factor_roles: frozenset[str]
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    oidc_claim: str
    api_calls_per_minute: int
    log_format: str
    backup_dir: Path | None
    backup_keep: int
    backup_recipient: str
    metrics_token: str
    metrics_from: tuple[str, ...]
    public_url: str
    mail: Mail | None

    @property
    def is_embedded(self) -> bool:
        """True when the records live in the SQLite file under `var`."""
        return not self.database_url


def read_environment(values: Mapping[str, str], default_var: Path) -> Environment:
    """Raise ConfigurationError, naming the variable, where a value cannot be used."""
    _refuse_unknown(values)
    database_url = values.get("DATABASE_URL", "").strip()
    host = values.get("HOST", "").strip() or "127.0.0.1"
    is_https = _flag(values, "HTTPS", False)
    hosts = _words(values, "ALLOWED_HOSTS")
    if is_https and not hosts:
        raise ConfigurationError(
            "ALLOWED_HOSTS",
            "phải ghi tên miền của hệ thống khi HTTPS=1",
            "must name the site's host names when HTTPS=1",
        )
    level = values.get("LOG_LEVEL", "").strip().upper() or "INFO"
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ConfigurationError(
            "LOG_LEVEL",
            "phải là DEBUG, INFO, WARNING, ERROR hoặc CRITICAL",
            "must be DEBUG, INFO, WARNING, ERROR or CRITICAL",
        )
    origins = _words(values, "TRUSTED_ORIGINS")
    if any("://" not in origin for origin in origins):
        raise ConfigurationError(
            "TRUSTED_ORIGINS", "mỗi địa chỉ phải có https://", "every origin must start with its scheme, https://"
        )
    return Environment(
        var=Path(values.get("ATVSLD_VAR", "").strip() or default_var).absolute(),
        database_url=database_url,
        is_debug=_flag(values, "DEBUG", False),
        is_https=is_https,
        has_demo=_flag(values, "DEMO", not database_url),
        demo_password=values.get("DEMO_PASSWORD", "").strip() or "trinh-dien-2026",
        host=host,
        port=_integer(values, "PORT", 8000, 1, 65535),
        processes=_integer(values, "WEB_CONCURRENCY", 2 if database_url else 1, 1, 64),
        threads=_integer(values, "WEB_THREADS", 8, 1, 64),
        allowed_hosts=hosts or tuple(dict.fromkeys(("localhost", "127.0.0.1", "[::1]", host))),
        trusted_origins=origins,
        trusted_proxies=_integer(values, "TRUSTED_PROXIES", 0, 0, 10),
        log_level=level,
        claim_days=_integer(values, "CLAIM_DAYS", 60, 1, 366),
        reset_days=_integer(values, "RESET_DAYS", 7, 1, 60),
        second_factor_roles=_roles(values, "SECOND_FACTOR_ROLES"),
        **_oidc(values),
        api_calls_per_minute=_integer(values, "API_CALLS_PER_MINUTE", 600, 1, 1_000_000),
        log_format=_log_format(values),
        backup_dir=Path(folder).absolute() if (folder := values.get("BACKUP_DIR", "").strip()) else None,
        backup_keep=_integer(values, "BACKUP_KEEP", 14, 1, 3650),
        backup_recipient=_recipient(values),
        metrics_token=_metrics_token(values),
        metrics_from=_addresses(values, "METRICS_FROM"),
        public_url=_public_url(values),
        mail=_mail(values),
    )


def _refuse_unknown(values: Mapping[str, str]) -> None:
    for unknown in unknown_variables(values):
        remedy = (f"; có phải là {unknown.meant}?", f"; did you mean {unknown.meant}?") if unknown.meant else ("", "")
        raise ConfigurationError(
            unknown.name,
            f"không có biến này{remedy[0]} Hãy xóa hoặc sửa; các biến: atvsld settings, docs/reference/settings.md",
            f"there is no such variable{remedy[1]} Remove or mend it; docs/reference/settings.md lists them",
        )


def _log_format(values: Mapping[str, str]) -> str:
    text = values.get("LOG_FORMAT", "").strip().lower() or "auto"
    if text not in LOG_FORMATS:
        raise ConfigurationError("LOG_FORMAT", "phải là json, text hoặc auto", "must be json, text or auto")
    return text


def _recipient(values: Mapping[str, str]) -> str:
    text = values.get("BACKUP_RECIPIENT", "").strip()
    if text and not AGE_PUBLIC_KEY.fullmatch(text):
        raise ConfigurationError(
            "BACKUP_RECIPIENT",
            "phải là khóa công khai age1… do «atvsld backup-key» in ra",
            "must be the public key age1… that `atvsld backup-key` prints",
        )
    return text


def _metrics_token(values: Mapping[str, str]) -> str:
    text = values.get("METRICS_TOKEN", "").strip()
    if text and len(text) < SHORTEST_TOKEN:
        raise ConfigurationError(
            "METRICS_TOKEN",
            f"phải có ít nhất {SHORTEST_TOKEN} ký tự",
            f"must have at least {SHORTEST_TOKEN} characters",
        )
    return text


def _addresses(values: Mapping[str, str], variable: str) -> tuple[str, ...]:
    """Addresses or networks (10.1.0.0/16)."""
    words = _words(values, variable)
    for word in words:
        try:
            ip_network(word, strict=False)
        except ValueError:
            raise ConfigurationError(
                variable,
                f"{word!r} không phải là địa chỉ hay mạng IP, như 10.1.2.3 hoặc 10.1.0.0/16",
                f"{word!r} is no IP address or network such as 10.1.2.3 or 10.1.0.0/16",
            ) from None
    return words


def _flag(values: Mapping[str, str], variable: str, default: bool) -> bool:
    text = values.get(variable)
    if text is None:
        return default
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ConfigurationError(variable, f"phải là 1 hoặc 0, không phải {text!r}", f"must be 1 or 0, not {text!r}")


def _integer(values: Mapping[str, str], variable: str, default: int, low: int, high: int) -> int:
    text = values.get(variable, "").strip()
    if not text:
        return default
    if text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise ConfigurationError(
        variable,
        f"phải là số nguyên từ {low} đến {high}, không phải {text!r}",
        f"must be a whole number from {low} to {high}, not {text!r}",
    )


def _words(values: Mapping[str, str], variable: str) -> tuple[str, ...]:
    return tuple(word for word in values.get(variable, "").replace(",", " ").split() if word)


def _roles(values: Mapping[str, str], variable: str) -> frozenset[str]:
    """Codes of roles; a word that is no role would protect nobody without anybody noticing."""
    words = frozenset(_words(values, variable))
    unknown = sorted(words - ROLES.keys())
    if unknown:
        known = ", ".join(ROLES)
        raise ConfigurationError(
            variable,
            f"không có vai trò {', '.join(unknown)}; các vai trò: {known}",
            f"there is no role {', '.join(unknown)}; the roles are {known}",
        )
    return words


def _oidc(values: Mapping[str, str]) -> dict[str, str]:
    """The directory of an agency: nothing at all, or issuer, client and secret together."""
    words = {name: values.get(f"OIDC_{name.upper()}", "").strip() for name in OIDC}
    issuer = words["issuer"]
    if issuer and not issuer.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ConfigurationError("OIDC_ISSUER", "phải bắt đầu bằng https://", "must start with https://")
    for name in ("client_id", "client_secret"):
        if bool(words[name]) != bool(issuer):
            raise ConfigurationError(
                f"OIDC_{name.upper()}",
                "OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET phải có cùng nhau",
                "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together",
            )
    return {f"oidc_{name}": word for name, word in words.items()}


def _public_url(values: Mapping[str, str]) -> str:
    text = values.get("PUBLIC_URL", "").strip().rstrip("/")
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", text):
        raise ConfigurationError(
            "PUBLIC_URL", "phải có dạng https://atld.tinh.gov.vn", "must read https://osh.example.org, without a path"
        )
    return text


def _mail(values: Mapping[str, str]) -> Mail | None:
    """Nothing at all, or server, sender and public address together; no password over an open line."""
    words = {name: values.get(f"SMTP_{name}", "").strip() for name in ("HOST", "SECURITY", "USER", "PASSWORD", "FROM")}
    security = words["SECURITY"].lower() or "starttls"
    if security not in MAIL_PORTS:
        raise ConfigurationError("SMTP_SECURITY", "phải là starttls, tls hoặc none", "must be starttls, tls or none")
    port = _integer(values, "SMTP_PORT", MAIL_PORTS[security], 1, 65535)
    timeout = _integer(values, "SMTP_TIMEOUT", 20, 1, 120)
    host = words["HOST"]
    if not host:
        return None
    for name in ("SMTP_FROM", "PUBLIC_URL"):
        if not values.get(name, "").strip():
            raise ConfigurationError(name, "phải có khi đặt SMTP_HOST", "is needed when SMTP_HOST is set")
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", words["FROM"]):
        raise ConfigurationError("SMTP_FROM", "phải là một địa chỉ thư", "must be an address of mail")
    if bool(words["USER"]) != bool(words["PASSWORD"]):
        raise ConfigurationError(
            "SMTP_USER", "SMTP_USER và SMTP_PASSWORD phải có cùng nhau", "SMTP_USER and SMTP_PASSWORD go together"
        )
    if words["PASSWORD"] and security == "none":
        raise ConfigurationError(
            "SMTP_SECURITY",
            "phải là starttls hoặc tls khi có mật khẩu",
            "must be starttls or tls when there is a password",
        )
    return Mail(host, port, security, words["USER"], words["PASSWORD"], words["FROM"], timeout)
