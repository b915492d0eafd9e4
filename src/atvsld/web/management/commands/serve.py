"""`atvsld serve`: run this installation until Ctrl-C."""

import os
import shutil
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import get_resolver

from atvsld.base.hold import running
from atvsld.web.memory import apart
from atvsld.web.serve_processes import Processes, gunicorn_arguments
from atvsld.web.serve_setup import demo_accounts, prepare
from atvsld.web.settings_env import Environment

WORKER = "work"


class Command(BaseCommand):
    help = "Chạy máy chủ; PORT, HOST, DATABASE_URL đặt trong môi trường (run the server until Ctrl-C)"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--setup",
            action="store_true",
            help="trước hết tạo bảng, nạp danh mục và, vào cơ sở dữ liệu trống, dữ liệu trình diễn"
            " (first migrate and load; the demonstration only into an empty database)",
        )
        parser.add_argument(
            "--no-worker",
            action="store_true",
            help="không làm việc nền ở đây; «atvsld work» chạy riêng, có thể ở máy khác (the worker runs elsewhere)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with running():
            self._serve(options)

    def _serve(self, options: dict[str, Any]) -> None:
        environment: Environment = settings.ENVIRONMENT
        _check_port(environment.host, environment.port)
        # Before anything imports what counts.
        _count_together()
        if options["setup"] and (code := apart(lambda: prepare(self._say))):
            raise SystemExit(code)
        accounts = demo_accounts()
        connections.close_all()
        processes = Processes()
        try:
            get_resolver().url_patterns  # noqa: B018  (imported once, before the fork)
            processes.start_server(
                gunicorn_arguments(environment.host, environment.port, environment.processes, environment.threads)
            )
            local = "127.0.0.1" if environment.host in ("0.0.0.0", "::", "") else environment.host  # noqa: S104
            address = f"http://{local}:{environment.port}"
            if processes.wait_until_ready(f"{address}/healthz", _own_name(environment)):
                self._announce(address, accounts)
                if not options["no_worker"]:
                    # Only now: starting beside the server, it would take half of a small machine from it.
                    processes.keep([sys.executable, "-m", "atvsld", WORKER])
            code = processes.wait()
        finally:
            processes.stop()
        if code:
            raise CommandError("Máy chủ đã dừng vì lỗi; xem nhật ký ở trên. / The server stopped; see the log above.")
        self._say("Đã dừng (stopped).")

    def _announce(self, address: str, accounts: list[str]) -> None:
        self._say(f"\nATVSLĐ {settings.ATVSLD_VERSION} sẵn sàng tại / is ready at: {address}")
        if accounts:
            self._say(
                f"Tài khoản trình diễn (demonstration accounts), mật khẩu / password: {settings.ATVSLD_DEMO_PASSWORD}"
            )
            self._say("  " + " ".join(accounts))
            if settings.ENVIRONMENT.host not in ("127.0.0.1", "localhost", "::1"):
                self._say("CẢNH BÁO: tài khoản trình diễn mở ra ngoài máy này; đặt DEMO_PASSWORD hoặc DEMO=0.")
        elif not settings.ATVSLD_DEMO:
            self._say("Không có dữ liệu trình diễn (DEMO=1 để nạp). Tạo tài khoản: atvsld createsuperuser")
        self._say("Ctrl-C để dừng (to stop).")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _own_name(environment: Environment) -> str:
    """A host name that ALLOWED_HOSTS lets in; ".tinh.gov.vn" stands for it and all below it, "*" for any."""
    return environment.allowed_hosts[0].removeprefix(".").replace("*", "localhost")


def _count_together() -> None:
    """Every process counts its requests in files of its own; whichever answers /metrics adds them all up."""
    folder = settings.ATVSLD_VAR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    if not (settings.ENVIRONMENT.metrics_token or settings.ENVIRONMENT.metrics_from):
        return
    folder.mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _check_port(host: str, port: int) -> None:
    """Say at once, and in words, what gunicorn would only say after several tries."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Không mở được {host}:{port} ({error.strerror}); đặt PORT khác."
                f" / Cannot open {host}:{port}; set another PORT."
            ) from error
