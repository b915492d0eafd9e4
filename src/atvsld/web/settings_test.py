"""Settings under test: the installation's own, with throw-away keys and folder and a fast password hasher."""

import atexit
import os
import shutil
import tempfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from atvsld.web.settings_declared import BY_NAME
from atvsld.web.settings_keys import IRREPLACEABLE, write_key

_folder = tempfile.mkdtemp(prefix="atvsld-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

# Whatever the machine has set for an installation must not change a test; only the database may.
for _variable in BY_NAME.keys() - {"DATABASE_URL"}:
    os.environ.pop(_variable, None)
os.environ["ATVSLD_VAR"] = _folder

# All processes of a run read one template database: what one of them has sealed, the others must be able to verify.
_run = os.environ.get("TEST_TEMPLATES") or os.environ.get("PYTEST_XDIST_TESTRUNUID") or _folder
for _variable in sorted(IRREPLACEABLE):
    _key = urlsafe_b64encode(sha256(f"{_variable} {_run}".encode()).digest()).decode()
    write_key(_variable, _key, Path(_folder) / "keys")

from atvsld.web.settings import *  # noqa: E402, F403
from atvsld.web.settings import ALLOWED_HOSTS, DATABASES, ENVIRONMENT  # noqa: E402
from atvsld.web.settings_logging import configure_logging  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# An installation shows the demonstration on SQLite and not on PostgreSQL; a test asks for it.
ATVSLD_DEMO = False
ATVSLD_API_RATES = {"calls": (1_000_000, 60), "failures": (1_000_000, 60)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING = configure_logging("ERROR")

if ENVIRONMENT.is_embedded:
    # A file, not memory: threads of the live server then meet the same locks as in an installation.
    _database = DATABASES["default"]
    _database["TEST"] = {"NAME": os.path.join(_folder, "test.sqlite3")}  # noqa: PTH118
    _database["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
