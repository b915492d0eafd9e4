"""Reading code lists on the day of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from ..language import Words
from .models import CodeListVersion, CodeRow


@dataclass(frozen=True)
class Code:
    """One code with its name, as valid on the day that was asked for."""

    code: str
    name_vi: str
    parent_code: str = ""
    status: str = "verified"
    attrs: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The name for people, said in the reader's language where the catalogue has it."""
        return gettext_lazy(self.name_vi) if self.name_vi else ""

    @property
    def name(self) -> str:
        """The same, said now."""
        return str(self.words)


def version_on(name: str, on: date) -> CodeListVersion | None:
    """The version in force on that day; an undated version is in force always."""
    return (
        CodeListVersion.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
            name=name,
        )
        .order_by("-valid_from")
        .first()
    )


@lru_cache(maxsize=64)
def codes_of(version_id: int, loaded_at: datetime) -> Mapping[str, Code]:
    """The rows of a version in their order, read once a process: they are written together with it and never after."""
    del loaded_at  # Of another database, or after a transaction undone, the same key is another version.
    rows = CodeRow.objects.filter(version_id=version_id).order_by("position")
    columns = rows.values_list("code", "name_vi", "parent_code", "status", "attrs")
    return MappingProxyType({row[0]: Code(*row) for row in columns})


class CodeLists:
    """The lists as one request or one file sees them: which versions there are is asked once."""

    def __init__(self) -> None:
        self._versions: dict[str, list[CodeListVersion]] = {}
        self._on: dict[tuple[str, date], Mapping[str, Code]] = {}
        self._names: dict[str, dict[str, str]] = {}
        # What rules work out of whole lists, kept as long as the lists are.
        self.memo: dict[tuple[str, date], Any] = {}

    def on(self, name: str, day: date) -> Mapping[str, Code]:
        """The codes valid on that day, in the order of the source; empty when no version was in force."""
        if (name, day) not in self._on:
            version = self._version(name, day)
            self._on[(name, day)] = codes_of(version.pk, version.loaded_at) if version else {}
        return self._on[(name, day)]

    def _known(self, name: str) -> list[CodeListVersion]:
        if name not in self._versions:
            versions = CodeListVersion.objects.filter(name=name)
            self._versions[name] = sorted(versions, key=lambda v: v.valid_from or date.min)
        return self._versions[name]

    def _version(self, name: str, day: date) -> CodeListVersion | None:
        """The version in force: as `version_on`, of versions that are read once for all days."""
        in_force = [
            v for v in self._known(name)
            if (v.valid_from is None or v.valid_from <= day) and (v.valid_to is None or v.valid_to >= day)
        ]  # fmt: skip
        return in_force[-1] if in_force else None

    def name_of(self, name: str, code: str) -> str:
        """The name of a code whatever its version (the newest that has it); the code itself when unknown."""
        if name not in self._names:
            versions = [codes_of(version.pk, version.loaded_at) for version in self._known(name)]
            self._names[name] = {code.code: code.name_vi for codes in versions for code in codes.values()}
        found = self._names[name].get(code, code)
        return gettext(found) if found else code
