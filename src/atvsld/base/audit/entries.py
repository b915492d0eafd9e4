"""Entries of the audit on their way into its table: each with an HMAC over what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ..bulk.insert import insert
from ..crypto import keyed_digest
from ..scope import Scope
from ..values import encoded, plain
from .models import AuditEntry

COLUMNS = (
    "at", "actor_id", "actor_label", "via", "verb", "register", "object_id", "number", "changes", "reason",
    "content_hash", "previous_hash", "landing", "entry_hash",
)  # fmt: skip


class Said(NamedTuple):
    """What an entry says of one row; `changes` are plain values."""

    object_id: int
    number: int | None
    changes: Mapping[str, Any]
    reason: str = ""
    content_hash: str = ""
    previous_hash: str = ""


class Entering:
    """Entries of one person, one door and one moment; `landing` marks those of rows still being brought in."""

    def __init__(self, scope: Scope, via: str, landing: int | None = None) -> None:
        self._who = (timezone.now(), scope.user_id, scope.user_label, via)
        # As the column stores it, on either database.
        self._at = AuditEntry._meta.get_field("at").get_db_prep_save(self._who[0], connection)
        self._landing = landing
        self._heads: dict[tuple[str, str], str] = {}
        self._rows: list[tuple[Any, ...]] = []

    def add(self, verb: str, register: str, said: Said) -> str:
        """The hash of the entry."""
        head = self._heads.get((verb, register))
        if head is None:
            head = self._heads[verb, register] = _head(*self._who, verb, register)
        changes = encoded(said.changes)
        mac = _mac(head, said, changes)
        self._rows.append((
            self._at, *self._who[1:], verb, register, said.object_id, said.number, changes, *said[3:],
            self._landing, mac,
        ))  # fmt: skip
        return mac

    def write(self) -> None:
        """Call inside the transaction that did what the entries say."""
        if self._rows:
            insert(AuditEntry._meta.db_table, COLUMNS, iter(self._rows))


def entry_hash(entry: AuditEntry) -> str:
    """HMAC over what the entry says, and over the hash of the entry before it of the same object."""
    said = Said(entry.object_id, entry.number, entry.changes, entry.reason, entry.content_hash, entry.previous_hash)
    head = _head(entry.at, entry.actor_id, entry.actor_label, entry.via, entry.verb, entry.register)
    return _mac(head, said, encoded(said.changes))


def _head(*said: Any) -> str:
    return encoded([plain(one) for one in said])[:-1]


def _mac(head: str, said: Said, changes: str) -> str:
    """Over one list in canonical JSON, whose parts are written once: the head for all entries, the changes for two."""
    number = "null" if said.number is None else said.number
    tail = encoded(said[3:])[1:]
    return keyed_digest(settings.ATVSLD_AUDIT_KEY, f"{head},{said.object_id},{number},{changes},{tail}")
