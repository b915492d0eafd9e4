"""Encryption of backups with age (age-encryption.org): to a public key; the secret key is kept away from the server.

Whoever takes the server, or its folder of backups, reads no backup: the server knows the public key alone. The files
can also be opened with the program `age`, without this one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

import pyrage

from ...base.errors import RuleViolation

SUFFIX = ".age"


def new_identity() -> tuple[str, str]:
    """A secret key and its public key, as age writes them (AGE-SECRET-KEY-1…, age1…)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def lock(source: Path, target: Path, recipient: str) -> None:
    with source.open("rb") as plain, open_new(target) as out:
        pyrage.encrypt_io(plain, out, [pyrage.x25519.Recipient.from_str(recipient)])


def unlock(source: Path, target: Path, identity_file: Path | None) -> None:
    """Raises RuleViolation: backup.locked without the right key, backup.damaged when the file is not whole."""
    if identity_file is None:
        raise RuleViolation("backup.locked", "Bản sao lưu đã mã hóa; hãy chỉ tệp khóa bí mật: --identity TỆP.")
    identity = _identity(identity_file)
    try:
        with source.open("rb") as locked, open_new(target) as out:
            pyrage.decrypt_io(locked, out, [identity])
    except pyrage.DecryptError as error:
        raise RuleViolation(
            "backup.locked",
            "Không mở được bản sao lưu đã mã hóa: không đúng khóa bí mật, hoặc tệp bị hỏng; hãy thử khóa hay tệp khác.",
        ) from error


def _identity(path: Path) -> pyrage.x25519.Identity:
    lines = path.read_text("ascii", "replace").splitlines()
    try:
        return pyrage.x25519.Identity.from_str(next(line.strip() for line in lines if line.startswith("AGE-")))
    except (StopIteration, pyrage.IdentityError) as error:
        raise RuleViolation(
            "backup.identity", f"«{path.name}» không phải là tệp khóa bí mật (dòng bắt đầu bằng AGE-SECRET-KEY-1)."
        ) from error


def open_new(path: Path) -> IO[bytes]:
    """A new file that nobody but its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
