"""What can be refused, read from the source of rules and cleaners: code, sentence, field. Nothing is listed by hand."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from ..base.fields import CodeField, Field
from ..base.register import Register
from .management.commands.docs import _sentence, _sources, refusal_codes

PACKAGE = Path(__file__).resolve().parents[1]
HOUSE = __name__.split(".")[0]


@dataclass(frozen=True)
class Refusal:
    """One reason for refusing: «…» in the sentence stands for a value; `field` is "" for a whole row."""

    code: str
    sentence: str
    field: str = ""


@cache
def all_sentences() -> dict[str, list[str]]:
    """Every code of the product with its sentences."""
    trees = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in _sources(PACKAGE)}
    return {code: sorted(told) for code, told in sorted(refusal_codes(trees, "RuleViolation").items())}


@cache
def of_rules(rules: Callable[..., Any]) -> tuple[Refusal, ...]:
    """What the rules of a register refuse, in the order of the source."""
    return tuple(dict.fromkeys(_told_in(rules, set())))


@cache
def of_kind(kind: Any) -> tuple[Refusal, ...]:
    """What the cleaner of a kind of field refuses; the field's own label stands as «…»."""
    cleaners = [getattr(kind, name) for name in ("clean", "parse")]
    return tuple(dict.fromkeys(refusal for cleaner in cleaners for refusal in _told_in(cleaner, set(), kind)))


def of_field(register: Register, declared: Field) -> list[Refusal]:
    """Everything for which a value of this field can be refused."""
    if declared.derived:
        return []
    kind: Any = type(declared)
    told = [
        Refusal(r.code, r.sentence.replace("«…»", f"«{declared.label}»", 1), declared.name)
        for r in of_kind(kind)
        if declared.required or r.code != "field.required"
    ]
    if isinstance(declared, CodeField):
        told.append(Refusal("code.unknown", all_sentences()["code.unknown"][0], declared.name))
    if declared.name == (register.key[0] if register.key else ""):
        told.append(Refusal("row.exists", all_sentences()["row.exists"][0], declared.name))
    return told + [refusal for refusal in of_rules(register.rules) if refusal.field == declared.name]


def of_whole_row(register: Register) -> list[Refusal]:
    """What the rules refuse of a row as a whole."""
    names = {f.name for f in register.fields}
    return [refusal for refusal in of_rules(register.rules) if refusal.field not in names]


def _told_in(function: Callable[..., Any], seen: set[Any], kind: type | None = None) -> Iterator[Refusal]:
    """The refusals of a function and of the house's functions that it calls."""
    if function in seen or not isinstance(function, FunctionType):
        return
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    for call in sorted((n for n in ast.walk(tree) if isinstance(n, ast.Call)), key=lambda n: (n.lineno, n.col_offset)):
        name = ast.unparse(call.func)
        if name in ("RuleViolation", "self.wrong") and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
            prefix = "field." if name == "self.wrong" else ""
            field = call.args[2].value if len(call.args) > 2 and isinstance(call.args[2], ast.Constant) else ""
            yield Refusal(prefix + str(call.args[0].value), _sentence(call.args[1], tree, call.lineno), str(field))
        elif called := _called(name, function, kind):
            yield from _told_in(called, seen, kind)


def _called(name: str, function: FunctionType, kind: type | None) -> Any:
    """The function of the house that a name in the source means; None for anything else."""
    owner, _dot, last = name.rpartition(".")
    if owner in ("self", "super()") and kind is not None:
        later = kind.__mro__[1:] if owner == "super()" else kind.__mro__
        own = function.__qualname__.rpartition(".")[0]
        if owner == "super()":
            names = [c.__name__ for c in kind.__mro__]
            later = kind.__mro__[names.index(own) + 1 :] if own in names else later
        found = next((vars(c)[last] for c in later if last in vars(c)), None)
    else:
        found = function.__globals__.get(owner or last)
        found = getattr(found, last, None) if owner and isinstance(found, ModuleType) else found
    found = getattr(found, "__func__", found)
    is_of_the_house = isinstance(found, FunctionType) and found.__module__.startswith(HOUSE)
    return found if is_of_the_house else None
