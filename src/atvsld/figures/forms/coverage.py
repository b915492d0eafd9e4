"""Who has reported, how many work there, and how well that is known: stands beside every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from ...base.language import Words
from ...base.numbers import vietnamese_integer
from ..lake import Snapshot
from ..lake.compiled import Build

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Coverage:
    """`denominator` and `reporting` of a form, and what of it a reader must know in words."""

    denominator: Mapping[str, Any] = field(default_factory=dict)
    reporting: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()


def coverage_of(snapshot: Snapshot, sources: Mapping[str, ibis.Table]) -> Coverage:
    """Establishments are reporting units (head offices); workers are those of all their establishments."""
    offices, headcounts = sources["offices"], sources["headcounts"]
    counted, people = _one(snapshot, units, offices), _one(snapshot, workers, headcounts)
    denominator = {
        "establishments": counted["total"],
        "workers": people["workers"],
        "workers_reporting": people["workers_reporting"],
        "women": people["women"],
        "women_unknown": people["women_unknown"],
        "quality": {"average": counted["average"], "last_known": counted["last_known"], "unknown": counted["unknown"]},
        "unknown_headcount": counted["unknown"],
        "unknown_headcount_reporting": counted["unknown_reporting"],
    }
    share = round(counted["reporting"] / counted["total"], 6) if counted["total"] else None
    reporting = {"establishments": counted["total"], "reporting": counted["reporting"], "share": share}
    return Coverage(denominator, reporting, tuple(_notes(denominator, reporting)))


def units(offices: Any) -> Any:
    """Reporting units by whether they report and how well their head-count is known."""
    return offices.aggregate(
        total=offices.count(),
        reporting=offices.is_reporting.sum(),
        average=(offices.has_headcount & ~offices.has_older).sum(),
        last_known=offices.has_older.sum(),
        unknown=(~offices.has_headcount).sum(),
        unknown_reporting=(~offices.has_headcount & offices.is_reporting).sum(),
    )


def workers(headcounts: Any) -> Any:
    return headcounts.aggregate(
        workers=headcounts.workers.sum(),
        women=headcounts.women.sum(),
        workers_reporting=headcounts.workers.sum(where=headcounts.is_reporting),
        women_unknown=headcounts.women.isnull().sum(),
    )


def of_one(coverage: Coverage) -> Coverage:
    """The same of a single establishment: how well its own head-count is known, in words."""
    said = {
        "last_known": _("Số lao động lấy của năm gần nhất đã biết, vì chưa có của năm này."),
        "unknown": _("Chưa biết số lao động của cơ sở."),
    }
    held = [said[q] for q, count in coverage.denominator["quality"].items() if count and q in said]
    return replace(coverage, notes=tuple(held))


def _notes(denominator: Mapping[str, Any], reporting: Mapping[str, Any]) -> list[Words]:
    total, quality = reporting["establishments"], denominator["quality"]
    said = ngettext_lazy(
        "{n} trong {total} cơ sở đã báo cáo (có vụ tai nạn đã khai hoặc đã xác nhận không có).",
        "{n} trong {total} cơ sở đã báo cáo (có vụ tai nạn đã khai hoặc đã xác nhận không có).",
        total,
    )
    notes: list[Words] = [
        format_lazy(said, n=vietnamese_integer(reporting["reporting"]), total=vietnamese_integer(total))
    ]
    if older := quality["last_known"]:
        said = ngettext_lazy(
            "{n} cơ sở lấy số lao động của năm gần nhất đã biết, vì chưa có của năm này.",
            "{n} cơ sở lấy số lao động của năm gần nhất đã biết, vì chưa có của năm này.",
            older,
        )
        notes.append(format_lazy(said, n=vietnamese_integer(older)))
    if unknown := quality["unknown"]:
        said = ngettext_lazy(
            "{n} cơ sở chưa biết số lao động, nên tần suất tính trên ít lao động hơn thực tế.",
            "{n} cơ sở chưa biết số lao động, nên tần suất tính trên ít lao động hơn thực tế.",
            unknown,
        )
        notes.append(format_lazy(said, n=vietnamese_integer(unknown)))
    return notes


def other_costs(snapshot: Snapshot, victims: ibis.Table) -> int:
    """Đồng of "other" costs, for which the form has no column."""
    return _one(snapshot, costs_besides, victims)["other"]


def costs_besides(victims: Any) -> Any:
    return victims.aggregate(other=victims.other_cost_vnd.sum())


def _one(snapshot: Snapshot, build: Build, table: ibis.Table) -> dict[str, int]:
    return {key: value or 0 for key, value in snapshot.rows(build, table)[0].items()}


def unknown_headcounts(n: int) -> str:
    return ngettext("{n} cơ sở chưa biết số lao động", "{n} cơ sở chưa biết số lao động", n).format(n=n)


def older_headcounts(n: int) -> str:
    """How many establishments count with the workers of the year before."""
    said = ngettext("{n} cơ sở lấy số lao động của năm trước", "{n} cơ sở lấy số lao động của năm trước", n)
    return said.format(n=n)
