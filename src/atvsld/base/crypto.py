"""Identity numbers and medical words are unreadable in the database file (Law 91/2025 on personal data)."""

from __future__ import annotations

import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.signals import setting_changed
from django.db import models
from django.dispatch import receiver

NONCE_BYTES = 12
# What was sealed by the first release is a Fernet token, which begins with "gAAAA".
MARK, MARKED = "2.", b"\x02"


class _Box:
    """Seals with the first key (AES-256-GCM, a nonce at random each time) and opens with each.

    Several times as fast as Fernet for a few words, and a large file brings many. One key is good for 2^32 values
    (NIST SP 800-38D, 8.3).
    """

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._ciphers = [AESGCM(_derived(key)) for key in keys]
        self._first = self._ciphers[0]
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, content: bytes) -> bytes:
        nonce = _fresh_nonce()
        return nonce + self._first.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, content, None)
            except (InvalidTag, ValueError):
                continue
        raise InvalidToken

    def open_fernet(self, token: bytes) -> bytes:
        return self._fernet.decrypt(token)


# Random bytes are asked of the system a thousand nonces at a time; a process that is forked asks anew.
_nonces: list[bytes] = []
os.register_at_fork(after_in_child=_nonces.clear)


def _fresh_nonce() -> bytes:
    """Used once and by nobody else: taking from a list is one step, whichever threads take."""
    while True:
        try:
            return _nonces.pop()
        except IndexError:
            content = os.urandom(1000 * NONCE_BYTES)
            _nonces.extend(content[at : at + NONCE_BYTES] for at in range(0, len(content), NONCE_BYTES))


def _derived(key: str) -> bytes:
    """A key of its own for this use of the installation's key."""
    return HKDF(SHA256(), 32, salt=None, info=b"atvsld fields, AES-256-GCM").derive(urlsafe_b64decode(key))


@cache
def _current() -> _Box:
    return _Box(tuple(settings.ATVSLD_FIELD_KEYS))


@receiver(setting_changed)
def _forget(*, setting: str, **_: Any) -> None:
    if setting == "ATVSLD_FIELD_KEYS":
        _current.cache_clear()


def encrypt(text: str) -> str:
    return MARK + urlsafe_b64encode(_current().seal(text.encode())).decode()


def decrypt(token: str) -> str:
    """Raises cryptography.fernet.InvalidToken when the token was not made with one of the keys."""
    if not token.startswith(MARK):
        return _current().open_fernet(token.encode()).decode()
    try:
        return _current().open(urlsafe_b64decode(token[len(MARK) :])).decode()
    except ValueError as error:
        raise InvalidToken from error


def encrypt_bytes(content: bytes) -> bytes:
    return MARKED + _current().seal(content)


def decrypt_bytes(token: bytes) -> bytes:
    """Raises cryptography.fernet.InvalidToken when the token was not made with one of the keys."""
    return _current().open(token[1:]) if token.startswith(MARKED) else _current().open_fernet(token)


def keyed_digest(key: str, *parts: str) -> str:
    """HMAC-SHA256 (hex) over the parts; the key is never in the database."""
    return hmac.digest(key.encode(), "\x1f".join(parts).encode(), "sha256").hex()


class EncryptedTextField(models.TextField):
    """Text stored encrypted; "" stays "" so that an empty field is seen to be empty."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return decrypt(value) if value else value


class EncryptedListField(models.TextField):
    """A list of codes stored as its encrypted JSON; the empty list is stored as ""."""

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(json.dumps(list(value))) if value else ""

    def from_db_value(self, value: str | None, *_: Any) -> list[str]:
        return json.loads(decrypt(value)) if value else []

    def to_python(self, value: Any) -> list[str]:
        return list(value or [])

    def get_default(self) -> list[str]:
        """As it is read back, so that a row has the same hash before and after it is stored."""
        return []
