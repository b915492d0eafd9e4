"""Identity numbers and medical words are unreadable in the database file (Law 91/2025 on personal data)."""

from __future__ import annotations

import hashlib
import hmac
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(k) for k in keys])


def _current() -> MultiFernet:
    return _box(tuple(settings.ATVSLD_FIELD_KEYS))


def encrypt(text: str) -> str:
    return _current().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raises cryptography.fernet.InvalidToken when the token was not made with one of the keys."""
    return _current().decrypt(token.encode()).decode()


def encrypt_bytes(content: bytes) -> bytes:
    return _current().encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """Raises cryptography.fernet.InvalidToken when the token was not made with one of the keys."""
    return _current().decrypt(token)


def keyed_digest(key: str, *parts: str) -> str:
    """HMAC-SHA256 (hex) over the parts; the key is never in the database."""
    return hmac.new(key.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text stored as a Fernet token; "" stays "" so that an empty field is seen to be empty."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return decrypt(value) if value else value


class EncryptedListField(models.TextField):
    """A list of codes stored as a Fernet token of its JSON; the empty list is stored as ""."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(json.dumps(list(value))) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> list[str]:
        return json.loads(decrypt(value)) if value else []

    def to_python(self, value: Any) -> list[str]:
        return list(value or [])

    def get_default(self) -> list[str]:
        """As it is read back, so that a row has the same hash before and after it is stored."""
        return []
