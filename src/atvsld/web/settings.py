"""Django settings of an installation; what can differ between installations comes from `settings_env`."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from atvsld import __version__
from atvsld.web.settings_env import ConfigurationError, read_environment
from atvsld.web.settings_keys import read_field_keys, read_key
from atvsld.web.settings_logging import configure_logging
from atvsld.web.settings_oidc import oidc_providers

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
HOME = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
ENVIRONMENT = read_environment(os.environ, HOME / "var")

ATVSLD_VAR = ENVIRONMENT.var
ATVSLD_VERSION = __version__
ATVSLD_LISTS = "atvsld.web.lists"
ATVSLD_CLAIM_DAYS = ENVIRONMENT.claim_days
ATVSLD_RESET_DAYS = ENVIRONMENT.reset_days
ATVSLD_SECOND_FACTOR_ROLES = ENVIRONMENT.second_factor_roles
ATVSLD_DEMO = ENVIRONMENT.has_demo
ATVSLD_DEMO_PASSWORD = ENVIRONMENT.demo_password
ATVSLD_VAR.mkdir(parents=True, exist_ok=True)

EMBEDDED_DATABASE = ATVSLD_VAR / "atvsld.sqlite3"
_keys = (os.environ, ATVSLD_VAR / "keys", EMBEDDED_DATABASE if ENVIRONMENT.is_embedded else None)
SECRET_KEY = read_key("SECRET_KEY", *_keys)
ATVSLD_AUDIT_KEY = read_key("AUDIT_KEY", *_keys)
ATVSLD_RECEIPT_KEY = read_key("RECEIPT_KEY", *_keys)
ATVSLD_FIELD_KEYS = read_field_keys(*_keys)

DEBUG = ENVIRONMENT.is_debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)
ROOT_URLCONF = "atvsld.web.urls"
WSGI_APPLICATION = "atvsld.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    *(f"atvsld.{name}" for name in ("base", "org", "accidents", "figures", "directives", "web")),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "atvsld.web.request_log.RequestLogMiddleware",
    "atvsld.web.api.middleware.ApiMiddleware",
    "csp.middleware.CSPMiddleware",
    "atvsld.web.demonstration_mark.DemonstrationMarkMiddleware",
    "atvsld.web.clean_query.CleanQueryMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "atvsld.web.language.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "atvsld.web.scope.ScopeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "atvsld.web.accounts.second_factor.SecondFactorMiddleware",
    "atvsld.web.accounts.activity.ActivityMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

_context = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "atvsld.web.context.page",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context},
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_TABLES2_TEMPLATE = "components/table.html"
INSTALLED_APPS.append("django.forms")

# --- records -------------------------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]]
if ENVIRONMENT.is_embedded:
    # One writer at a time: a transaction that will write takes its place at the start and waits, instead of failing
    # half-way with "database is locked".
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": EMBEDDED_DATABASE,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000",
            },
            "CONN_MAX_AGE": None,
        }
    }
else:
    try:
        _database = dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=600, conn_health_checks=True)
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise ConfigurationError(
            "DATABASE_URL",
            "phải có dạng postgres://người-dùng:mật-khẩu@máy:5432/tên",
            "must read postgres://user:password@host:5432/name",
        ) from error
    if _database["ENGINE"] != "django.db.backends.postgresql":
        raise ConfigurationError("DATABASE_URL", "chỉ nhận PostgreSQL", "only PostgreSQL is accepted")
    DATABASES = {"default": dict(_database)}
# Shared by all processes: the limits of calls and of failed sign-ins count there (decision 0030).
_cache = ("SharedFileCache", str(ATVSLD_VAR / "cache")) if ENVIRONMENT.is_embedded else ("SharedDatabaseCache", "cache")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": f"atvsld.web.caches.{_cache[0]}",
        "LOCATION": _cache[1],
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- long work: written to the database by a page, done by the job worker ------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- language ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "atvsld_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["atvsld.web.formats"]
# Grouping is asked for where a quantity is shown (`intcomma`): applied everywhere it would print the year 2.025.
USE_THOUSAND_SEPARATOR = False

# --- sign-in -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "org.User"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "atvsld.web.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "atvsld.web.account_words.SignInForm",
    "change_password": "atvsld.web.account_words.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Passwords are counted by the adapter (decision 0040); what is left of `login_failed` holds for codes of a second
# factor, which only somebody reaches who has the password already.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key", "change_password": "5/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

# --- second factor, passkeys, the directory of an agency -----------------------------------------------------------
MFA_ADAPTER = "atvsld.web.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "atvsld.web.accounts.factor_forms.SecondFactorForm",
    "reauthenticate": "atvsld.web.accounts.factor_forms.ConfirmForm",
    "activate_totp": "atvsld.web.accounts.factor_forms.SwitchOnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# Browsers themselves allow keys without HTTPS on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.is_https
SOCIALACCOUNT_ADAPTER = "atvsld.web.accounts.oidc.DirectoryAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
ATVSLD_OIDC_CLAIM = ENVIRONMENT.oidc_claim
SOCIALACCOUNT_PROVIDERS = oidc_providers(ENVIRONMENT)

# --- sessions, headers, limits -------------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https and ENVIRONMENT.trusted_proxies else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- API: (calls, seconds) of one key or person, and of wrong keys from one address ---
ATVSLD_API_RATES = {"calls": (ENVIRONMENT.api_calls_per_minute, 60), "failures": (30, 300)}
ATVSLD_API_BODY_LIMIT = 2 * 1024 * 1024

# --- mail: off until the environment names a server ----------------------------------------------------------------
ATVSLD_PUBLIC_URL = ENVIRONMENT.public_url
ATVSLD_MAIL = ENVIRONMENT.mail is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ATVSLD_MAIL else 'dummy'}.EmailBackend"
if ENVIRONMENT.mail is not None:
    EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port, ENVIRONMENT.mail.timeout
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.mail.security == "starttls", ENVIRONMENT.mail.security == "tls"
    DEFAULT_FROM_EMAIL = ENVIRONMENT.mail.sender

# --- files ---------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ATVSLD_VAR / "static"
MEDIA_ROOT = ATVSLD_VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "atvsld.web.settings_static.HashedStaticStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ROOT = None

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = configure_logging(ENVIRONMENT.log_level, ENVIRONMENT.log_format)

if ENVIRONMENT.metrics_token or ENVIRONMENT.metrics_from:
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")
