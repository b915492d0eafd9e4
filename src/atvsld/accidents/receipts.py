"""Receipt numbers: what the person who declared holds in hand, and anyone can have checked."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from django.conf import settings

from ..base.crypto import keyed_digest
from ..base.fields.scalar import HERE

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PAIRS = [first + second for first in _SIGNS for second in _SIGNS]
FORM = re.compile(r"TN(\d{8})-([A-Z2-7]{6})-([A-Z2-7]{8})")


def _base32(bits: int) -> str:
    """20 bits as four signs of base 32 (RFC 4648)."""
    return _PAIRS[bits >> 10] + _PAIRS[bits & 1023]


def _mark(body: str) -> str:
    bits = int(keyed_digest(settings.ATVSLD_RECEIPT_KEY, "accident", body)[:10], 16)
    return _base32(bits >> 20) + _base32(bits & 0xFFFFF)


def new_receipt_number(received_at: datetime, chosen: int | None = None) -> str:
    """TN, the day in Viet Nam, six random signs (30 bits) and 40 bits of HMAC: TN20261122-7K3QXP-2FZTAM4E.

    `chosen` stands for the random bits where many numbers are made at once and none may come twice.
    """
    bits = secrets.randbits(30) if chosen is None else chosen % 2**30
    tail = _PAIRS[bits >> 20] + _base32(bits & 0xFFFFF)
    body = f"TN{received_at.astimezone(HERE):%Y%m%d}-{tail}"
    return f"{body}-{_mark(body)}"


def is_genuine(number: str) -> bool:
    """Whether this number was issued with the receipt key (the database is not asked)."""
    match = FORM.fullmatch(number.strip().upper())
    if not match:
        return False
    body = f"TN{match[1]}-{match[2]}"
    return secrets.compare_digest(match[3], _mark(body))
