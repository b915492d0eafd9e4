"""Is a packed workbook safe to unpack? Asked of its table of contents alone, before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from django.utils.translation import gettext

from ..errors import RuleViolation
from .kinds import other_kind

MAX_UNPACKED = 300 * 1024 * 1024
MAX_PARTS = 5_000
# Sheets of repeated words pack well; beyond this they were made to.
MAX_RATIO = 150
RATIO_COUNTS_FROM = 20 * 1024 * 1024
WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def require_harmless(path: Path, name: str) -> None:
    """Raises RuleViolation: file.damaged, file.kind (another kind of packed file), file.encrypted or file.bomb."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    names = {part.filename for part in parts}
    if not names.intersection(WORKBOOKS):
        raise other_kind(name, "Word" if "word/document.xml" in names else gettext("nén"))
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(name)
    unpacked = sum(part.file_size for part in parts)
    packed_size = max(1, path.stat().st_size)
    is_dense = unpacked > RATIO_COUNTS_FROM and unpacked / packed_size > MAX_RATIO
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or is_dense:
        raise bomb(name)


def bomb(name: str) -> RuleViolation:
    message = gettext(
        "Tệp «{name}» phình quá lớn khi mở, nên không được đọc. Hãy chép dữ liệu sang một tệp mới rồi gửi lại."
    ).format(name=name)
    return RuleViolation("file.bomb", message)


def damaged(name: str) -> RuleViolation:
    message = gettext("Tệp «{name}» bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi lại.").format(name=name)
    return RuleViolation("file.damaged", message)


def encrypted(name: str) -> RuleViolation:
    message = gettext("Tệp «{name}» có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.").format(name=name)
    return RuleViolation("file.encrypted", message)
