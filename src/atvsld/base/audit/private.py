"""What entries say of personal and medical fields: sealed, all fields of a kind together."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from ..crypto import decrypt, encrypt
from ..fields import Privacy
from ..register import Register
from ..values import encoded

# Beside the fields of an entry: {kind: what was sealed of it}.
SEALED = "_sealed"
# Instead of a value: which kind it is sealed under. Entries of the first release hold {"enc": …}, each value by itself.
IN, ALONE = "in", "enc"
EMPTY: tuple[Any, ...] = (None, "", [])

Changes = dict[str, Any]


def sealed(register: Register, changes: Changes) -> Changes:
    """{field: [before, after]} in plain values, with what is private unreadable; it is seen that a value was there."""
    kinds: dict[str, dict[str, list[Any]]] = {}
    for declared in register.private:
        pair = changes.get(declared.name)
        if pair is not None:
            kinds.setdefault(declared.privacy, {})[declared.name] = pair
            changes[declared.name] = [value if value in EMPTY else {IN: declared.privacy} for value in pair]
    if kinds:
        changes[SEALED] = {kind: encrypt(encoded(pairs)) for kind, pairs in kinds.items()}
    return changes


def opened(changes: Mapping[str, Any], allowed: Collection[Privacy]) -> dict[str, list[Any]]:
    """The changes of an entry with the values of these kinds readable; the others stay as they are (`is_sealed`)."""
    kept = {name: list(pair) for name, pair in changes.items() if name != SEALED}
    for kind, token in changes.get(SEALED, {}).items():
        if kind in allowed:
            kept |= json.loads(decrypt(token))
    return kept


def is_sealed(value: Any) -> bool:
    return isinstance(value, dict) and (IN in value or ALONE in value)
