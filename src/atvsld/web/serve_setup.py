"""What has to be in place before the server answers: tables, statutes, places, demonstration, static files."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from .backup.make import make_backup

# In this order: agencies stand on places, the demonstration on all of them.
LOADERS = ("load_statutes", "load_places", "load_agencies", "load_published")
DEMONSTRATION = "load_demo"
DEMO_ACCOUNTS = [
    "ministry",
    "labour",
    "health",
    "zone",
    "commune",
    "employer",
    "inspector",
    "leader",
    "department",
    "provider",
    "invited",
    "admin",
    "auditor",
]
UPGRADES_KEPT = 3
Say = Callable[[str], None]


def prepare(say: Say) -> None:
    """Bring the database and the static files up to this version; does nothing, quickly, when they are."""
    is_created = _migrate(say)
    state = _State(settings.ATVSLD_VAR / "setup.json")
    seeds = _fingerprint(settings.PACKAGE.glob("*/**/seeds/**/*"))
    # The name of the database is part of the mark: another database has to be loaded too.
    seeds_mark = f"{connection.vendor}:{connection.settings_dict['NAME']}:{seeds}"
    if is_created or state.get("seeds") != seeds_mark:
        # Broken off half-way, the next start begins again.
        state.put("seeds", "")
        for name in LOADERS:
            _load(name, say)
        state.put("seeds", seeds_mark)
    if settings.ATVSLD_DEMO and not get_user_model()._default_manager.exists():
        _load(DEMONSTRATION, say)
    static = _fingerprint(Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list([]))
    if state.get("static") != static or not (settings.STATIC_ROOT / "staticfiles.json").exists():
        say("Nén tệp tĩnh (collecting static files)…")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        state.put("static", static)


def demo_accounts() -> list[str]:
    """User names of the demonstration that exist in this database, in the order of the roles."""
    if not settings.ATVSLD_DEMO:
        return []
    users = get_user_model()._default_manager
    found = set(users.filter(username__in=DEMO_ACCOUNTS).values_list("username", flat=True))
    return [name for name in DEMO_ACCOUNTS if name in found]


def _migrate(say: Say) -> bool:
    """Whether the database was empty before."""
    executor = MigrationExecutor(connection)
    is_empty = not executor.loader.applied_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if not is_empty:
            _back_up(say)
        say("Tạo, cập nhật bảng (migrating)…")
        call_command("migrate", interactive=False, verbosity=0)
    return is_empty


def _back_up(say: Say) -> None:
    """Before tables are changed: on SQLite by ourselves; a server of PostgreSQL has its own, and is asked."""
    if connection.vendor != "sqlite":
        say("Sắp cập nhật bảng; nếu chưa có bản sao lưu hôm nay, hãy dừng lại và chạy: atvsld backup TỆP.tar.zst")
        return
    folder = settings.ATVSLD_VAR / "before-upgrade"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{timezone.localtime():%Y%m%d-%H%M%S}.tar.zst"
    made = make_backup(folder / name, recipient=settings.ENVIRONMENT.backup_recipient)
    say(f"Đã sao lưu trước khi cập nhật (backup before the upgrade): {made.path}")
    for path in sorted(folder.glob("*.tar.zst*"))[:-UPGRADES_KEPT]:
        path.unlink()


def _load(name: str, say: Say) -> None:
    if name not in get_commands():
        return
    say(f"Nạp dữ liệu (loading): {name}…")
    with transaction.atomic():
        call_command(name, verbosity=0)


def _fingerprint(paths: Iterable[Path]) -> str:
    """Changes when a file is added, removed or written; reads no content, so that the second start is quick."""
    digest = hashlib.sha256()
    for path in sorted(p for p in paths if p.is_file()):
        status = path.stat()
        digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class _State:
    """Marks of what was loaded last, kept beside the database; losing the file only costs one slower start."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.marks: dict[str, str] = json.loads(path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            self.marks = {}

    def get(self, name: str) -> str | None:
        return self.marks.get(name)

    def put(self, name: str, value: str) -> None:
        self.marks[name] = value
        self.path.write_text(json.dumps(self.marks, indent=1), "utf-8")
