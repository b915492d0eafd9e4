"""The code lists that lay out a form: those valid at the end of its period."""

from __future__ import annotations

from collections.abc import Mapping

from ...base.codelists.models import CodeListVersion
from ...base.codelists.reading import Code, CodeLists, version_on
from ...statutes.period import Period


class FormLists:
    """Lists read for one form; remembers which of them are provisional, for then the form says «mẫu tạm»."""

    def __init__(self, period: Period) -> None:
        self._day = period.end_on
        self._codes = CodeLists()
        self._used: dict[str, CodeListVersion] = {}

    def read(self, name: str) -> Mapping[str, Code]:
        """The version in force at the end of the period; before its first version, that first version."""
        version = version_on(name, self._day)
        if version is None:
            version = CodeListVersion.objects.filter(name=name, valid_from__gt=self._day).order_by("valid_from").first()
        if version is None:
            return {}
        self._used[name] = version
        return self._codes.on(name, version.valid_from or self._day)

    def labels(self, name: str, table: str) -> dict[str, tuple[str, str]]:
        """{column: (label, unit)} of one table of a list of columns."""
        return {
            code.attrs["col"]: (code.name_vi, code.attrs.get("unit", ""))
            for code in self.read(name).values()
            if code.attrs.get("table") == table
        }

    @property
    def provisional(self) -> list[str]:
        """Titles of the lists used that were not seen in full."""
        return sorted({v.title for v in self._used.values() if v.is_provisional})
