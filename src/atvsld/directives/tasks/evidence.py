"""What is shown as done: a document by its number and day, and its file, taken in only where it is what it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from ...base.crypto import decrypt_bytes, encrypt_bytes
from ...base.errors import Refused, RuleViolation
from .occurrences import Evidence

MOST_BYTES = 10_000_000
# Ending → (how the file begins, its type).
KINDS = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".docx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
}


@dataclass(frozen=True)
class Shown:
    """A deliverable in plain values; without `content` it is named only."""

    title: str
    number: str = ""
    dated_on: date | None = None
    file_name: str = ""
    content: bytes | None = None


def row_of(shown: Shown) -> Evidence:
    """The row, not yet saved. Raises Refused with evidence.title, .number, .size, .kind or .content."""
    violations = []
    if not 3 <= len(shown.title.strip()) <= 300:
        message = _("Hãy ghi tên văn bản, tài liệu, từ 3 đến 300 ký tự.")
        violations.append(RuleViolation("evidence.title", message, "title"))
    if len(shown.number.strip()) > 60:
        violations.append(RuleViolation("evidence.number", _("Số, ký hiệu tối đa 60 ký tự."), "number"))
    row = Evidence(title=shown.title.strip(), number=shown.number.strip(), dated_on=shown.dated_on)
    if shown.content is not None:
        violations += _of_file(shown.file_name, shown.content)
        row.file_name = PurePath(shown.file_name).name[-200:]
        row.media_type = KINDS.get(_ending(shown.file_name), (b"", ""))[1]
        row.sha256 = hashlib.sha256(shown.content).hexdigest()
        row.content = encrypt_bytes(shown.content) if not violations else None
    if violations:
        raise Refused(violations)
    return row


def content_of(row: Evidence) -> bytes:
    """The file as it was sent. Raises LookupError where none was."""
    if row.content is None:
        raise LookupError(row.pk)
    return decrypt_bytes(bytes(row.content))


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _of_file(name: str, content: bytes) -> list[RuleViolation]:
    if len(content) > MOST_BYTES:
        message = _("Tệp lớn hơn {most} MB. Hãy chia nhỏ hoặc giảm chất lượng ảnh quét.")
        return [RuleViolation("evidence.size", message, "file", most=MOST_BYTES // 1_000_000)]
    if _ending(name) not in KINDS:
        message = _("Chỉ nhận tệp {kinds}.")
        return [RuleViolation("evidence.kind", message, "file", kinds=", ".join(KINDS))]
    if not content.startswith(KINDS[_ending(name)][0]):
        message = _("Nội dung tệp không đúng với đuôi tệp. Hãy lưu lại tệp rồi gửi.")
        return [RuleViolation("evidence.content", message, "file")]
    return []
