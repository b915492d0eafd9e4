"""Vietnamese that people read and that is not marked for translation: in programs, in templates, in scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.messages.extract import MARKS, PACKAGE

VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
# Names that are the same in every language.
KEPT = re.compile(r"ATVSLĐ|Tiếng Việt|Cốc Cốc|\d+(?:/\d{4})?/[A-ZĐ\d-]+")
# Folders and files whose Vietnamese is not said on a page, a file or an answer; each with its reason.
EXCEPTED = {
    "management/": "commands speak to administrators of the machine",
    "web/cli.py": "commands",
    "base/console.py": "commands",
    "figures/cli.py": "commands",
    "web/serve": "start-up",
    "web/settings": "start-up, in both languages",
    "web/demo/": "invented data",
    "web/styleguide": "examples for engineers",
    "testing.py": "rows of tests",
    "conftest.py": "tests",
    "apps.py": "names of applications, shown nowhere",
    "facts.py": "descriptions of fact tables, shown nowhere",
    "statutes/": "data of the law; what is shown is marked by noop",
    "org/places/": "names of kinds and of units are data; what is shown is marked",
    "org/agencies/": "names of agencies are data; what is shown is marked",
    "base/audit/verify.py": "findings of a command",
    "base/hold.py": "a command that waits",
    "web/backup/": "commands",
    "figures/lake/comparison.py": "findings of a command",
    "directives/tasks/checking.py": "findings of a command",
    "directives/reporting/checking.py": "findings of a command",
    "web/api/accidents.py": "the description of the API: one document for all readers, in the words of the forms",
    "web/api/document.py": "the description of the API",
    "web/api/listing.py": "the description of the API",
    "web/api/once.py": "the description of the API",
    "web/api/programmes.py": "the description of the API",
    "web/api/published.py": "the description of the API",
    "web/api/references.py": "the description of the API",
    "web/api/registers.py": "the description of the API",
    "web/api/reminders.py": "the description of the API",
    "directives/reminders/letter.py": "the words of an official letter, which has one language",
    "web/api/tasks.py": "the description of the API",
    "web/api/reports.py": "the description of the API",
    "base/surfaces/api_schema.py": "the description of the API",
    "base/search.py": "letters",
    "base/sortkey.py": "letters",
    "base/excel/delimited.py": "letters; its messages are marked",
    "directives/cascade/comparing/": "the words of documents, by which they are compared",
    "directives/reading/": "the words of documents, by which they are read; warnings are kept with what was read",
    "base/surfaces/words.py": "examples are names of places; the words are marked",
    "figures/published/seeding.py": "who entered the shipped notices and why, as it is stored",
    "figures/checks.py": "units by which columns are found; the messages are marked",
    "figures/forms/result.py": "the form for machines",
    "figures/excel.py": "units by which columns are found; the words are marked",
    "base/codelists/loading.py": "who loaded a list, as it is stored; the refusals are marked",
    "web/briefing/letterhead.py": "the head of an official letter, which has one language",
    "base/documents/official": "an official document, which has one language",
    "directives/reporting/written/": "the text of a report, which is an official document",
    "directives/reporting/duties/period.py": "a period within the title of a report, as it is stored",
    "org/people/services.py": "an entry of the audit, as it is stored; the refusals are marked",
}
# Errors for programmers, and calls that only read.
SILENT = {
    "LookupError", "ValueError", "TypeError", "KeyError", "RuntimeError", "AssertionError", "CommandError",
    "ConfigurationError", "ImproperlyConfigured", "fold", "compile", "speak_plainly",
}  # fmt: skip
# What files and old data may hold, whatever the reader's language.
UNDERSTOOD = {"aliases", "synonyms"}
NAMED = {"YES", "NO", "NOTHING", "OURS", "VERBATIM", "PREFIXES"}


def programs() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not {"tests", "migrations"} & set(path.parts) and not any(part in name for part in EXCEPTED):
            yield path


def in_program(path: Path) -> list[str]:
    """Literals outside marks, docstrings and errors for programmers; "…" stands for a value."""
    tree = ast.parse(path.read_text("utf-8"))
    return list(_unmarked(tree))


def _unmarked(node: ast.AST) -> Iterator[str]:
    if _is_silent(node):
        return
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        if VIETNAMESE.search(KEPT.sub("", text)):
            yield text
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from _unmarked(value.value)
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and VIETNAMESE.search(KEPT.sub("", node.value)):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from _unmarked(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in MARKS or name in SILENT
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.keyword):
        return node.arg in UNDERSTOOD
    if isinstance(node, ast.Assign):
        return any(getattr(target, "id", "") in NAMED for target in node.targets)
    return isinstance(node, ast.Compare)


MARKED_IN_PAGE = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktranslate.*?endblocktranslate\s*%}|{%\s*translate\b.*?%}"
    r"""|default:"dòng"\|counted|_\((?:"[^"]*"|'[^']*')\)""",
    re.DOTALL,
)
IN_SCRIPT = re.compile(r'(?<!gettext\()(?<!gettext\(\n)("(?:[^"\\\n]|\\.)*"|`[^`]*`)')


def in_page(text: str) -> list[str]:
    """Lines of a template that are Vietnamese outside its marks and comments."""
    rest = KEPT.sub("", MARKED_IN_PAGE.sub("", text))
    return [" ".join(re.sub(r"<[^>\"]*>|{%.*?%}", " ", piece).split()) for piece in _pieces(rest)]


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"[<>\n\"]", text):
        if VIETNAMESE.search(piece):
            yield piece


def in_scripts(text: str) -> list[str]:
    """Literals of a script outside gettext and comments."""
    bare = re.sub(r"(?m)^\s*//.*$|\s//\s.*$", "", text)
    bare = re.sub(r'n?gettext\(\s*"(?:[^"\\]|\\.)*"(?:,\s*"(?:[^"\\]|\\.)*")?', "", bare)
    return [found[1] for found in IN_SCRIPT.finditer(bare) if VIETNAMESE.search(found[1])]
