"""What a person is told of a file that cannot be read: the reason, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ....base.errors import RuleViolation
from ....base.language import Words
from .bounds import MAX_BYTES, MAX_CHARACTERS


def refusal(reason: str, name: str) -> RuleViolation:
    """The refusal for a word of `refused.py`; what nobody foresaw counts as damaged."""
    return {
        "encrypted": encrypted, "scan": scan, "empty": empty, "too_long": too_long, "bomb": bomb,
        "other_packed": other_packed, "encoding": encoding,
    }.get(reason, damaged)(name)  # fmt: skip


def missing(name: str) -> RuleViolation:
    return RuleViolation("reading.missing", _("Không mở được tệp «{name}». Hãy kiểm tra đường dẫn."), "file", name=name)


def empty(name: str) -> RuleViolation:
    message = _("Tệp «{name}» không có chữ nào. Hãy kiểm tra lại tệp rồi gửi lại.")
    return RuleViolation("reading.empty", message, "file", name=name)


def too_large(name: str) -> RuleViolation:
    message = _("Tệp «{name}» lớn hơn {limit} MB. Hãy bỏ bớt hình ảnh, hoặc tách thành nhiều tệp rồi gửi lại.")
    return RuleViolation("reading.too_large", message, "file", name=name, limit=MAX_BYTES // 1024 // 1024)


def too_long(name: str) -> RuleViolation:
    message = _("Văn bản trong tệp «{name}» dài hơn {limit} triệu ký tự. Hãy tách thành nhiều tệp rồi gửi lại.")
    return RuleViolation("reading.too_long", message, "file", name=name, limit=MAX_CHARACTERS // 1_000_000)


def kind(name: str, what: Words) -> RuleViolation:
    message = _("Tệp «{name}» là {what}, không đọc được. Hãy lưu văn bản dạng .docx hoặc .pdf có chữ rồi gửi lại.")
    return RuleViolation("reading.kind", message, "file", name=name, what=what)


def other_packed(name: str) -> RuleViolation:
    return kind(name, _("tệp nén, không phải văn bản Word (.docx)"))


def encrypted(name: str) -> RuleViolation:
    message = _("Tệp «{name}» có mật khẩu. Hãy mở bằng mật khẩu, lưu lại không có mật khẩu rồi gửi lại.")
    return RuleViolation("reading.encrypted", message, "file", name=name)


def damaged(name: str) -> RuleViolation:
    message = _("Tệp «{name}» bị hỏng, không đọc được. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại.")
    return RuleViolation("reading.damaged", message, "file", name=name)


def scan(name: str) -> RuleViolation:
    message = _(
        "Tệp «{name}» là bản chụp, bản quét: chỉ có hình, không có chữ. Hãy dùng bản gốc .docx hoặc .pdf xuất từ phần "
        "mềm soạn thảo, hoặc cho nhận dạng chữ (OCR) trước rồi gửi lại."
    )
    return RuleViolation("reading.scan", message, "file", name=name)


def bomb(name: str) -> RuleViolation:
    message = _(
        "Tệp «{name}» cần quá nhiều bộ nhớ hoặc thời gian để mở, nên không được đọc. Hãy chép nội dung sang một tệp "
        ".docx mới, hoặc tách thành nhiều tệp rồi gửi lại."
    )
    return RuleViolation("reading.bomb", message, "file", name=name)


def encoding(name: str) -> RuleViolation:
    message = _("Không nhận ra bảng mã chữ của tệp «{name}». Hãy lưu lại dạng văn bản bảng mã UTF-8 rồi gửi lại.")
    return RuleViolation("reading.encoding", message, "file", name=name)
