"""The one door to the lists of the house: registers, facts, menus, references. They live in the web package."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .jobs.job import Job
    from .register import Register
    from .scope import Scope


@cache
def _module() -> Any:
    return import_module(settings.ATVSLD_LISTS)


def registers() -> Mapping[str, Register]:
    """Every register by name, in the order of the menu."""
    return {register.name: register for register in _module().REGISTERS}


def register(name: str) -> Register:
    """Raises LookupError when there is no such register."""
    try:
        return registers()[name]
    except KeyError:
        raise LookupError(f"Không có sổ đăng ký tên «{name}». Có: {', '.join(registers())}.") from None


def facts() -> Mapping[str, Any]:
    """Every fact table by name."""
    return {fact.name: fact for fact in _module().FACTS}


def references() -> Mapping[str, Any]:
    """How a typed reference (a commune, a tax code, a receipt number) is found: target name → resolver."""
    return _module().REFERENCES


def finders_of_many() -> Mapping[str, Any]:
    """The resolvers that take many texts at once: target name → (scope, texts) → {text: row id or None}."""
    return _module().FIND_MANY


def possible() -> Mapping[str, Any]:
    """What tells the meanings of a text that decides nothing: target name → text → labels. Not of anybody's rows."""
    return _module().POSSIBLE


def lineage(place_ids: Collection[int], *, whole_only: bool = False) -> set[int]:
    """These places and all places that they succeed; `whole_only`: not those of which only a part went to them."""
    return _module().LINEAGE(place_ids, whole_only=whole_only)


def scope_of(user: Any) -> Scope:
    """What this person may see and do today."""
    return _module().SCOPE_OF(user)


def choices(target: str) -> Sequence[str]:
    """The texts that may be typed for a reference of this kind, where they can be listed; else none."""
    return _module().CHOICES.get(target, tuple)()


def jobs() -> Sequence[Job]:
    """Every periodic job of the house."""
    return _module().JOBS


def task_labels() -> Mapping[str, Any]:
    """What a task of the queue is called on pages: dotted path of the function → words."""
    return _module().TASK_LABELS
