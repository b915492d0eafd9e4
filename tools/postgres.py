"""A private PostgreSQL cluster in a temporary folder: no network, no passwords, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


class NoPostgresError(Exception):
    """Why there is no PostgreSQL to test with."""


def newest_binaries() -> Path:
    """The folder of initdb and pg_ctl of the newest Debian package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    if program:
        return Path(program).parent
    raise NoPostgresError("no PostgreSQL server is installed (Debian: postgresql-15)")


@contextmanager
def private_cluster(kept: Path | None = None) -> Iterator[str]:
    """Yields the DATABASE_URL of an empty database; raises NoPostgresError when a cluster cannot be started.

    In the folder `kept` the cluster stays, and the database is as it was left.
    """
    binaries = newest_binaries()
    folder = kept or Path(tempfile.mkdtemp(prefix="atvsld-pg-"))
    is_new = not (folder / "data").exists()
    owner = _owner()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, options = folder / "data", f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    options += " -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
    try:
        # ICU English order, as many servers have it: a page that leaves the order to the database then shows it.
        create = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
        if is_new:
            _run(owner, [*create, "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"])
        start = [str(binaries / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"]
        _run(owner, start)
        try:
            run_sql = [str(binaries / "psql"), "-h", str(folder), "-U", "postgres", "-qc"]
            if is_new:
                # A database may be dropped while a worker cleans it: the role must be allowed to send that one away.
                _run(owner, [*run_sql, "CREATE ROLE atvsld LOGIN CREATEDB IN ROLE pg_signal_backend"])
                _run(owner, [*run_sql, "CREATE DATABASE atvsld OWNER atvsld"])
            yield f"postgres://atvsld@{quote(str(folder), safe='')}/atvsld"
        finally:
            how = "fast" if kept else "immediate"
            _run(owner, [str(binaries / "pg_ctl"), "-D", str(data), "-m", how, "-w", "stop"])
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def answers(url: str) -> bool:
    """Whether a server answers at this DATABASE_URL."""
    import psycopg

    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error:
        return False
    return True


def _owner() -> pwd.struct_passwd | None:
    """The user who must own the cluster: the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise NoPostgresError("running as root, and there is no user «postgres»") from None


def _run(owner: pwd.struct_passwd | None, command: list[str]) -> None:
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    done = subprocess.run(
        command,
        **who,  # type: ignore[call-overload]
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        # Files, not pipes: the started server would keep a pipe open for ever.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise NoPostgresError(f"{Path(command[0]).name} failed with exit code {done.returncode}")
