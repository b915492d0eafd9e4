"""How a web process keeps its memory small.

Left alone, glibc gives every thread a heap of its own (eight times as many as there are cores) and keeps what was
freed; a process of eight threads then holds far more than it uses.
"""

import ctypes
import os
import platform
import sys
import traceback
from collections.abc import Callable

from django.db import connections

from .cli import refusal
from .serve_processes import die_with_parent

# Of mallopt(3).
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
ARENAS = 2
# Blocks from this size on are mapped by themselves and go back at once; set, the limit no longer moves up to 32 MB.
OWN_MAPPING_BYTES = 256 * 1024


def few_heaps() -> None:
    """Call in a process before its threads start."""
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(M_ARENA_MAX, ARENAS)
        library.mallopt(M_MMAP_THRESHOLD, OWN_MAPPING_BYTES)


def apart(act: Callable[[], None]) -> int:
    """Do it in a fork and return its exit code: the memory that it took, for loading say, ends with it.

    An error is told on standard error, as the command line does. Call before any thread or engine is started.
    """
    connections.close_all()
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        die_with_parent()
        act()
        code = 0
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        print(refusal(error) or traceback.format_exc(), file=sys.stderr)
    finally:
        connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
