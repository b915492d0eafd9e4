"""A file of notices, in the shape of the shipped one: read wholly, or refused with every reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ...base.errors import Refused, RuleViolation
from ...statutes.period import Period
from . import cells
from .record import NOTICE, REPORTING, Figure, Notice
from .words import LINES, SECTORS

MAX_BYTES = 1024 * 1024
MOST_NOTICES, MOST_ERRORS = 200, 100
# What a file says of itself, and what follows from its own numbers: the program computes that again.
COMPUTED = ("derived_bases", "published_errors")
PASSED_OVER = ("about", *COMPUTED)
COMPUTED_OF_FIGURE = ("base_implied", "pct_recomputed")
OF_FIGURE = ("value", "change_abs", "change_pct", "pct_raw", *COMPUTED_OF_FIGURE)
TEXT = "_text"


@dataclass(frozen=True, slots=True)
class FileRead:
    """The notices of a file; `passed_over` names the parts that were not taken because they are computed."""

    notices: tuple[Notice, ...]
    passed_over: tuple[str, ...] = ()


def read_file(content: bytes) -> FileRead:
    """One notice (`{"period": "2023", …}`), or the whole file (`{"periods": {"2023": {…}}}`). Raises Refused."""
    if len(content) > MAX_BYTES:
        raise Refused([RuleViolation(
            "published.too_large", _("Tệp lớn hơn {most} MB. Hãy tách thành nhiều tệp."), "file",
            most=MAX_BYTES // 1024 // 1024,
        )])  # fmt: skip
    whole = _parsed(content)
    if "periods" not in whole and "reporting_rates" not in whole:
        if "period" not in whole:
            raise Refused([RuleViolation(
                "published.shape", _("Tệp phải có «periods» (nhiều thông báo) hoặc «period» (một thông báo)."), "file"
            )])  # fmt: skip
        whole = {"periods": {str(whole.pop("period")): whole}}
    reader = _Reader()
    notices = tuple(reader.notices(whole))
    if reader.errors:
        raise Refused(reader.errors[:MOST_ERRORS])
    if not notices:
        raise Refused([RuleViolation("published.empty", _("Tệp không có thông báo nào."), "file")])
    return FileRead(notices, tuple(name for name in COMPUTED if name in whole))


class _TwiceError(ValueError):
    """A name stands twice in one object of a file."""


def _parsed(content: bytes) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            raise _TwiceError(next(name for name in names if names.count(name) > 1))
        return found

    def no_number(text: str) -> Any:
        raise ValueError(text)

    try:
        whole = json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_constant=no_number, object_pairs_hook=once
        )
    except _TwiceError as error:
        said = _("«{name}» có hai lần trong cùng một phần của tệp. Hãy bỏ một.")
        raise Refused([RuleViolation("published.twice", said, "file", name=str(error)[:100])]) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        said = _("Không đọc được tệp: phải là JSON, bảng mã UTF-8. Hãy kiểm tra dấu ngoặc, dấu phẩy, dấu nháy.")
        raise Refused([RuleViolation("published.json", said, "file")]) from error
    if not isinstance(whole, dict):
        said = _("Tệp phải có «periods» (nhiều thông báo) hoặc «period» (một thông báo).")
        raise Refused([RuleViolation("published.shape", said, "file")])
    return whole


class _Reader:
    """Reads on after an error, so that a person sees all of them at once."""

    def __init__(self) -> None:
        self.errors: list[RuleViolation] = []

    def take(self, read: Callable[..., Any], *given: Any, **kept: Any) -> Any:
        try:
            return read(*given, **kept)
        except RuleViolation as violation:
            self.errors.append(violation)
            return None

    def notices(self, whole: Mapping[str, Any]) -> Iterator[Notice]:
        for name in whole:
            if name not in ("periods", "reporting_rates", *PASSED_OVER):
                said = _("Không biết phần «{where}» của tệp. Các phần: periods, reporting_rates. Hãy bỏ hoặc sửa tên.")
                self.errors.append(cells.unreadable("part", said, name[:100]))
        given, rates = whole.get("periods", {}), whole.get("reporting_rates", [])
        if not self._is(given, dict, "periods") or not self._is(rates, list, "reporting_rates"):
            return
        if len(given) + len(rates) > MOST_NOTICES:
            said = _("Tệp có hơn {most} thông báo. Hãy tách thành nhiều tệp.")
            self.errors.append(cells.unreadable("many", said, "periods", most=MOST_NOTICES))
            return
        for key, said_of in given.items():
            where = f"periods.{key[:20]}"
            period = self.take(cells.period_of, key, where)
            if period and self._is(said_of, dict, where):
                yield self._notice(period, said_of, where)
        yield from self._rates(rates)

    def _notice(self, period: Period, given: Mapping[str, Any], where: str) -> Notice:
        rest = {name: value for name, value in given.items() if name not in _HEAD}
        texts = {name: self.take(cells.text_of, given.get(name), f"{where}.{name}") or ""
                 for name in ("notice", "signed_by", "provinces_reporting")}  # fmt: skip
        compared = given.get("compared_with")
        return Notice(
            NOTICE, period, number=texts["notice"][:100], signed_by=texts["signed_by"],
            provinces_reporting=texts["provinces_reporting"],
            issued_on=self.take(cells.day_of, given.get("issued_on"), f"{where}.issued_on"),
            compared_with=self.take(cells.period_of, compared, f"{where}.compared_with") if compared else None,
            sources=self.take(cells.texts_of, given.get("sources"), f"{where}.sources") or (),
            figures=tuple(self._figures(given, where)),
            details={name: self.take(cells.detail_of, value, f"{where}.{name}"[:200]) for name, value in rest.items()},
        )  # fmt: skip

    def _figures(self, given: Mapping[str, Any], where: str) -> Iterator[Figure]:
        for sector in SECTORS:
            lines = given.get(sector, {})
            if not self._is(lines, dict, f"{where}.{sector}"):
                continue
            for line, said in lines.items():
                field = f"{where}.{sector}.{line[:60]}"
                name = line.removesuffix(TEXT)
                if name not in LINES or (line != name and name in lines):
                    self.errors.append(cells.unreadable(
                        "line", _("Không biết chỉ tiêu «{where}», hoặc nó có hai lần. Các chỉ tiêu: {known}."), field,
                        known=", ".join(LINES),
                    ))  # fmt: skip
                elif line != name:
                    if text := self.take(cells.text_of, said, field):
                        yield Figure(sector, name, None, text=text)
                elif self._is(said, dict, field) and (figure := self.take(_figure, sector, name, said, field)):
                    yield figure

    def _rates(self, rates: list[Any]) -> Iterator[Notice]:
        """How many enterprises reported in a year, as articles of the time said it."""
        seen = set()
        for place, given in enumerate(rates):
            where = f"reporting_rates[{place}]"
            if not self._is(given, dict, where):
                continue
            period = self.take(cells.period_of, str(given.get("year", "")), f"{where}.year")
            if period is None:
                continue
            if period in seen:
                self.errors.append(
                    cells.unreadable("year_twice", _("«{where}»: năm này có hai lần. Hãy gộp lại."), where)
                )
            seen.add(period)
            url = self.take(cells.text_of, given.get("url"), f"{where}.url")
            rest = {name: self.take(cells.detail_of, value, f"{where}.{name}"[:200])
                    for name, value in given.items() if name not in ("year", "url")}  # fmt: skip
            yield Notice(REPORTING, period, sources=(url,) if url else (), details=rest)

    def _is(self, value: Any, kind: type, field: str) -> bool:
        if isinstance(value, kind):
            return True
        said = _("«{where}» phải là một nhóm trong ngoặc {brackets}.")
        self.errors.append(cells.unreadable("kind", said, field, brackets="{ }" if kind is dict else "[ ]"))
        return False


_HEAD = ("notice", "signed_by", "provinces_reporting", "compared_with", "issued_on", "sources", "period", *SECTORS)


def _figure(sector: str, line: str, given: Mapping[str, Any], field: str) -> Figure:
    """Raises RuleViolation."""
    unknown = next((name for name in given if name not in OF_FIGURE), None)
    if unknown is not None:
        said = _("Không biết mục «{where}». Các mục của một chỉ tiêu: {known}.")
        raise cells.unreadable("entry", said, f"{field}.{unknown[:60]}", known=", ".join(OF_FIGURE))
    value = cells.whole_number(given.get("value"), f"{field}.value")
    if value is None:
        raise cells.unreadable("value", _("Thiếu «{where}»: hãy ghi giá trị mà thông báo công bố."), f"{field}.value")
    change = cells.whole_number(given.get("change_abs"), f"{field}.change_abs", may_fall=True)
    return Figure(sector, line, value, change, *cells.percentage(given, field))
