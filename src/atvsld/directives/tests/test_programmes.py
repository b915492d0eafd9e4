"""Thai Nguyen's programme of 2025: what the document says, and its assessment by command and by person."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from atvsld.base.errors import OutOfScope
from atvsld.directives.assessment import assess
from atvsld.directives.programmes import PROGRAMMES
from atvsld.testing import EVERYTHING, make_scope, make_user

PROGRAMME = PROGRAMMES["thai-nguyen-2025"]


def test_the_document():
    assert (PROGRAMME.number, PROGRAMME.issued_on, PROGRAMME.issued_month) == ("", None, (2025, 11))
    assert PROGRAMME.base_year == 2024
    assert PROGRAMME.due_on(2026) == date(2026, 12, 10)
    assert [t.aim.change for t in PROGRAMME.targets] == [-0.04, 0.05, 0.05]


@pytest.mark.django_db
def test_targets_without_figures_are_named_not_judged():
    targets = assess(PROGRAMME, EVERYTHING, 2025, today=date(2026, 2, 1)).as_json()["targets"]
    assert [t["status"] for t in targets] == ["no_data", "no_data", "no_data"]
    assert targets[1]["waits_for"] == "sổ khám phát hiện bệnh nghề nghiệp"
    assert targets[0]["evaluation"]["sentence"].startswith("Chưa có số liệu năm 2024 và 2025")


@pytest.mark.django_db
def test_the_command(capsys):
    make_user("leader", username="lanhdao", place="Thái Nguyên")
    call_command("indicators", "--programme", "thai-nguyen-2025", "--year", "2026", "--as", "lanhdao", "--json")
    result = json.loads(capsys.readouterr().out)
    assert result["programme"]["id"] == "thai-nguyen-2025"
    assert result["report_before"] == "2026-12-10"
    call_command("indicators", "--programme", "thai-nguyen-2025", "--year", "2026")
    assert "giảm ít nhất 4 %" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("indicators", "--programme", "none", "--year", "2026")


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "unit"), [("labour", "24"), ("admin", ""), (None, "")])
def test_others_are_refused(role, unit):
    with pytest.raises(OutOfScope):
        assess(PROGRAMME, make_scope(role, **({"place": unit} if unit else {})), 2026)
