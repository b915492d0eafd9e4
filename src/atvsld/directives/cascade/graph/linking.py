"""Deciding that a document carries out another, after both were accepted; and taking such a word back."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ....base.audit.record import Act, record_writes
from ....base.errors import OutOfScope, Refused, RuleViolation
from ....base.scope import Scope
from ...documents.models import LINES, Document, Implements
from ...documents.visible import REGISTER, keeps, visible_documents


def link(scope: Scope, child: Document, parent: Document, line: str, *, is_main: bool, via: str = "page") -> Implements:
    """Say that the child carries out the parent; said again, the line and the main parent are as said last.

    Raises OutOfScope; Refused with document.line or document.circle.
    """
    if not keeps(scope, child) or visible_documents(scope).filter(pk__in=(parent.pk, child.pk)).count() < len(
        {parent.pk, child.pk}
    ):
        raise OutOfScope()
    if line not in dict(LINES):
        raise Refused([RuleViolation("document.line", _("Hãy chọn đường Đảng hoặc đường Nhà nước."), "line")])
    with transaction.atomic():
        _one_at_a_time()
        if parent.pk == child.pk or child.pk in _above(parent.pk):
            message = _("Văn bản được chọn lại thực hiện chính văn bản này; hãy chọn văn bản cấp trên.")
            raise Refused([RuleViolation("document.circle", message, "parent")])
        before = {row.parent_id: row for row in Implements.objects.filter(child=child)}
        if is_main:
            Implements.objects.filter(child=child).exclude(parent=parent).update(is_main=False)
        row, _is_new = Implements.objects.update_or_create(
            child=child, parent=parent, defaults={"line": line, "is_main": is_main}
        )
        was = before.get(parent.pk)
        said = {
            "parent": [was and was.parent_id, parent.pk], "line": [was and was.line, line],
            "is_main": [was and was.is_main, is_main],
        }  # fmt: skip
        record_writes(scope, via, [Act("link", REGISTER, child, said)])
    return row


def unlink(scope: Scope, child: Document, parent: Document, *, via: str = "page") -> None:
    """Take back that the child carries out the parent; the audit keeps that it was said. Raises OutOfScope."""
    if not keeps(scope, child):
        raise OutOfScope()
    with transaction.atomic():
        row = Implements.objects.filter(child=child, parent=parent).first()
        if row is None:
            return
        said = {"parent": [row.parent_id, None], "line": [row.line, None], "is_main": [row.is_main, None]}
        row.delete()
        record_writes(scope, via, [Act("unlink", REGISTER, child, said)])


def _one_at_a_time() -> None:
    """Two links made at once could close a circle that neither sees: the first document is held by whoever links."""
    list(Document.objects.select_for_update().order_by("pk").values_list("pk")[:1])


def _above(pk: int) -> set[int]:
    """Every document that this one carries out, whoever may see it."""
    return set(_generations(pk))


def _generations(pk: int) -> Iterator[int]:
    known, frontier = {pk}, {pk}
    while frontier:
        above = set(Implements.objects.filter(child_id__in=frontier).values_list("parent_id", flat=True)) - known
        known |= above
        frontier = above
        yield from above
