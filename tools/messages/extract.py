"""Every message that the source marks: in Python, in templates, in scripts, in the heads of statutory tables."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.files import ROOT
from tools.messages.po import Key, Message

PACKAGE = ROOT / "src" / "atvsld"
# Name of the function → where context, text and plural stand among its arguments.
MARKS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
# Texts of the law that are shown as heads and rows of tables: file and column.
TABLES: dict[str, tuple[str, ...]] = {
    "statutes/seeds/codes/plxii_columns.csv": ("header_vi",),
    "statutes/seeds/codes/plxii_rows.csv": ("label_vi",),
    "statutes/seeds/codes/plxiv_columns.csv": ("header_vi",),
    "statutes/seeds/codes/accident_causes_ND39_PLXII.csv": ("name_vi",),
    "statutes/seeds/codes/establishment_types.csv": ("name_vi",),
    "statutes/seeds/worker_groups.csv": ("name_vi",),
}
IN_TEMPLATE = re.compile(r"\b(_|n?p?gettext)\(")
IN_SCRIPT = re.compile(r'\b(n?gettext)\(\s*("(?:[^"\\]|\\.)*")(?:,\s*("(?:[^"\\]|\\.)*"))?')


def collected(domain: str) -> dict[Key, Message]:
    """The messages of a domain, "django" (said by the server) or "djangojs" (said by scripts), by (context, text)."""
    found: dict[Key, Message] = {}
    for path in sources(domain):
        for message in messages_of(path):
            kept = found.setdefault(message.key, message)
            kept.plural = kept.plural or message.plural
            kept.files.add(path.relative_to(ROOT).as_posix())
    return found


def sources(domain: str) -> Iterator[Path]:
    if domain == "djangojs":
        yield from sorted((PACKAGE / "web" / "static" / "js").glob("*.js"))
        return
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts):
            yield path
    yield from sorted(p for p in PACKAGE.rglob("templates/**/*") if p.suffix in (".html", ".txt"))
    yield from (PACKAGE / name for name in TABLES)


def messages_of(path: Path) -> Iterable[Message]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return in_python(text)
    if path.suffix == ".js":
        return in_script(text)
    if path.suffix == ".csv":
        rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
        columns = TABLES[path.relative_to(PACKAGE).as_posix()]
        return [Message(row[column]) for row in rows for column in columns if row[column]]
    return in_template(text)


def in_python(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in MARKS and all(isinstance(a, ast.Constant) for a in node.args[: _last(name) + 1]):
            said = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else "" for a in node.args]
            yield from _made(name, said)


def in_template(text: str) -> Iterator[Message]:
    """Django turns a template into something like a program, in which only the marked texts are left."""
    from django.utils.translation.template import templatize

    program = templatize(text)
    for found in IN_TEMPLATE.finditer(program):
        said, rest = [], program[found.end() :]
        while match := re.match(r"""\s*,?\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", rest, re.DOTALL):
            said.append(ast.literal_eval(match[1].replace("\n", "\\n")))
            rest = rest[match.end() :]
        if said:
            yield from _made(found[1], said)


def in_script(text: str) -> Iterator[Message]:
    for found in IN_SCRIPT.finditer(text):
        yield Message(json.loads(found[2]), plural=json.loads(found[3] or '""') if found[1] == "ngettext" else "")


def _last(name: str) -> int:
    return max(place for place in MARKS[name] if place is not None)


def _made(name: str, said: list[str]) -> Iterator[Message]:
    context, text, plural = (said[place] if place is not None and place < len(said) else "" for place in MARKS[name])
    if text:
        yield Message(text, context, plural)
