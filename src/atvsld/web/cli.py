"""The console script `atvsld`: Django's commands and ours."""

import os
import sys
from collections import defaultdict

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import CommandError, SystemCheckError
from django.db import OperationalError, ProgrammingError

from atvsld import __version__
from atvsld.base.errors import Refused, RuleViolation

HEADING = "atvsld {version}: hệ thống thông tin an toàn, vệ sinh lao động"


class CommandLine(ManagementUtility):
    """Django's management with our commands listed first."""

    def main_help_text(self, commands_only: bool = False) -> str:
        if commands_only:
            return super().main_help_text(commands_only=True)
        groups: dict[str, list[str]] = defaultdict(list)
        for name, app in get_commands().items():
            package = app if isinstance(app, str) else app.name
            groups["ours" if package.startswith("atvsld.") else "django"].append(name)
        lines = [
            HEADING.format(version=__version__),
            "",
            "  atvsld LỆNH --help   cách dùng một lệnh (how to use a command)",
            "",
            "Lệnh của hệ thống (commands of the house):",
            *(f"  {name.replace('_', '-')}" for name in sorted(groups["ours"])),
            "",
            "Lệnh của Django (Django's commands):",
            *_columns(sorted(groups["django"])),
        ]
        return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 1 with one line on standard error when it was refused."""
    argv = list(sys.argv if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
    if argv[1:] in (["--version"], ["version"]):
        print(f"atvsld {__version__}")
        return 0
    wants_traceback = "--traceback" in argv
    if len(argv) > 1 and not argv[1].startswith("-") and argv[1] != "help" and not wants_traceback:
        # Django would print the error itself, with its class name; asked for the exception, it hands it over.
        argv.insert(2, "--traceback")
    try:
        _ = settings.INSTALLED_APPS
        django.setup()
        argv = _with_known_names(argv)
        CommandLine(argv).execute()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone (`atvsld … | head`); nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        line = refusal(error)
        if line is None or wants_traceback:
            raise
        print(line, file=sys.stderr)
        return getattr(error, "returncode", 1)
    return 0


def _with_known_names(argv: list[str]) -> list[str]:
    """A command may be written with hyphens, as it is in the help; modules have underscores."""
    known = get_commands()
    place = 2 if argv[1:2] == ["help"] else 1
    written = argv[place].replace("-", "_") if len(argv) > place else ""
    return [*argv[:place], written, *argv[place + 1 :]] if written in known else argv


def refusal(error: Exception) -> str | None:
    """The one line to say for an error that the person can mend; None for a fault of the program."""
    if isinstance(error, SystemCheckError):
        return str(error)
    if isinstance(error, CommandError | ImproperlyConfigured | RuleViolation | Refused):
        return " ".join(str(error).split())
    if isinstance(error, OperationalError | ProgrammingError):
        cause = " ".join(str(error).split())
        return f"Cơ sở dữ liệu không trả lời hoặc chưa được tạo; hãy chạy «atvsld migrate». ({cause})"
    return None


def _columns(names: list[str], width: int = 100) -> list[str]:
    lines, line = [], " "
    for name in names:
        if len(line) + len(name) + 1 > width:
            lines.append(line)
            line = " "
        line += f" {name}"
    return [*lines, line]
