"""The keys in a backup: without them encrypted fields stay unreadable and seals cannot be verified."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from ...base.crypto import keyed_digest
from ...base.errors import RuleViolation
from ..settings_keys import IRREPLACEABLE, write_key

VARIABLES = ("SECRET_KEY", "AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY")


def current() -> dict[str, str]:
    """The keys that this installation uses, wherever they come from."""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "AUDIT_KEY": settings.ATVSLD_AUDIT_KEY,
        "FIELD_KEY": ",".join(settings.ATVSLD_FIELD_KEYS),
        "RECEIPT_KEY": settings.ATVSLD_RECEIPT_KEY,
    }


def fingerprints(keys: Mapping[str, str]) -> dict[str, str]:
    """Enough to see whether two keys are the same, and nothing of the key."""
    return {name: keyed_digest(key, "backup", name)[:16] for name, key in keys.items() if name in IRREPLACEABLE}


def check(wanted: Mapping[str, str], given: Mapping[str, str] | None) -> None:
    """Raises RuleViolation when the records would come back without the keys they were written with.

    `wanted`: fingerprints in the manifest; `given`: the keys in the backup, None when it was made without.
    """
    held = current()
    for name, fingerprint in wanted.items():
        is_same = fingerprints({name: held[name]})[name] == fingerprint
        if given is None and not is_same:
            raise RuleViolation(
                "backup.keys",
                f"Bản sao lưu không kèm khóa, và {name} ở đây không phải khóa đã dùng; hãy chép {name.lower()}.key được"
                " cất riêng vào thư mục keys, hoặc đặt biến môi trường.",
                name,
            )
        if given is not None and not is_same and os.environ.get(name, "").strip():
            raise RuleViolation(
                "backup.keys",
                f"Biến môi trường {name} khác khóa trong bản sao lưu; hãy bỏ biến ấy hoặc đặt đúng khóa cũ.",
                name,
            )


def put(keys: Mapping[str, str], folder: Path) -> None:
    """Write the keys and use them from now on; one that the environment gives stays as it is given."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, key in keys.items():
        if name in VARIABLES and not os.environ.get(name, "").strip():
            write_key(name, key, folder)
    use({name: os.environ.get(name, "").strip() or key for name, key in keys.items()})


def use(keys: Mapping[str, str]) -> None:
    """In this process."""
    settings.SECRET_KEY = keys.get("SECRET_KEY", settings.SECRET_KEY)
    settings.ATVSLD_AUDIT_KEY = keys.get("AUDIT_KEY", settings.ATVSLD_AUDIT_KEY)
    settings.ATVSLD_RECEIPT_KEY = keys.get("RECEIPT_KEY", settings.ATVSLD_RECEIPT_KEY)
    settings.ATVSLD_FIELD_KEYS = (
        tuple(keys["FIELD_KEY"].split(",")) if "FIELD_KEY" in keys else settings.ATVSLD_FIELD_KEYS
    )


def as_text(keys: Mapping[str, str]) -> str:
    return json.dumps(dict(keys), indent=1, sort_keys=True)


def from_text(text: str) -> dict[str, str]:
    return {str(name): str(key) for name, key in json.loads(text).items() if name in VARIABLES}
