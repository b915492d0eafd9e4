"""Sealing: new entries are linked into one chain every few seconds and whenever something is frozen."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..crypto import keyed_digest
from ..values import plain
from .models import AuditEntry, AuditSeal

BATCH = 10_000


def seal_mac(seal: AuditSeal) -> str:
    said = (plain(seal.sealed_at), str(seal.entry_count), str(seal.last_entry_id), seal.root, seal.previous_mac)
    return keyed_digest(settings.ATVSLD_AUDIT_KEY, *said)


def entries_root(hashes: list[str]) -> str:
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def seal_new_entries() -> int:
    """Seal what is not sealed yet, oldest first; returns how many entries were sealed.

    Entries committed late carry a smaller id than sealed ones and simply go into the next seal.
    """
    sealed = 0
    while True:
        with transaction.atomic():
            previous = AuditSeal.objects.select_for_update().order_by("-id").first()
            fresh = list(
                AuditEntry.objects.filter(seal__isnull=True).order_by("id").values_list("id", "entry_hash")[:BATCH]
            )
            if not fresh:
                return sealed
            seal = AuditSeal(
                sealed_at=timezone.now(),
                entry_count=len(fresh),
                last_entry_id=fresh[-1][0],
                root=entries_root([h for _, h in fresh]),
                previous_mac=previous.mac if previous else "",
            )
            seal.mac = seal_mac(seal)
            seal.save()
            ids = [i for i, _ in fresh]
            for start in range(0, len(ids), 500):
                AuditEntry.objects.filter(id__in=ids[start : start + 500]).update(seal=seal)
        sealed += len(fresh)
