"""The processes of the server, with small stand-ins for gunicorn and the worker."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from django.core.management import CommandError

from atvsld.web.management.commands import serve
from atvsld.web.serve_processes import gunicorn_arguments
from atvsld.web.settings_env import read_environment

SUPERVISOR = textwrap.dedent(
    """
    import sys
    from atvsld.web.serve_processes import Processes
    processes = Processes()
    for code in sys.argv[1:]:
        start = processes.keep if code.startswith("#keep") else processes.start
        start([sys.executable, "-c", code])
    print(*(child.pid for child in processes.children), flush=True)
    try:
        code = processes.wait()
    finally:
        processes.stop()
    sys.exit(code)
    """
)
PATIENT = "import time; time.sleep(60)"
OBEDIENT = "import signal, sys, time; signal.signal(15, lambda *_: sys.exit(0)); time.sleep(60)"


def supervise(*codes: str) -> tuple[subprocess.Popen, list[int]]:
    supervisor = subprocess.Popen([sys.executable, "-c", SUPERVISOR, *codes], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout
    with supervisor.stdout as lines:
        return supervisor, [int(word) for word in lines.readline().split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_everything_stops_and_the_exit_code_is_0(number):
    supervisor, children = supervise(OBEDIENT, PATIENT)
    os.kill(supervisor.pid, number)
    assert supervisor.wait(15) == 0
    assert not any(is_alive(pid) for pid in children)


def test_a_child_that_fails_ends_the_others():
    supervisor, children = supervise("import sys, time; time.sleep(0.3); sys.exit(7)", PATIENT)
    assert supervisor.wait(15) == 7
    assert not any(is_alive(pid) for pid in children)


def test_a_worker_that_ends_is_started_again_and_the_server_goes_on(tmp_path):
    runs = tmp_path / "runs"
    failing = f"#keep\nimport sys; open({str(runs)!r}, 'a').write('x'); sys.exit(3)"
    supervisor, children = supervise(OBEDIENT, failing)
    end = time.monotonic() + 15
    while (not runs.exists() or len(runs.read_text()) < 3) and time.monotonic() < end:
        time.sleep(0.05)
    assert supervisor.poll() is None
    assert is_alive(children[0])
    os.kill(supervisor.pid, signal.SIGTERM)
    assert supervisor.wait(15) == 0
    assert len(runs.read_text()) == 3
    assert not is_alive(children[0])


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells children of a killed parent on Linux only")
def test_a_killed_server_leaves_no_child_behind():
    supervisor, children = supervise(PATIENT)
    supervisor.kill()
    supervisor.wait(5)
    end = time.monotonic() + 5
    while any(is_alive(pid) for pid in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in children)


def test_a_port_in_use_is_said_in_words(unused_tcp_port_holder):
    with pytest.raises(CommandError, match=f"{unused_tcp_port_holder}.*PORT"):
        serve._check_port("127.0.0.1", unused_tcp_port_holder)


@pytest.fixture
def unused_tcp_port_holder():
    import socket

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_gunicorn_is_bound_as_told():
    arguments = gunicorn_arguments("::1", 8080, 3, 4)
    assert arguments[arguments.index("--bind") + 1] == "[::1]:8080"
    assert arguments[arguments.index("--workers") + 1] == "3"


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("atld.tinh.gov.vn khac.vn", "atld.tinh.gov.vn"),
        (".tinh.gov.vn", "tinh.gov.vn"),
        ("*", "localhost"),
        ("", "localhost"),
    ],
)
def test_the_server_asks_itself_by_a_name_that_it_answers_to(allowed, name, tmp_path):
    assert serve._own_name(read_environment({"ALLOWED_HOSTS": allowed}, tmp_path)) == name
