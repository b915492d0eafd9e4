"""The file of a backup: a tar, compressed, whose parts are hashed as they go by."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from ...base.errors import RuleViolation
from .manifest import NAME, Manifest, Part, read_manifest

MARK = "atvsld-backup"
SUFFIXES = (".tar.zst", ".tar.gz")
PART_NAME = re.compile(r"database\.sqlite3|keys\.json|tables/[a-z0-9_]+\.copy|files/[^\0]+")
CHUNK = 1 << 20


def is_part_name(name: str) -> bool:
    """Whether a part may have this name: it can never leave the folder it is unpacked to."""
    is_whole = PART_NAME.fullmatch(name) is not None and "\\" not in name
    return is_whole and all(step not in ("", ".", "..") for step in name.split("/"))


class Writer:
    """Takes the parts of a backup one after the other; the manifest last."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.parts: dict[str, Part] = {}
        self._add(MARK, io.BytesIO(b""), 0)

    def add(self, name: str, source: Path) -> None:
        with source.open("rb") as file:
            size = source.stat().st_size
            self.parts[name] = Part(size, self._add(name, file, size))

    def add_text(self, name: str, text: str) -> None:
        data = text.encode()
        self.parts[name] = Part(len(data), self._add(name, io.BytesIO(data), len(data)))

    def close(self, manifest: Manifest) -> Manifest:
        whole = replace(manifest, parts=self.parts)
        data = whole.as_json().encode()
        self._add(NAME, io.BytesIO(data), len(data))
        return whole

    def _add(self, name: str, file: IO[bytes], size: int) -> str:
        told = tarfile.TarInfo(name)
        told.size, told.mode = size, 0o600
        hashing = _Hashing(file)
        self.tar.addfile(told, hashing)  # type: ignore[arg-type]
        return hashing.digest.hexdigest()


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def writing(path: Path, suffix: str) -> Iterator[Writer]:
    """A writer to this file; nobody but its owner can read it."""
    path.touch(mode=0o600, exist_ok=False)
    with _compressed(path, suffix, "w") as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
        yield Writer(tar)


def read(path: Path, suffix: str, into: Path | None) -> Manifest:
    """Check every part against the manifest and, with `into`, unpack it there.

    Raises RuleViolation: backup.foreign when this is no backup of ours, backup.damaged when it is not whole.
    """
    try:
        with _compressed(path, suffix, "r") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            return _read(tar, into)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None and not isinstance(error, gzip.BadGzipFile):
            raise
        if isinstance(error, gzip.BadGzipFile | tarfile.ReadError) and not _is_compressed(path, suffix):
            raise _foreign() from error
        raise _damaged("tệp bị cắt cụt hoặc hỏng khi chép") from error


def _read(tar: tarfile.TarFile, into: Path | None) -> Manifest:
    found: dict[str, Part] = {}
    first = tar.next()
    if first is None or first.name != MARK:
        raise _foreign()
    while member := tar.next():
        file = tar.extractfile(member) if member.isreg() else None
        if file is None:
            raise _damaged(f"phần «{member.name[:80]}» không phải là tệp")
        if member.name == NAME:
            manifest = read_manifest(file.read().decode("utf-8", "replace"))
            _compare(manifest, found)
            return manifest
        if not is_part_name(member.name) or member.name in found:
            raise _damaged(f"có phần tên lạ «{member.name[:80]}»")
        found[member.name] = _unpack(file, into / member.name if into else None)
    raise _damaged("thiếu mục lục ở cuối tệp")


def _unpack(file: IO[bytes], target: Path | None) -> Part:
    digest, size = hashlib.sha256(), 0
    out: Any = None
    if target:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600, exist_ok=False)
        out = target.open("wb")
    try:
        while data := file.read(CHUNK):
            digest.update(data)
            size += len(data)
            if out:
                out.write(data)
    finally:
        if out:
            out.close()
    return Part(size, digest.hexdigest())


def _compare(manifest: Manifest, found: dict[str, Part]) -> None:
    wrong = [name for name, part in manifest.parts.items() if found.get(name) != part]
    wrong += [name for name in found if name not in manifest.parts]
    if wrong:
        raise _damaged(f"phần «{wrong[0]}» không khớp với mục lục")


@contextmanager
def _compressed(path: Path, suffix: str, mode: str) -> Iterator[Any]:
    if suffix == ".tar.gz":
        with gzip.open(path, f"{mode}b", compresslevel=6) as stream:
            yield stream
        return
    import pyarrow

    with pyarrow.OSFile(str(path), f"{mode}b") as raw:
        kind = pyarrow.CompressedOutputStream if mode == "w" else pyarrow.CompressedInputStream
        with kind(raw, "zstd") as stream:
            yield stream


def _is_compressed(path: Path, suffix: str) -> bool:
    with path.open("rb") as file:
        return file.read(4).startswith(b"\x1f\x8b" if suffix == ".tar.gz" else b"\x28\xb5\x2f\xfd")


def _foreign() -> RuleViolation:
    return RuleViolation(
        "backup.foreign", "Tệp này không phải là bản sao lưu của hệ thống (do «atvsld backup» tạo); hãy chọn đúng tệp."
    )


def _damaged(why: str) -> RuleViolation:
    return RuleViolation("backup.damaged", f"Bản sao lưu bị hỏng: {why}; hãy chép lại hoặc dùng một bản khác.")
