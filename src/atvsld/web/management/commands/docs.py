"""Writes the pages under docs/reference that follow from the program itself, or says which of them are stale."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ....base import lists
from ....base.register import Register
from ....base.surfaces.matrix import SURFACES, matrix
from ...settings_shown import settings_page

HEAD = "<!-- Written by `atvsld docs`; do not edit. -->\n\n"
PRIVACY = {"open": "", "personal": "personal", "medical": "medical"}
OF_EVERY_COMMAND = {"help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color",
                    "skip_checks"}  # fmt: skip
GAP = "…"
# What marks a sentence for translation, and a value that is put into it.
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "noop"}
PART = re.compile(r"\{[^}]*\}")
VARIES = "(câu nói tùy trường hợp)"


class Command(BaseCommand):
    help = "Viết các trang tra cứu trong docs/reference; --check chỉ so sánh và báo lỗi nếu trang đã cũ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Không viết; lỗi nếu có trang đã cũ.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.PACKAGE.parents[1] / "docs" / "reference"
        if not folder.parent.is_dir():
            raise CommandError("Không thấy thư mục docs; hãy chạy lệnh này trong mã nguồn.")
        stale = write_or_compare(folder, pages(settings.PACKAGE), is_check=options["check"])
        if options["check"] and stale:
            raise CommandError(f"Đã cũ, hãy chạy «atvsld docs»: {', '.join(stale)}.")
        self.stdout.write(f"docs/reference: {', '.join(stale) or 'không có gì thay đổi'}")


def write_or_compare(folder: Path, wanted: dict[str, str], *, is_check: bool) -> list[str]:
    """Names of the pages that are not as wanted; written, unless it is only a check."""
    stale = []
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
            if not is_check:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    return stale


def pages(package: Path) -> dict[str, str]:
    """Every generated page by file name."""
    return {
        "registers.md": registers_page(),
        "codes.md": codes_page(package),
        "commands.md": commands_page(),
        "settings.md": HEAD + settings_page(),
    }


def registers_page() -> str:
    parts = [
        HEAD + "# Registers\n\nEvery surface is made from one declaration. `atvsld show-register NAME` prints one.\n"
    ]
    return "\n".join([*parts, *(_register(register) for register in lists.registers().values())])


def _register(register: Register) -> str:
    table = matrix(register)
    facts = {
        "address": f"`/{register.slug}/`",
        "recognised in a file by": _codes(table["key"]),
        "stands under": _codes([table["parent"]] if table["parent"] else []),
        "filters": ", ".join(f["label"] for f in table["filters"]),
        "other columns of the list": ", ".join(c["label"] for c in table["extra_columns"]),
    }
    heads = ["field", "label", "kind", "asked", *SURFACES, "private", "also read from columns called", "help"]
    lines = [f"## {table['title']} (`{table['register']}`)", "", table["about"], ""]
    lines += [f"* {name}: {value}" for name, value in facts.items() if value]
    lines += ["", _row(heads), _row(["---"] * len(heads))]
    return "\n".join([*lines, *(_row(_field(declared)) for declared in table["fields"]), ""])


def _field(declared: Mapping[str, Any]) -> list[str]:
    target = declared["code_list"] or declared["target"]
    return [
        f"`{declared['name']}`",
        declared["label"],
        declared["kind"] + (f" `{target}`" if target else ""),
        "derived" if declared["is_derived"] else "required" if declared["is_required"] else "",
        *("✓" if surface in declared["on"] else "" for surface in SURFACES),
        PRIVACY[declared["privacy"]],
        ", ".join(declared["aliases"]),
        declared["help"],
    ]


def commands_page() -> str:
    ours = {name: str(app) for name, app in get_commands().items() if str(app).startswith("atvsld.")}
    parts = [HEAD + "# Commands\n\n`atvsld COMMAND --help` says the same. Django's own commands are there too.\n"]
    for name in sorted(ours):
        command = load_command_class(ours[name], name)
        parser = command.create_parser("atvsld", name)
        lines = [f"## `atvsld {name.replace('_', '-')}`", "", str(command.help), ""]
        actions = list(_options(parser))
        if actions:
            lines += ["| argument | values | meaning |", "| --- | --- | --- |", *map(_row, actions), ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def _options(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield [f"`{name}`", "", next((a.help or "" for a in action._choices_actions if a.dest == name), "")]
                yield from ([f"`{name}` {first}", *rest] for first, *rest in _options(sub))
        elif action.dest not in OF_EVERY_COMMAND:
            called = ", ".join(f"`{o}`" for o in action.option_strings) or f"`{action.dest}`"
            values = ", ".join(str(c) for c in action.choices or ())
            yield [
                called + (" (required)" if action.required and action.option_strings else ""),
                values,
                action.help or "",
            ]


def codes_page(package: Path) -> str:
    trees = {path.relative_to(package).as_posix(): ast.parse(path.read_text("utf-8")) for path in _sources(package)}
    parts = [HEAD + "# Codes of refusals\n\nA code never changes its meaning. «…» stands for a value.\n"]
    parts.append(_table(refusal_codes(trees, "RuleViolation")))
    parts.append("\n## Findings of `verify-audit`\n")
    parts.append(_table(refusal_codes(trees, "Finding")))
    return "\n".join(parts)


def _sources(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(package).parts) and path.name != "testing.py":
            yield path


Found = dict[str, dict[str, set[str]]]


def refusal_codes(trees: dict[str, ast.Module], called: str) -> Found:
    """{code: {sentence: files}} of every call of `called`, and of helpers that put a prefix before the code."""
    found: Found = {}
    prefixes: dict[str, str] = {}
    for tree in trees.values():
        for function, call in _calls(tree, {called}):
            code = call.args[0] if call.args else None
            if isinstance(code, ast.JoinedStr) and function is not None and isinstance(code.values[0], ast.Constant):
                prefixes[function.name] = str(code.values[0].value)
    for file, tree in trees.items():
        for function, call in _calls(tree, {called, *prefixes}):
            code = call.args[0] if call.args else None
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and len(call.args) > 1:
                prefix = prefixes.get(_name(call), "")
                sentence = _sentence(call.args[1], function, call.lineno)
                found.setdefault(prefix + code.value, {}).setdefault(sentence, set()).add(file)
    return found


def _calls(tree: ast.Module, names: set[str]) -> Iterator[tuple[ast.FunctionDef | None, ast.Call]]:
    """Calls of these names with the innermost function around each."""
    stack: list[tuple[ast.AST, ast.FunctionDef | None]] = [(tree, None)]
    while stack:
        node, function = stack.pop()
        if isinstance(node, ast.Call) and _name(node) in names:
            yield function, node
        inner = node if isinstance(node, ast.FunctionDef) else function
        stack += [(child, inner) for child in ast.iter_child_nodes(node)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _sentence(node: ast.expr, function: ast.FunctionDef | None, line: int) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else GAP for v in node.values)
    if isinstance(node, ast.Call) and _name(node) == "format" and isinstance(node.func, ast.Attribute):
        return _sentence(node.func.value, function, line)
    if isinstance(node, ast.Call) and _name(node) == "format_lazy" and node.args:
        return _sentence(node.args[0], function, line)
    if isinstance(node, ast.Call) and _name(node) in MARKS and node.args:
        return PART.sub(GAP, _sentence(node.args[0], function, line))
    if isinstance(node, ast.Name) and function is not None:
        said = [
            a for a in ast.walk(function)
            if isinstance(a, ast.Assign) and a.lineno <= line and getattr(a.targets[0], "id", "") == node.id
        ]  # fmt: skip
        if said:
            return _sentence(max(said, key=lambda a: a.lineno).value, function, line)
        defaults = zip(reversed(function.args.args), reversed(function.args.defaults), strict=False)
        given = next((value for argument, value in defaults if argument.arg == node.id), None)
        if given is not None:
            return _sentence(given, None, line)
    return VARIES


def _table(found: Found) -> str:
    rows = [
        [f"`{code}`", sentence, ", ".join(f"`{f}`" for f in sorted(files))]
        for code, sentences in sorted(found.items())
        for sentence, files in sorted(sentences.items())
    ]
    return "\n".join(["| code | sentence | said in |", "| --- | --- | --- |", *map(_row, rows), ""])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
