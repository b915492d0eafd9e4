"""The secret keys of an installation: from the environment, else from files under `var/keys` (mode 0600)."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from atvsld.web.settings_env import ConfigurationError

# Losing SECRET_KEY ends sessions; losing one of these makes records unreadable or seals unverifiable.
IRREPLACEABLE = frozenset({"AUDIT_KEY", "FIELD_KEY", "RECEIPT_KEY"})
MINIMUM_LENGTH = 32


def read_key(variable: str, values: Mapping[str, str], folder: Path, database: Path | None) -> str:
    """The key named `variable`: 32 random bytes in URL-safe base64, made at first need.

    `database` is the embedded database file: where it already holds records, an irreplaceable key that is gone is an
    error, never a reason to make another one.
    """
    given = values.get(variable, "").strip()
    if given:
        if len(given) < MINIMUM_LENGTH:
            raise ConfigurationError(
                variable,
                f"phải có ít nhất {MINIMUM_LENGTH} ký tự",
                f"must have at least {MINIMUM_LENGTH} characters",
            )
        return given
    path = folder / f"{variable.lower()}.key"
    key = _stored(path)
    if key:
        return key
    if variable in IRREPLACEABLE and database is not None and database.exists() and database.stat().st_size:
        raise ConfigurationError(
            variable,
            f"đã có cơ sở dữ liệu {database.name} nhưng thiếu tệp khóa {path.name}; hãy khôi phục tệp từ bản sao lưu",
            f"the database {database.name} exists but its key file {path.name} is gone; restore it from a backup",
        )
    return _create(path)


def read_field_keys(values: Mapping[str, str], folder: Path, database: Path | None) -> tuple[str, ...]:
    """The keys of encrypted fields, the one in use first; older ones, kept to read old records, follow a comma."""
    keys = tuple(read_key("FIELD_KEY", values, folder, database).replace(",", " ").split())
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ConfigurationError(
                "FIELD_KEY",
                "mỗi khóa phải là 32 byte viết bằng base64 (44 ký tự)",
                "every key must be 32 bytes in URL-safe base64 (44 characters)",
            ) from None
    return keys


def _stored(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def write_key(variable: str, key: str, folder: Path) -> None:
    """Put a key in its file, in the place of the one that is there."""
    _draft(folder / f"{variable.lower()}.key", key).replace(folder / f"{variable.lower()}.key")


def _create(path: Path) -> str:
    draft = _draft(path, secrets.token_urlsafe(32) + "=")
    try:
        # A link either appears whole or fails: two first starts at once agree on one key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _stored(path)


def _draft(path: Path, key: str) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{key}\n")
    return draft
