"""The parameters of a list and what they find: the filters of the page's list, paging, sorting, what changed since."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field as Described
from pydantic import create_model

from ...base.codelists.reading import CodeLists
from ...base.errors import Refused, RuleViolation
from ...base.language import in_vietnamese
from ...base.register import Filter, Register
from ...base.scope import Scope
from ...base.surfaces.api_schema import joined
from ...base.surfaces.filters import filter_set, not_offered
from ...base.surfaces.listing import Listing
from ...base.surfaces.tables import order_of

PAGE, LARGEST_PAGE, LAST_PAGE = 50, 200, 1_000_000
SINCE = "Chỉ dòng ghi, sửa hoặc hủy từ lúc này (ISO 8601); gồm cả dòng đã hủy, xếp theo lúc sửa."
VOIDED = "0: chỉ dòng còn hiệu lực; 1: chỉ dòng đã hủy; any: cả hai. Mặc định 0, hoặc any khi có updated_since."


class Paged(Schema):
    """Which part of a list."""

    page: int = Described(1, ge=1, le=LAST_PAGE, description="Trang, từ 1.")
    page_size: int = Described(PAGE, ge=1, le=LARGEST_PAGE, description="Số dòng một trang.")


class Page(Schema):
    """One part of a list with its exact count. `next` and `previous` are addresses of the neighbouring parts."""

    count: int = Described(description="Tổng số dòng thấy được, đếm đúng.")
    page: int
    page_size: int
    next: str | None
    previous: str | None


def query_schema(register: Register) -> type[Schema]:
    """Everything that may stand in the address of the register's list."""
    parts: dict[str, Any] = {
        "sort": (str | None, Described(None, description=_sort_words(register), examples=["-updated_at"])),
        "updated_since": (datetime | None, Described(None, description=SINCE)),
        "voided": (Literal["0", "1", "any"] | None, Described(None, description=VOIDED)),
    }
    if register.search_fields:
        parts["q"] = (str | None, Described(None, max_length=100, description="Các chữ cần tìm, không cần dấu."))
    if register.parent:
        parts[register.parent] = (
            int | None,
            Described(None, description=f"Số dòng của «{in_vietnamese(register.field(register.parent).label)}»."),
        )
    parts |= {f.name: (_type_of(f) | None, Described(None, description=_filter_words(f))) for f in register.filters}
    return create_model(f"{register.name.title()}Query", __base__=Paged, **parts)


def _type_of(declared: Filter) -> Any:
    if declared.kind in ("year", "number"):
        return int
    if declared.kind == "yes_no":
        return Literal["0", "1"]
    if declared.kind == "choice":
        return Literal[tuple(value for value, _ in declared.options)]  # type: ignore[valid-type]
    return str


def _filter_words(declared: Filter) -> str:
    more = {
        "code": f"Mã của danh mục «{declared.code_list}».",
        "place": "Tên hoặc mã của tỉnh, xã; gồm cả các đơn vị mà đơn vị đó kế tiếp.",
        "choice": "; ".join(f"{value}: {in_vietnamese(label)}" for value, label in declared.options) + ".",
        "yes_no": "1: có; 0: không.",
        "year": "Bốn chữ số.",
        "month": "Năm và tháng, ví dụ 2026-11.",
    }
    return f"{in_vietnamese(declared.label)}. {more.get(declared.kind, '')}".strip()


def sort_columns(register: Register) -> dict[str, tuple[str, ...]]:
    """By what a list may be sorted; never by a masked column, for the order would tell what it hides."""
    found: dict[str, tuple[str, ...]] = {"id": ("pk",), "created_at": ("created_at",), "updated_at": ("updated_at",)}
    found |= {f.name: order_of(f) for f in register.fields if f.name in register.columns and order_of(f)}
    return found | {e.name: e.order_by or (e.name,) for e in register.extra_columns}


def _sort_words(register: Register) -> str:
    return f"Các cột để xếp, cách nhau bằng dấu phẩy; dấu - là giảm dần. Có: {', '.join(sort_columns(register))}."


def rows_of(register: Register, held: Scope, request: HttpRequest, params: Any) -> Listing:
    """The rows asked for, visible to the scope, in a stable order. Raises Refused with query.* codes."""
    violations = list(_unknown(request, type(params)))
    every = _narrowed(register, register.model.objects.select_related(*joined(register)), params)
    data = {name: request.GET[name] for name in request.GET if name != "voided"}
    bound = filter_set(register, held, CodeLists())(data, queryset=every.visible_to(held))
    violations += not_offered(register, held, data)
    for name, messages in bound.form.errors.items():
        label = bound.form.fields[name].label
        violations += [RuleViolation("query.filter", "«{label}»: {why}", name, label=label, why=m) for m in messages]
    order, wrong = _order(register, params)
    if violations or wrong:
        raise Refused([*violations, *wrong])
    pieces = [(piece, bound.filter_queryset(every)) for piece in every.pieces_visible_to(held)]
    # Only the list's own order follows an index of each piece.
    own_order = order if order == [*register.order] else ()
    return Listing(bound.qs.order_by(*order), pieces, own_order)


def _narrowed(register: Register, rows: Any, params: Any) -> Any:
    """What the parameters say that are no filters of the page: the row above, since when, voided ones."""
    if register.parent and getattr(params, register.parent) is not None:
        rows = rows.filter(**{f"{register.parent}_id": getattr(params, register.parent)})
    if params.updated_since is not None:
        rows = rows.filter(updated_at__gte=_aware(params.updated_since))
    voided = params.voided or ("any" if params.updated_since else "0")
    if voided != "any":
        rows = rows.filter(voided_at__isnull=voided == "0")
    return rows


def _unknown(request: HttpRequest, schema: type[Schema]) -> Iterator[RuleViolation]:
    known = set(schema.model_fields)
    for name in request.GET:
        if name not in known:
            message = _("Không có tham số «{name}». Các tham số có thể dùng: {known}.")
            yield RuleViolation("query.unknown", message, name, name=name, known=", ".join(sorted(known)))


def require_known(request: HttpRequest, schema: type[Schema]) -> None:
    """Raises Refused with query.unknown when the address holds a parameter that nothing reads."""
    if violations := list(_unknown(request, schema)):
        raise Refused(violations)


def _order(register: Register, params: Any) -> tuple[list[str], Sequence[RuleViolation]]:
    known = sort_columns(register)
    wanted = [word for word in (params.sort or "").split(",") if word]
    wrong = [word for word in wanted if word.removeprefix("-") not in known]
    if wrong:
        message = _("Không xếp theo «{name}» được. Xếp được theo: {known}.")
        return [], [RuleViolation("query.sort", message, "sort", name=wrong[0], known=", ".join(known))]
    if not wanted:
        return (["updated_at", "pk"] if params.updated_since else [*register.order]), ()
    order = [("-" if w.startswith("-") else "") + column for w in wanted for column in known[w.removeprefix("-")]]
    return [*order, "pk"], ()


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else timezone.make_aware(moment)


def paged(request: HttpRequest, rows: Any, params: Any) -> tuple[list[Any], dict[str, Any]]:
    """The rows of the page asked for, and what `Page` says beside them. `rows` is a query or a list."""
    count = len(rows) if isinstance(rows, list) else rows.count()
    start = (params.page - 1) * params.page_size
    last = max(1, -(-count // params.page_size))

    def address(page: int) -> str | None:
        if not 1 <= page <= last or page == params.page:
            return None
        asked = {**{name: request.GET[name] for name in request.GET}, "page": page}
        return f"{request.path}?{urlencode(asked)}"

    told = {
        "count": count, "page": params.page, "page_size": params.page_size,
        "next": address(params.page + 1), "previous": address(min(params.page - 1, last)),
    }  # fmt: skip
    return list(rows[start : start + params.page_size]) if start < count else [], told
