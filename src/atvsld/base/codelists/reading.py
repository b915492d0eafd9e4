"""Reading code lists on the day of an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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


class CodeLists:
    """The lists as one request or one file sees them: each read once, then kept."""

    def __init__(self) -> None:
        self._versions: dict[str, list[CodeListVersion]] = {}
        self._on: dict[tuple[str, date], dict[str, Code]] = {}
        self._rows: dict[int | None, dict[str, Code]] = {None: {}}
        self._names: dict[str, dict[str, str]] = {}
        # What rules work out of whole lists, kept as long as the lists are.
        self.memo: dict[tuple[str, date], Any] = {}

    def on(self, name: str, day: date) -> Mapping[str, Code]:
        """The codes valid on that day, in the order of the source; empty when no version was in force."""
        if (name, day) not in self._on:
            self._on[(name, day)] = self._rows_of(self._version(name, day))
        return self._on[(name, day)]

    def _rows_of(self, version: int | None) -> dict[str, Code]:
        if version not in self._rows:
            rows = CodeRow.objects.filter(version=version)
            self._rows[version] = {r.code: Code(r.code, r.name_vi, r.parent_code, r.status, r.attrs) for r in rows}
        return self._rows[version]

    def _version(self, name: str, day: date) -> int | None:
        """The key of the version in force: as `version_on`, of versions that are read once for all days."""
        if name not in self._versions:
            self._versions[name] = list(CodeListVersion.objects.filter(name=name))
        in_force = [
            v for v in self._versions[name]
            if (v.valid_from is None or v.valid_from <= day) and (v.valid_to is None or v.valid_to >= day)
        ]  # fmt: skip
        return max(in_force, key=lambda v: v.valid_from or date.min).pk if in_force else None

    def name_of(self, name: str, code: str) -> str:
        """The name of a code whatever its version (the newest that has it); the code itself when unknown."""
        if name not in self._names:
            rows = CodeRow.objects.filter(version__name=name).order_by("version__valid_from")
            self._names[name] = dict(rows.values_list("code", "name_vi"))
        found = self._names[name].get(code, code)
        return gettext(found) if found else code
