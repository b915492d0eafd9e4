"""The code lists that lay out a form: those valid at the end of its period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...base.codelists.models import CodeListVersion
from ...base.codelists.reading import Code, codes_of
from ...base.language import Words
from ...statutes.period import Period


class FormLists:
    """Lists read for one form; remembers which of them are provisional, for then the form says «mẫu tạm»."""

    def __init__(self, period: Period) -> None:
        self._day = period.end_on
        self._versions: dict[str, list[CodeListVersion]] = {}
        self._used: dict[str, CodeListVersion] = {}

    def read(self, name: str) -> Mapping[str, Code]:
        """The version in force at the end of the period; before its first version, that first version."""
        version = self._version(name)
        if version is None:
            return {}
        self._used[name] = version
        return codes_of(version.pk, version.loaded_at)

    def labels(self, name: str, table: str) -> dict[str, tuple[Words, str]]:
        """{column: (label, unit)} of one table of a list of columns."""
        return {
            code.attrs["col"]: (code.words, code.attrs.get("unit", ""))
            for code in self.read(name).values()
            if code.attrs.get("table") == table
        }

    @property
    def provisional(self) -> list[str]:
        """Titles of the lists used that were not seen in full."""
        return sorted({v.title for v in self._used.values() if v.is_provisional})

    def _version(self, name: str) -> CodeListVersion | None:
        if not self._versions:
            for version in CodeListVersion.objects.order_by("valid_from"):
                self._versions.setdefault(version.name, []).append(version)
        known = self._versions.get(name, [])
        begun = [v for v in known if v.valid_from is None or v.valid_from <= self._day]
        in_force = [v for v in begun if v.valid_to is None or v.valid_to >= self._day]
        later = [v for v in known if v.valid_from is not None and v.valid_from > self._day]
        return max(in_force, key=lambda v: v.valid_from or date.min) if in_force else later[0] if later else None
