"""`make check`: everything that can be said about the program without running it; all parts, then one summary."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.files import ROOT

BIN = Path(sys.executable).parent
PYTHON = sys.executable


def checks() -> dict[str, list[str]]:
    """Each check by name, with the command that fails when it fails."""
    found = {
        "ruff": [str(BIN / "ruff"), "check", "."],
        "format": [str(BIN / "ruff"), "format", "--check", "."],
        "types": [str(BIN / "mypy")],
        "layers": [str(BIN / "lint-imports")],
        "migrations": [PYTHON, "-m", "atvsld", "makemigrations", "--check", "--dry-run"],
        "deployment": [PYTHON, "-m", "atvsld", "check", "--fail-level", "WARNING"],
        "sizes": [PYTHON, "-m", "tools.check_sizes"],
        "repository": [PYTHON, "-m", "tools.check_repo"],
        "messages": [PYTHON, "-m", "tools.messages", "--check"],
    }
    if _has_command("docs"):
        found["docs"] = [PYTHON, "-m", "atvsld", "docs", "--check"]
    return found


def _has_command(name: str) -> bool:
    return any((ROOT / "src" / "atvsld").glob(f"*/management/commands/{name}.py"))


def main() -> int:
    results = {}
    # The installation's keys and database are no business of a check; and mypy ends without clearing up after itself.
    with tempfile.TemporaryDirectory(prefix="atvsld-checks-") as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "atvsld.web.settings_test", "TMPDIR": folder}
        for name, command in checks().items():
            print(f"\n=== {name}", flush=True)
            done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
            results[name] = done.returncode == 0
    print("\n=== summary")
    for name, is_good in results.items():
        print(f"{'ok    ' if is_good else 'FAILED'} {name}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
