"""`atvsld published`: a file is entered whole or refused with its reasons, by who may."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from atvsld.figures.published.models import PublishedNotice
from atvsld.testing import PROVINCE, make_user

from .test_reading import ONE

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("published", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2023.json"
    path.write_text(json.dumps(ONE), "utf-8")
    return path


def test_a_file_is_checked_entered_and_corrected(file: Path) -> None:
    user = make_user("ministry").username
    looked = json.loads(run("import", str(file), "--as", user, "--dry-run", "--json"))
    assert looked["is_dry_run"]
    assert not PublishedNotice.objects.filter(year=2023, half=0).exists()
    done = json.loads(run("--json", "import", str(file), "--as", user))
    assert done["notices"] == [one | {} for one in looked["notices"]]
    assert done["notices"][0] | {"findings": []} == {
        "kind": "notice", "period": "2023", "notice": "1/TB", "change": "new", "version": 1, "figures": 2,
        "findings": [],
    }  # fmt: skip
    assert "2023: đã có" in run("import", str(file), "--as", user)
    file.write_text(json.dumps(ONE | {"notice": "2/TB"}), "utf-8")
    with pytest.raises(CommandError, match="Hãy ghi lý do"):
        run("import", str(file), "--as", user)
    assert "2023: sửa" in run("import", str(file), "--as", user, "--reason", "Ghi nhầm số")
    told = {one["period"]: one for one in json.loads(run("list", "--json"))["notices"] if one["kind"] == "notice"}
    assert (told["2023"]["version"], told["2023"]["notice"]) == (2, "2/TB")


def test_the_list_says_which_percentages_do_not_follow() -> None:
    told = json.loads(run("list", "--json"))["notices"]
    assert sum(len(one["findings"]) for one in told) == 9
    [wrong] = [f for one in told if one["period"] == "2025H1" for f in one["figures"] if f["line"] == "fatal_accidents"]
    assert (wrong["verdict"], wrong["pct_raw"], wrong["expected_pct"]) == ("wrong", "5,62", "-36.00")
    assert "2025H1" in run("list")
    assert "[published.wrong]" in run("list")


def test_a_stranger_enters_nothing_and_is_told_nothing_of_the_file(file: Path) -> None:
    for name in (make_user().username, make_user("labour", place=PROVINCE).username):
        for more in ((), ("--dry-run",)):
            with pytest.raises(CommandError, match="không có quyền"):
                run("import", str(file), "--as", name, *more)
    with pytest.raises(CommandError, match="Không có tài khoản"):
        run("import", str(file), "--as", "ai-do")
    assert not PublishedNotice.objects.filter(year=2023, half=0).exists()


def test_a_wrong_file_is_refused_with_its_codes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    user, out = make_user("admin").username, StringIO()
    file.write_text('{"period": "2023", "total": {"deaths": {"value": "x"}}}', "utf-8")
    with pytest.raises(CommandError, match="phải là số nguyên"):
        call_command("published", "import", str(file), "--as", user, "--json", stdout=out)
    assert [e["code"] for e in json.loads(out.getvalue())["errors"]] == ["published.number"]
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run("import", str(file.with_name("none.json")), "--as", user)
