"""What in a notice contradicts itself, or the notice of the period before. Pure; a finding refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ...base.errors import RuleViolation
from ...base.numbers import vietnamese_integer as shown
from .record import Figure, Notice, key_of
from .verify import Verdict, verify
from .words import (
    ACCIDENTS,
    DEATHS,
    EMPLOYED,
    FATAL_ACCIDENTS,
    LINES,
    NON_CONTRACT,
    SECTORS,
    SEVERE,
    TOTAL,
    VICTIMS,
    WITH_SEVERAL,
    WOMEN,
)

# The first can never be more than the second: each fatal accident has a dead person, each accident a victim.
AT_MOST = (
    (FATAL_ACCIDENTS, DEATHS), (ACCIDENTS, VICTIMS), (FATAL_ACCIDENTS, ACCIDENTS), (DEATHS, VICTIMS),
    (SEVERE, VICTIMS), (WOMEN, VICTIMS), (WITH_SEVERAL, ACCIDENTS),
)  # fmt: skip


def findings(notice: Notice, before: Notice | None = None) -> Iterator[RuleViolation]:
    """Everything to be said of a notice; `before` is the notice of the period that it compares with."""
    for figure in notice.figures:
        yield from _percentage(figure)
        if before is not None:
            yield from _restated(figure, before)
    yield from _sums(notice)
    yield from _orders(notice)


def _percentage(figure: Figure) -> Iterator[RuleViolation]:
    checked = verify(figure)
    told = _of(figure) | {"printed": figure.pct_raw, "expected": checked.expected}
    if checked.missing == "base":
        yield RuleViolation(
            "published.base", _("{sector}, {line}: giá trị và số tăng, giảm cho số kỳ trước là {base}, không thể có."),
            _field(figure), **told, base=shown(checked.base or 0),
        )  # fmt: skip
    elif _is_other_sign(figure):
        yield RuleViolation(
            "published.sign", _("{sector}, {line}: số tuyệt đối và tỷ lệ {printed} % không cùng chiều tăng, giảm."),
            _field(figure), **told,
        )  # fmt: skip
    elif checked.verdict == Verdict.WRONG:
        yield RuleViolation(
            "published.wrong", _("{sector}, {line}: tỷ lệ công bố {printed} % không theo số của chính nó, "
                                 "đúng phải là {expected} %."),
            _field(figure), **_expected(told),
        )  # fmt: skip
    elif checked.verdict == Verdict.TRUNCATED:
        yield RuleViolation(
            "published.truncated", _("{sector}, {line}: tỷ lệ công bố {printed} % bị cắt bớt, không làm tròn; "
                                     "đúng phải là {expected} %."),
            _field(figure), **_expected(told),
        )  # fmt: skip


def _is_other_sign(figure: Figure) -> bool:
    change, pct = figure.change_abs, figure.change_pct
    return bool(change) and bool(pct) and (change or 0) * (pct or 0) < 0


def _restated(figure: Figure, before: Notice) -> Iterator[RuleViolation]:
    base, own = verify(figure).base, before.value(*figure.place)
    if base is not None and own is not None and base != own:
        yield RuleViolation(
            "published.restated", _("{sector}, {line}: số kỳ trước suy ra là {base}, thông báo của chính kỳ {period} "
                                    "ghi {own}: dãy số đã được tính lại."),
            _field(figure), **_of(figure), base=shown(base), own=shown(own), period=key_of(before.period),
        )  # fmt: skip


def _sums(notice: Notice) -> Iterator[RuleViolation]:
    for line, label in LINES.items():
        total, employed, other = (notice.value(sector, line) for sector in (TOTAL, EMPLOYED, NON_CONTRACT))
        if total is None or employed is None or other is None:
            continue
        if total != employed + other:
            yield RuleViolation(
                "published.sum", _("{line}: tổng {total} khác {employed} + {non_contract} của hai khu vực."),
                f"{TOTAL}.{line}", line=label, total=shown(total), employed=shown(employed), non_contract=shown(other),
            )  # fmt: skip


def _orders(notice: Notice) -> Iterator[RuleViolation]:
    for sector, said in SECTORS.items():
        for less, more in AT_MOST:
            low, high = notice.value(sector, less), notice.value(sector, more)
            if low is not None and high is not None and low > high:
                yield RuleViolation(
                    "published.at_most", _("{sector}: «{less}» ({low}) không thể lớn hơn «{more}» ({high})."),
                    f"{sector}.{less}", sector=said, less=LINES[less], more=LINES[more], low=shown(low),
                    high=shown(high),
                )  # fmt: skip


def _of(figure: Figure) -> dict[str, object]:
    return {"sector": SECTORS[figure.sector], "line": LINES[figure.line]}


def _expected(told: dict[str, object]) -> dict[str, object]:
    """The right percentage in the form in which the wrong one was printed: without its sign, with a comma."""
    return told | {"expected": str(told["expected"]).removeprefix("-").replace(".", ",")}


def _field(figure: Figure) -> str:
    return ".".join(figure.place)
