"""One way to write: scope, rules, save, audit and outbox in one transaction. Nothing else saves a register's row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audit.private import sealed
from .audit.record import UNHASHED, Act, record_new, record_writes
from .bulk.insert import insert
from .bulk.new_rows import NewRows, columns_of
from .bulk.rows import Stored
from .checking import check
from .codelists.reading import CodeLists
from .errors import OutOfScope, Refused, RuleViolation
from .fields.scalar import HERE
from .models import Change, RegisterRow
from .register import Context, Register, Values
from .scope import Scope
from .search import fold
from .sortkey import vietnamese_sort_key
from .values import plain

CHUNK = 500


def context_for(
    register: Register, values: Values, row: RegisterRow | None, scope: Scope, codes: CodeLists | None = None
) -> Context:
    """What the rules of this register may know about these values."""
    today = timezone.now().astimezone(HERE).date()
    return Context(codes or CodeLists(), today, register.known(values, row, scope))


def checked(
    register: Register, values: Values, row: RegisterRow | None, scope: Scope, codes: CodeLists | None = None
) -> dict[str, Any]:
    """The values with what follows from them; raises Refused with every violation."""
    context = context_for(register, values, row, scope, codes)
    violations = list(check(register, values, context))
    if violations:
        raise Refused(violations)
    return {**values, **register.derive(values, context)}


def create(register: Register, scope: Scope, values: Values, *, via: str = "page", **kept: Any) -> Any:
    """A new row. Raises Refused (rules) or OutOfScope; then nothing is saved."""
    return create_many(register, scope, [values], via=via, **kept)[0]


def create_many(register: Register, scope: Scope, many: Sequence[Values], **how: Any) -> list[Any]:
    """New rows as `write_new` writes them."""
    written = write_new(register, scope, many, **how)
    return [columns_of(register).instance(row) for row in written]


def write_new(
    register: Register,
    scope: Scope,
    many: Sequence[Values],
    *,
    via: str = "file",
    verb: str = "create",
    codes: CodeLists | None = None,
    extra: Callable[[], Mapping[str, Any]] = dict,
    is_checked: bool = False,
    landing: int | None = None,
) -> list[Stored]:
    """New rows, all or none, by column: a dozen queries for any number of rows, one audit entry a row.

    `extra` gives each row the columns that are no fields, such as a receipt number. `is_checked` values have just come
    through the rules and hold what follows from them. `landing` keeps the rows unseen until a file is in (`Landing`).
    """
    scope.require(register.name, verb)
    codes = codes or CodeLists()
    with transaction.atomic():
        whole = many if is_checked else [checked(register, v, None, scope, codes) for v in many]
        table = NewRows(register)
        rows = [table.row(values, {**extra(), "landing": landing}) for values in whole]
        try:
            with transaction.atomic():
                ids = table.insert(rows)
        except IntegrityError as error:
            raise Refused([already_there(register)]) from error
        require_covered(register, scope, verb, ids)
        record_new(scope, via, verb, register.name, map(table.entered, rows), landing)
        if landing is None:
            note_changes(register, ids)
    return rows


def update(
    register: Register,
    scope: Scope,
    row: RegisterRow,
    values: Values,
    *,
    expected_version: int | None = None,
    via: str = "page",
    verb: str = "edit",
    reason: str = "",
    extra: Mapping[str, Any] | None = None,
) -> Any:
    """Change a row to these values (fields not named stay). `extra` sets columns that are no fields, such as a state.

    Raises Refused with row.changed when somebody else wrote since `expected_version`, row.voided when it was voided.
    A change that changes nothing writes nothing.
    """
    scope.require(register.name, verb)
    with transaction.atomic():
        current = _held(register, scope, verb, row)
        if current is None:
            raise OutOfScope()
        require_unchanged(current, expected_version)
        before, stored = register.values_of(current), stored_columns(current)
        entered = {f.name: before[f.name] for f in register.entered} | dict(values)
        assembled(register, current, checked(register, entered, current, scope))
        for column, value in (extra or {}).items():
            setattr(current, column, value)
        changes = changes_of(register, before, current) | followed(register, stored, current)
        if not changes:
            return current
        current.row_version += 1
        try:
            with transaction.atomic():
                current.save()
        except IntegrityError as error:
            raise Refused([already_there(register)]) from error
        require_covered(register, scope, verb, [current.pk])
        record_writes(scope, via, [Act(verb, register.name, current, changes, reason)])
        note_changes(register, [current.pk])
    return current


def void(register: Register, scope: Scope, row: RegisterRow, reason: str, *, via: str = "page") -> Any:
    """Strike a row out with a reason: it stays readable, and counts nowhere any more."""
    if len(reason.strip()) < 5:
        message = _("Hãy ghi lý do hủy (ít nhất 5 ký tự); lý do được lưu trong nhật ký.")
        raise Refused([RuleViolation("void.reason", message, "reason")])
    scope.require(register.name, "void")
    with transaction.atomic():
        current = _held(register, scope, "void", row)
        if current is None:
            raise OutOfScope()
        require_unchanged(current, None)
        current.voided_at, current.void_reason = timezone.now(), reason.strip()[:500]
        current.row_version += 1
        current.save()
        record_writes(scope, via, [Act("void", register.name, current, {}, current.void_reason)])
        note_changes(register, [current.pk])
    return current


def _held(register: Register, scope: Scope, verb: str, row: RegisterRow) -> RegisterRow | None:
    """The row as it stands, taken until the end of the transaction, if the scope grants the verb on it."""
    granted = register.model.objects.visible_to(scope, verb)
    return granted.select_for_update(of=("self",), no_key=True).filter(pk=row.pk).first()


def assembled(register: Register, row: RegisterRow, values: Values) -> RegisterRow:
    for name, value in values.items():
        setattr(row, register.attributes.get(name, name), value)
    return _findable(register, row)


def _findable(register: Register, row: RegisterRow) -> RegisterRow:
    row.search_text = fold(" ".join(str(getattr(row, name) or "") for name in register.search_fields))
    if register.sort_by:
        row.sort_key = vietnamese_sort_key(getattr(row, register.sort_by))  # type: ignore[attr-defined]
    return row


def changes_of(register: Register, before: Values, row: RegisterRow) -> dict[str, list[Any]]:
    """{field: [before, after]} of what differs, with what is private sealed."""
    pairs = ((f, plain(before.get(f.name)), plain(getattr(row, column))) for f, column in register.stored)
    return sealed(register, {f.name: [old, new] for f, old, new in pairs if old != new})


def stored_columns(row: RegisterRow) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def followed(register: Register, stored: Values, row: RegisterRow) -> dict[str, list[Any]]:
    """{column: [before, after]} of columns that are no fields and were derived or set anew: severity, state."""
    known = {f.column for f in register.fields} | UNHASHED
    return {
        column: [plain(old), plain(getattr(row, column))]
        for column, old in stored.items()
        if column not in known and plain(old) != plain(getattr(row, column))
    }


def require_covered(register: Register, scope: Scope, verb: str, ids: Sequence[int]) -> None:
    """Each written row must lie where the scope grants the verb: asked of the database, after the write."""
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        if register.model.everything.visible_among(part, scope, verb).count() != len(part):
            raise OutOfScope(
                _("Dòng này nằm ngoài địa bàn hoặc cơ sở bạn được giao; hãy kiểm tra lại địa chỉ và cơ sở.")
            )


def require_unchanged(row: RegisterRow, expected_version: int | None) -> None:
    if row.voided_at:
        raise Refused([RuleViolation("row.voided", _("Dòng này đã bị hủy nên không sửa được nữa."))])
    if expected_version is not None and row.row_version != expected_version:
        message = _("Trong lúc bạn sửa, người khác đã lưu dòng này. Hãy mở lại trang, xem thay đổi rồi sửa tiếp.")
        raise Refused([RuleViolation("row.changed", message)])


def already_there(register: Register) -> RuleViolation:
    field = register.key[0] if register.key else ""
    label = register.field(field).label if field else register.one
    return RuleViolation(
        "row.exists",
        _("Đã có {one} với «{label}» này. Hãy tìm và sửa dòng đã có."),
        field,
        one=register.one,
        label=label,
    )


def note_changes(register: Register, ids: Iterable[int]) -> None:
    """Tell the lake of these rows: they are in the outbox when the transaction ends."""
    insert(Change._meta.db_table, ["register", "object_id"], ((register.name, i) for i in ids))
