"""A small installation as an earlier program left it, as a backup file: what upgrades are tested from.

    python -m tools.make_old_backup COMMIT OUT.tar.gz

The program of COMMIT itself makes it, from its own source: tables, reference lists, a few accidents with private data,
a sealed audit. Then the program of today backs the folder up, for the form of a backup outlives versions. Needs git and
packages of today that still run the source of that day. The files are kept in tests/old_backups.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Runs in the program of that day. Keep to what every version has had: atvsld.testing and the services under it.
SCRIPT = """
import django
django.setup()
from django.core.management import call_command
for name in ("migrate", "load_statutes", "load_places"):
    call_command(name, verbosity=0)
from atvsld.testing import make_accident, make_establishment, make_user, make_victim
make_user("labour", username="can-bo-so", place="Thái Nguyên")
make_user("admin", username="quan-tri")
factory = make_establishment(name="Công ty Đá Tân Cương")
for number in range(4):
    accident = make_accident(factory)
    make_victim(accident, full_name=f"Nguyễn Văn {'ABCD'[number]}", identity_number=f"00109901234{number}")
call_command("seal_audit", verbosity=0)
make_accident(make_establishment())
"""


def main(commit: str, out: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        source, var = Path(folder) / "source", Path(folder) / "var"
        source.mkdir()
        packed = subprocess.run(["git", "archive", commit, "src"], check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", str(source)], input=packed, check=True)
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        environment |= {"ATVSLD_VAR": str(var), "DEMO": "0"}
        then = environment | {"PYTHONPATH": str(source / "src"), "DJANGO_SETTINGS_MODULE": "atvsld.web.settings"}
        subprocess.run([sys.executable, "-c", SCRIPT], env=then, check=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        return subprocess.run(
            [sys.executable, "-m", "atvsld", "backup", str(out.absolute())], env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
