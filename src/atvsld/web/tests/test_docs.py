"""The generated reference, the list of links between packages, and that no page points to nothing."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from atvsld.base.lists import registers
from atvsld.web.management.commands.docs import (
    codes_page,
    commands_page,
    refusal_codes,
    registers_page,
    write_or_compare,
)
from atvsld.web.serve_setup import DEMO_ACCOUNTS

ROOT = Path(settings.PACKAGE).parents[1]
LINKS = ROOT / "docs/decisions/links.md"
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_reference_names_every_field_of_every_register():
    page = registers_page()
    for register in registers().values():
        section = page.split(f"(`{register.name}`)")[1].split("\n## ")[0]
        assert [f.name for f in register.fields if f"| `{f.name}` | {f.label} |" not in section] == []


def test_codes_are_found_with_their_sentences():
    page = codes_page(Path(settings.PACKAGE))
    assert "| `tax_code.check_digit` | Mã số thuế … sai số kiểm tra" in page
    assert "| `field.required` | Chưa nhập «…». Hãy điền mục này." in page
    assert "| `entry.edited` |" in page


def test_a_sentence_is_the_last_one_named_before_the_call():
    tree = ast.parse('def f(x):\n    m = "một"\n    m = f"hai {x}"\n    return RuleViolation("a.b", m)\n')
    assert refusal_codes({"f.py": tree}, "RuleViolation") == {"a.b": {"hai …": {"f.py"}}}


def test_a_helper_that_puts_a_prefix_is_followed():
    tree = ast.parse(
        'def wrong(r, m):\n    return RuleViolation(f"field.{r}", m)\ndef g():\n    wrong("date", "Sai")\n'
    )
    assert refusal_codes({"f.py": tree}, "RuleViolation") == {"field.date": {"Sai": {"f.py"}}}


def test_commands_are_told_with_their_arguments():
    page = commands_page()
    assert "## `atvsld load-demo`" in page
    assert "| `--check` |" in page
    assert "--traceback" not in page


def test_a_check_writes_nothing_and_names_what_is_stale(tmp_path):
    assert write_or_compare(tmp_path, {"a.md": "1"}, is_check=True) == ["a.md"]
    assert list(tmp_path.iterdir()) == []
    assert write_or_compare(tmp_path, {"a.md": "1"}, is_check=False) == ["a.md"]
    assert write_or_compare(tmp_path, {"a.md": "1"}, is_check=True) == []
    assert write_or_compare(tmp_path, {"a.md": "2"}, is_check=True) == ["a.md"]


def links_of_the_models() -> set[tuple[str, str]]:
    """(from, to) of every foreign key from a table of one package to a table of another package."""
    found = set()
    for model in apps.get_models():
        package = model.__module__.split(".")
        if package[0] != "atvsld":
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.concrete and field.related_model
            if target and target.__module__.startswith("atvsld.") and target.__module__.split(".")[1] != package[1]:
                found.add((f"{model._meta.label}.{field.name}", target._meta.label))
    return found


def test_links_between_packages_are_those_decided():
    rows = re.findall(r"^\| `([\w.]+)` \| `([\w.]+)` \|", LINKS.read_text("utf-8"), re.MULTILINE)
    assert set(rows) == links_of_the_models()
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_page_points_only_to_what_is_there(page):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)=\"([^\"]+)\"", page.read_text("utf-8"))
    local = [t for pair in targets for t in pair if t and "://" not in t and not t.startswith("mailto:")]
    assert [t for t in local if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_accounts_of_the_demonstration_are_told(name):
    section = next(s for s in (ROOT / name).read_text("utf-8").split("\n## ") if "`DEMO_PASSWORD`" in s)
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == DEMO_ACCOUNTS
    assert f"`{settings.ATVSLD_DEMO_PASSWORD}`" in section
