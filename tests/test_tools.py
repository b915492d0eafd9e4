"""The checks must be able to fail."""

from pathlib import Path

import pytest

from tools.check_repo import faults_of
from tools.check_sizes import verdict
from tools.run_tests import Outcome

HERE = Path("docs/x.md")


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/main/src",
        "cd /" + "root/x",
        "/ho" + "me/an/atvsld",
        "--index-" + "url http://10.0.0.1/simple",
        "https://" + "pypi.example.org/simple",
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        'SECRET_KEY = "' + "a1b2" * 10 + '"',
        "ghp_" + "a" * 36,
    ],
)
def test_what_must_not_stand_in_the_repository_is_found(line):
    assert next(faults_of(HERE, f"\n{line}\n")).startswith("docs/x.md:2:")


@pytest.mark.parametrize(
    "line",
    [
        "AI PHẢI KHAI BÁO: người sử dụng lao động",
        "path('works/', view)",
        "from django.contrib.sessions.models import Session",
        'SECRET_KEY = read_key("SECRET_KEY", values)',
        "https://example.vn/work/rules",
    ],
)
def test_ordinary_lines_are_left_alone(line):
    assert list(faults_of(HERE, line)) == []


def test_only_web_and_the_entry_point_may_name_web():
    line = "from atvsld.web import lists"
    assert list(faults_of(Path("src/atvsld/base/lists.py"), line))
    assert not list(faults_of(Path("src/atvsld/web/urls.py"), line))
    assert not list(faults_of(Path("src/atvsld/__main__.py"), line))


def test_sizes():
    assert verdict({"a": 10, "b": 80, "c": 90}) == []
    assert verdict({"a": 501, **{f"s{i}": 5 for i in range(20)}}) == ["a: 501 lines, more than 500"]
    assert verdict({"a": 81, "b": 81, "c": 0})
    assert any("of 10 files" in fault for fault in verdict({**{f"s{i}": 5 for i in range(8)}, "a": 251, "b": 300}))


def test_a_part_that_did_not_run_says_so():
    assert "did not run" in Outcome("browser", True, note="did not run: no chromium").line()
    assert Outcome("SQLite", False, 3, 1, 2, 61.4).line() == "FAILED SQLite      3 passed, 1 failed, 2 skipped, 61 s"
