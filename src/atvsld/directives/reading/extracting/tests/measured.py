"""Run as a program: starts another and writes what that one used of the processor and of the memory.

A process counts as its own peak what the one that started it held, and tests hold much; this one holds next to nothing.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path


def measured(command: list[str], target: Path) -> list[str]:
    """The command that does the same and leaves {"seconds", "megabytes"} in the target."""
    return [sys.executable, "-I", "-S", __file__, str(target), *command]


def main(target: str, *command: str) -> None:
    done = subprocess.run(command, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = {"seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    Path(target).write_text(json.dumps(said))
    if done.returncode < 0:
        os.kill(os.getpid(), -done.returncode)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
