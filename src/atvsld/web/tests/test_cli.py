"""The console script: help, one line for a refusal, no traceback for what a person can mend."""

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from atvsld import __version__
from atvsld.base.errors import Refused, RuleViolation
from atvsld.web import cli


@pytest.fixture
def failing(monkeypatch):
    """Makes any command end with the error given."""

    def fail_with(error: Exception) -> None:
        def execute(self):
            raise error

        monkeypatch.setattr(cli.CommandLine, "execute", execute)

    return fail_with


def test_help_lists_our_commands_apart(capsys):
    assert cli.main(["atvsld", "--help"]) == 0
    ours, django = capsys.readouterr().out.split("Lệnh của Django")
    assert "serve" in ours
    assert "migrate" not in ours
    assert "migrate" in django


def test_help_of_one_command(capsys):
    with pytest.raises(SystemExit) as caught:
        cli.main(["atvsld", "serve", "--help"])
    assert caught.value.code == 0
    assert "--setup" in capsys.readouterr().out


@pytest.mark.parametrize(
    "error",
    [
        CommandError("Không có tệp\nbáo cáo"),
        RuleViolation("tax_code.check_digit", "Mã số thuế sai số kiểm tra."),
        Refused([RuleViolation("a", "Một."), RuleViolation("b", "Hai.")]),
        OperationalError("no such table: org_place"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(capsys, failing, error):
    failing(error)
    assert cli.main(["atvsld", "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert str(error).split()[0] in err


def test_a_fault_of_the_program_is_not_hidden(failing):
    failing(ZeroDivisionError("fault"))
    with pytest.raises(ZeroDivisionError):
        cli.main(["atvsld", "check"])


def test_the_exit_code_of_a_command_is_kept(failing, capsys):
    failing(CommandError("hết chỗ", returncode=3))
    assert cli.main(["atvsld", "check"]) == 3


def test_ctrl_c_has_no_traceback(failing, capsys):
    failing(KeyboardInterrupt())
    assert cli.main(["atvsld", "check"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("asked", ["--version", "version"])
def test_the_version_is_that_of_the_program(asked, capsys):
    assert cli.main(["atvsld", asked]) == 0
    assert capsys.readouterr().out == f"atvsld {__version__}\n"
