"""What the page of a row shows: its values in words, the rows under it, its history; each as far as the rights go."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...base import lists
from ...base.audit.loads import load_of
from ...base.audit.models import AuditEntry
from ...base.audit.private import ALONE, EMPTY, is_sealed, opened
from ...base.audit.record import record_reading
from ...base.codelists.reading import CodeLists
from ...base.crypto import decrypt
from ...base.fields import Field, Privacy, Reference
from ...base.privacy import mask
from ...base.references import ScopedRefs
from ...base.register import Register
from ...base.scope import Scope
from ...base.surfaces.tables import shown, table_class

VERBS = {
    "create": _("đã ghi"), "edit": _("đã sửa"), "void": _("đã hủy"), "derive": _("được tính lại"),
    "accept": _("đã tiếp nhận"), "return": _("đã trả lại"), "complete": _("đã khai đủ"),
    "load": _("đã nạp hàng loạt"), "hand_out": _("đã giao việc"), "reminded": _("đã đôn đốc"),
    "link": _("đã nối văn bản"), "unlink": _("đã gỡ nối văn bản"), "send": _("đã gửi báo cáo"),
}  # fmt: skip


PRIVATE = (Privacy.PERSONAL, Privacy.MEDICAL)


def readable(register: Register, held: Scope, row: Any) -> set[Privacy]:
    """Which kinds of private fields this person may read on this row."""
    covered = register.model.objects.filter(pk=row.pk)
    return {
        privacy
        for privacy in PRIVATE
        if held.may(register.name, privacy) and covered.visible_to(held, privacy).exists()
    }


def definitions(
    register: Register, held: Scope, row: Any, *, opened: Collection[Privacy] = (), reason: str = ""
) -> list[dict[str, Any]]:
    """Label and value of each field; private values that are shown unmasked leave an audit line.

    `opened` kinds are shown although the role does not read them, for a `reason` that goes into the audit.
    """
    codes, refs, allowed = CodeLists(), ScopedRefs(held), readable(register, held, row) | set(opened)
    lines, read = [], set()
    for declared in register.fields:
        value = shown(declared, row, codes, refs)
        if declared.privacy is not Privacy.OPEN:
            if declared.privacy not in allowed:
                value = mask(declared, value)
            elif value:
                read.add(declared.privacy)
        lines.append({"label": declared.label, "value": value, "url": _link(held, declared, row)})
    for privacy in sorted(read):
        record_reading(held, "page", register.name, [row.pk], privacy, reason)
    return lines


def record_unmasked(register: Register, held: Scope, row: Any, allowed: set[Privacy]) -> None:
    """Enter that the private values of a row are shown in a form."""
    for privacy in sorted(allowed):
        if any(getattr(row, f.column) for f in register.private if f.privacy is privacy):
            record_reading(held, "page", register.name, [row.pk], privacy)


def _link(held: Scope, declared: Field, row: Any) -> str:
    if not isinstance(declared, Reference) or not getattr(row, declared.column):
        return ""
    register = next((r for r in lists.registers().values() if r.one_target == declared.target), None)
    if register is None or not held.may(register.name, "view"):
        return ""
    return reverse(f"{register.name}-detail", args=[getattr(row, declared.column)])


def children(register: Register, held: Scope, row: Any) -> list[dict[str, Any]]:
    """The registers whose rows hang on this one (victims of an accident), each with its table and its button."""
    found = []
    for child in lists.registers().values():
        if not child.parent or child.field(child.parent).target != register.one_target:  # type: ignore[attr-defined]
            continue
        if not held.may(child.name, "view"):
            continue
        rows = child.model.objects.visible_to(held).standing().filter(**{f"{child.parent}_id": row.pk})
        made = table_class(child, held, CodeLists(), under_parent=True)
        table = made(rows.select_related(*child.select_related)[:100], orderable=False)
        may_add = held.may(child.name, "create") and row.voided_at is None
        create_url = f"{reverse(f'{child.name}-create')}?{child.parent}={row.pk}" if may_add else ""
        found.append({"register": child, "table": table, "create_url": create_url})
    return found


def history(register: Register, held: Scope, row: Any) -> list[dict[str, Any]]:
    """The entries of this row, newest first, in the shape of components/history.html."""
    codes, refs, allowed = CodeLists(), ScopedRefs(held), readable(register, held, row)
    labels = {f.name: f for f in register.fields}
    entries = AuditEntry.objects.filter(register=register.name, object_id=row.pk, number__isnull=False)
    told = []
    for entry in entries.order_by("-number")[:100]:
        changes = []
        for name, pair in opened(entry.changes, allowed).items():
            declared = labels.get(name)
            if declared is not None and declared.empty_tells and _is_hidden(declared, allowed):
                continue
            old, new = (_said(declared, v, allowed, codes, refs) for v in pair)
            label = declared.label if declared else _column_label(register, name)
            if declared is None:
                old, new = _choice_words(register, name, old), _choice_words(register, name, new)
            changes.append({"label": label, "old": old, "new": new})
        action = VERBS.get(entry.verb, entry.verb)
        told.append(
            {"at": entry.at, "actor": entry.actor_label, "action": action, "reason": entry.reason, "changes": changes}
        )
    load = load_of(register.name, row.pk)
    if load is not None:
        said = {"at": load.at, "actor": load.actor_label, "action": VERBS[load.verb], "reason": "", "changes": []}
        told.append(said)
    return told


def _column_label(register: Register, column: str) -> str:
    return str(register.model._meta.get_field(column).verbose_name).capitalize()


def _choice_words(register: Register, column: str, value: str) -> str:
    choices = dict(register.model._meta.get_field(column).flatchoices)
    return str(choices.get(value, value))


def _is_hidden(declared: Field, allowed: Collection[Privacy]) -> bool:
    return declared.privacy is not Privacy.OPEN and declared.privacy not in allowed


def _said(declared: Field | None, value: Any, allowed: set[Privacy], codes: CodeLists, refs: ScopedRefs) -> str:
    # Entries of before a field became private hold it as it was.
    if declared is not None and _is_hidden(declared, allowed) and value not in EMPTY:
        return gettext("(đã che)")
    if is_sealed(value):
        token = value.get(ALONE)
        if token is None or declared is None:
            return gettext("(đã che)")
        value = json.loads(decrypt(token))
    if value in (None, "", []) or declared is None:
        return "" if value in (None, "", []) else str(value)
    if (
        isinstance(value, str)
        and not hasattr(declared, "max_length")
        and declared.__class__.__name__ in ("Date", "Moment")
    ):
        value = declared.parse(value, refs)
    return declared.show(value, codes, refs)
