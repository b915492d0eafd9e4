"""Parts of the pages of what was published: the picture of a series; what two versions of a notice say otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base.language import Words
from ...base.numbers import vietnamese_number, vietnamese_signed
from ...figures.published.details import in_one_line, name_of
from ...figures.published.series import Point
from ...figures.published.words import LINES, SECTORS
from ..charts import Break, Chart, Series
from ..charts import Point as Drawn

PARTS = {
    "notice": _("Số thông báo"), "issued_on": _("Ngày ban hành"), "signed_by": _("Người ký"),
    "provinces_reporting": _("Số tỉnh báo cáo"), "compared_with": _("So với kỳ"), "sources": _("Nguồn"),
}  # fmt: skip


def picture(name: str, title: Words, unit: Words, points: Sequence[Point], urls: Sequence[str]) -> Chart | None:
    """The series over its years: no line where no notice is known, a break where the series was restated.

    None for fewer than two numbers. Implied numbers are not drawn: nobody published them.
    """
    told = {
        p.period.year: Drawn(p.value, url=url, note=p.checked.sentence if p.checked.is_doubtful else "")
        for p, url in zip(points, urls, strict=True) if p.value is not None and not p.is_implied
    }  # fmt: skip
    if len(told) < 2:
        return None
    years = range(min(told), max(told) + 1)
    breaks = [Break(str(p.period.year - 1), _("Dãy số được tính lại")) for p in points
              if p.restated_from is not None and p.period.year - 1 in years]  # fmt: skip
    series = Series(_("Đã công bố"), [told.get(year) for year in years])
    return Chart(
        name, title, "yearly", [str(year) for year in years], (series,), unit=unit, breaks=breaks, places=0,
        note=gettext("Năm để trống: chưa có thông báo nào được ghi."),
    )  # fmt: skip


def shown_differences(found: Mapping[str, Sequence[Any]]) -> list[dict[str, str]]:
    """Each part with what it was and what it would be, in the order of a notice."""
    order = [*PARTS, *(f"{sector}.{line}" for sector in SECTORS for line in LINES)]
    shown = [_difference(name, *found[name]) for name in order if name in found]
    return shown + list(_details(*found.get("details", ({}, {}))))


def left_out(found: Mapping[str, Sequence[Any]]) -> int:
    """How many figures stand now and would no longer."""
    return sum(after is None for name, (_before, after) in found.items() if name.partition(".")[2] in LINES)


def _difference(name: str, before: Any, after: Any) -> dict[str, str]:
    sector, _dot, line = name.partition(".")
    label = f"{SECTORS[sector]}, {LINES[line]}" if line in LINES else str(PARTS[name])
    show = _figure if line in LINES else _text
    return {"label": label, "before": show(before), "after": show(after)}


def _details(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            was, is_now = (in_one_line(said.get(key)) for said in (before, after))
            yield {"label": str(name_of(key)), "before": was, "after": is_now}


def _figure(said: Any) -> str:
    """ "754 (−32; −4,07 %)"."""
    if said is None:
        return "–"
    value, change, pct, printed, text = said
    beside = [vietnamese_signed(change, 0)] if change is not None else []
    if pct is not None:
        beside.append(("−" if str(pct).startswith("-") else "+") + f"{printed.lstrip('+-−')}\N{NO-BREAK SPACE}%")
    return (text or vietnamese_number(value)) + (f" ({'; '.join(beside)})" if beside else "")


def _text(said: Any) -> str:
    return "; ".join(said) if isinstance(said, list) else str(said or "–")
