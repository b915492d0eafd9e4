"""The processes of a running installation: gunicorn and the job worker, started and stopped together.

When gunicorn itself ends, everything ends, and whoever started the server starts it again (systemd, a person). The
worker is started again by the server: pages do not need it, and its fault must not take them away.
"""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from types import FrameType

PATIENCE_SECONDS = 12
HEALTHY_SECONDS = 60.0
LONGEST_PAUSE = 60.0
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
log = logging.getLogger(__name__)


def gunicorn_arguments(host: str, port: int, processes: int, threads: int) -> list[str]:
    """One process serves SQLite (one writer); threads share it, and the figures' engine opens after the fork."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "atvsld.web.wsgi:application"),
        *("--bind", address, "--worker-class", "gthread"),
        *("--workers", str(processes), "--threads", str(threads)),
        *("--timeout", "120", "--graceful-timeout", "8", "--keep-alive", "15"),
        *("--limit-request-line", "8190", "--log-level", "warning"),
    ]


def die_with_parent() -> None:
    """For a child, before anything else: nobody would stop it when this process is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DEATH_OF_PARENT, signal.SIGTERM)


def _start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this process alone, which then stops the others in order.
    return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent)


class Forked:
    """A forked child, asked as a Popen is: poll, terminate, wait."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def wait(self, timeout: float | None = None) -> int:
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("gunicorn", timeout or 0)
            time.sleep(0.05)
        return code


class Kept:
    """A child that is started again when it ends: after 1, 2, 4 … seconds, and after one when it had run well."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self.start, self.child = start, start()
        self.started_at, self.again_at = time.monotonic(), 0.0
        self.failures = 0
        self.is_ending = False

    @property
    def pid(self) -> int:
        return self.child.pid

    def poll(self) -> int | None:
        """None as long as it is to run, even in a pause between two runs."""
        code, now = self.child.poll(), time.monotonic()
        if code is None or self.is_ending:
            return code
        if not self.again_at:
            self.failures = 0 if now - self.started_at > HEALTHY_SECONDS else self.failures + 1
            pause = min(2.0 ** max(self.failures - 1, 0), LONGEST_PAUSE)
            self.again_at = now + pause
            log.error("the worker ended with code %s; it is started again in %g s", code, pause)
        elif now >= self.again_at:
            self.child, self.started_at, self.again_at = self.start(), now, 0.0
        return None

    def terminate(self) -> None:
        self.is_ending = True
        if self.child.poll() is None:
            self.child.terminate()

    def wait(self, timeout: float | None = None) -> int:
        return self.child.wait(timeout)


class Processes:
    """Children of the server; when one that is not kept ends, or the server is told to stop, all are stopped."""

    def __init__(self) -> None:
        self.children: list[subprocess.Popen[bytes] | Forked | Kept] = []
        self.is_stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def start(self, arguments: Sequence[str]) -> None:
        self.children.append(_start(arguments))

    def keep(self, arguments: Sequence[str]) -> None:
        """Start it, and again whenever it ends."""
        self.children.append(Kept(lambda: _start(arguments)))

    def start_server(self, arguments: Sequence[str]) -> None:
        """gunicorn in a fork of this process: what is imported here need not be imported again, which halves a start.

        Call with no connection to the database open and before any thread or engine is.
        """
        pid = os.fork()
        if pid == 0:
            os.setsid()
            die_with_parent()
            sys.argv = ["gunicorn", *arguments[3:]]
            from gunicorn.app.wsgiapp import run

            run()
            os._exit(0)
        self.children.append(Forked(pid))

    def wait_until_ready(self, url: str, host: str, seconds: float = 60) -> bool:
        """True when `url` answers 200; False when told to stop, a child has ended, or the time is over."""
        end = time.monotonic() + seconds
        # The machine's proxy, if any, is not for its own address.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        # By a name that the site answers to: behind a proxy it refuses its own address.
        asking = urllib.request.Request(url, headers={"Host": host})  # noqa: S310 (our own address)
        while time.monotonic() < end and not self.is_stopping and self.ended() is None:
            try:
                with opener.open(asking, timeout=2) as answer:
                    return answer.status == 200
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        return False

    def ended(self) -> int | None:
        """The exit code of the first child that has ended by itself."""
        codes = (child.poll() for child in self.children)
        return next((code for code in codes if code is not None), None)

    def wait(self) -> int:
        """Until told to stop (0) or a child ends by itself (its code, never 0)."""
        while not self.is_stopping:
            code = self.ended()
            if code is not None:
                return code or 1
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + PATIENCE_SECONDS
        for child in self.children:
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
