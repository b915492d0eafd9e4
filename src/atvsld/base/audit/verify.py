"""Is the record still what was written? Finds edited rows, and edited, removed or inserted entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Max

from .. import lists
from .entries import entry_hash
from .loads import VERB, LoadedRows, root_of
from .models import AuditEntry, AuditSeal, LoadedPart
from .record import content_hash
from .seal import entries_root, seal_mac


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: which kind, where, and in plain words what."""

    code: str
    message: str
    register: str = ""
    object_id: int | None = None
    entry_id: int | None = None

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def verify() -> Iterator[Finding]:
    yield from _entries()
    yield from _seals()
    yield from _loads()
    for register in lists.registers().values():
        yield from _rows(register)


def _entries() -> Iterator[Finding]:
    """Each entry's own HMAC, and the unbroken numbering 1, 2, 3 … of each object."""
    last: tuple[str, int] | None = None
    number, previous = 0, ""
    ordered = AuditEntry.objects.order_by("register", "object_id", "number", "id")
    for entry in ordered.iterator(chunk_size=2000):
        where: dict[str, Any] = {"register": entry.register, "object_id": entry.object_id, "entry_id": entry.pk}
        if entry.entry_hash != entry_hash(entry):
            yield Finding("entry.edited", "Mục nhật ký đã bị sửa hoặc được chèn không qua chương trình.", **where)
        if entry.number is None:
            continue
        if (entry.register, entry.object_id) != last:
            last, number, previous = (entry.register, entry.object_id), 0, ""
        if entry.number != number + 1:
            yield Finding("entry.missing", f"Thiếu mục thứ {number + 1} của dòng này: đã bị xóa.", **where)
        elif entry.previous_hash != previous:
            yield Finding("entry.unlinked", "Mục nhật ký không nối với mục trước nó.", **where)
        number, previous = entry.number, entry.entry_hash


def _seals() -> Iterator[Finding]:
    """Each seal's HMAC, its link to the seal before, and the count and root of the entries under it."""
    previous = ""
    for seal in AuditSeal.objects.order_by("id").iterator():
        hashes = list(seal.entries.order_by("id").values_list("entry_hash", flat=True))
        if seal.mac != seal_mac(seal):
            yield Finding("seal.edited", f"Niêm {seal.pk} đã bị sửa.")
        if seal.previous_mac != previous:
            yield Finding("seal.missing", f"Trước niêm {seal.pk} thiếu một niêm.")
        if len(hashes) < seal.entry_count:
            yield Finding("entry.removed", f"Dưới niêm {seal.pk} thiếu {seal.entry_count - len(hashes)} mục nhật ký.")
        elif len(hashes) > seal.entry_count:
            yield Finding("entry.inserted", f"Dưới niêm {seal.pk} thừa {len(hashes) - seal.entry_count} mục nhật ký.")
        elif entries_root(hashes) != seal.root:
            yield Finding("entry.changed", f"Các mục dưới niêm {seal.pk} không còn như lúc niêm.")
        previous = seal.mac


def _loads() -> Iterator[Finding]:
    """The hashes of each bulk load against the root in its entry."""
    for entry in AuditEntry.objects.filter(verb=VERB):
        parts = LoadedPart.objects.filter(entry=entry).order_by("first_id").values_list("first_id", "hashes")
        if (
            root_of((first_id, bytes(hashes)) for first_id, hashes in parts.iterator(chunk_size=100))
            != entry.content_hash
        ):
            where: dict[str, Any] = {"register": entry.register, "entry_id": entry.pk}
            yield Finding("load.edited", "Mã băm của một lần nạp hàng loạt đã bị sửa hoặc xóa.", **where)


def _rows(register: lists.Register) -> Iterator[Finding]:
    """Each row of a register against the hash in its last entry, or in the load that brought it."""
    newest = (
        AuditEntry.objects.filter(register=register.name, number__isnull=False)
        .values("object_id")
        .annotate(newest=Max("id"), n=Count("id"))
        .values_list("newest", flat=True)
    )
    said = dict(AuditEntry.objects.filter(id__in=newest).values_list("object_id", "content_hash"))
    loaded = LoadedRows(register.name)
    for row in register.model.objects.iterator(chunk_size=2000):
        as_loaded = loaded.hash_of(row.pk)
        expected = said.pop(row.pk, as_loaded)
        where: dict[str, Any] = {"register": register.name, "object_id": row.pk}
        if expected is None:
            yield Finding("row.unrecorded", "Dòng có trong sổ mà nhật ký không ghi.", **where)
        elif expected != content_hash(row):
            yield Finding("row.edited", "Dòng đã bị sửa không qua chương trình.", **where)
    for object_id in sorted({*said, *loaded.not_met()}):
        yield Finding("row.removed", "Dòng đã bị xóa khỏi sổ.", register=register.name, object_id=object_id)
