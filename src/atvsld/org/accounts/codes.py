"""Codes that are read from paper and typed on a telephone: no letter that looks like a digit, and a check character."""

from __future__ import annotations

import re
import secrets

# 31 signs, a prime: with weights 1…12 a check modulo 31 finds every single wrong sign and every two exchanged ones.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4
VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


def new_code() -> str:
    """A random code as it is printed, "K7QM-2XRA-9WTD": 11 random signs (54 bits) and the check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return printed(body + check_sign(body))


def check_sign(body: str) -> str:
    """The sign that brings the weighted sum of all twelve to a multiple of 31."""
    total = sum(weight * VALUES[sign] for weight, sign in enumerate(body, 1))
    # 12 · x ≡ −total (mod 31); the inverse of 12 is 13.
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]


def printed(bare: str) -> str:
    return "-".join(bare[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def bare_code(typed: str) -> str:
    """What was typed, without spaces and strokes, in capitals."""
    return re.sub(r"[\s\-–.]", "", typed).upper()


def is_well_formed(typed: str) -> bool:
    """Whether the signs and the check character are right: says nothing about whether the code was ever given out."""
    bare = bare_code(typed)
    if len(bare) != LENGTH or not set(bare) <= VALUES.keys():
        return False
    return check_sign(bare[:-1]) == bare[-1]
