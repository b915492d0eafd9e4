from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..language import Words
from ..numbers import vietnamese_integer
from .core import Field

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Words, kept as typed in Unicode NFC, without control characters."""

    max_length: int = 300
    multiline: bool = False

    @property
    def blank(self) -> Any:
        return ""

    def parse(self, raw: Any, refs: Any) -> str:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        text = unicodedata.normalize("NFC", str(raw)).strip()
        if not self.multiline:
            text = " ".join(text.split())
        if CONTROL.search(text):
            raise self.wrong("control_character", _("«{label}» có ký tự không đọc được. Hãy gõ lại mục này."))
        if len(text) > self.max_length:
            message = _("«{label}» dài {length} ký tự, tối đa {most}. Hãy viết gọn lại.")
            raise self.wrong("too_long", message, length=len(text), most=self.max_length)
        return text


@dataclass(frozen=True, kw_only=True)
class Identity(Text):
    """A citizen's identity number of 12 digits (or the old one of 9)."""

    max_length: int = 20

    def parse(self, raw: Any, refs: Any) -> str:
        text = re.sub(r"[ .\-]", "", super().parse(raw, refs))
        if not re.fullmatch(r"\d{12}|\d{9}", text, re.ASCII):
            message = _("«{label}» phải có 12 chữ số (hoặc 9 số với giấy cũ). Hãy kiểm tra lại.")
            raise self.wrong("identity", message)
        return text


@dataclass(frozen=True, kw_only=True)
class Integer(Field):
    """A whole number within bounds; understands 1.234 as typed in Vietnam and 1234.0 as read from Excel."""

    minimum: int = 0
    maximum: int = 2_147_483_647
    unit: Words = ""

    def parse(self, raw: Any, refs: Any) -> int:
        number = self._whole(raw)
        if number is None:
            raise self.wrong("number", _("«{label}» phải là số nguyên, ví dụ 12 hoặc 1.200."))
        if not self.minimum <= number <= self.maximum:
            low, high = vietnamese_integer(self.minimum), vietnamese_integer(self.maximum)
            raise self.wrong("range", _("«{label}» phải từ {low} đến {high}."), low=low, high=high)
        return number

    @staticmethod
    def _whole(raw: Any) -> int | None:
        if isinstance(raw, bool):
            return None
        if isinstance(raw, int):
            return raw
        if isinstance(raw, float):
            return int(raw) if raw.is_integer() and abs(raw) < 1e18 else None
        text = str(raw).replace("\xa0", "").replace(" ", "")
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text, re.ASCII):
            text = text.replace(".", "")
        return int(text) if re.fullmatch(r"-?\d{1,18}", text, re.ASCII) else None

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        if value is None:
            return ""
        return vietnamese_integer(value) + (f" {self.unit}" if self.unit else "")


@dataclass(frozen=True, kw_only=True)
class Year(Integer):
    """A calendar year."""

    minimum: int = 1900
    maximum: int = 2100

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True, kw_only=True)
class Money(Integer):
    """An amount in đồng, without decimals."""

    maximum: int = 999_999_999_999_999
    unit: Words = _("đồng")


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day: 31/12/2025, 2025-12-31, or a day number of Excel."""

    not_future: bool = True

    def parse(self, raw: Any, refs: Any) -> date:
        day = self._day(raw)
        if day is None or not 1900 <= day.year <= 2200:
            raise self.wrong("date", _("«{label}» không phải là ngày. Hãy nhập theo mẫu ngày/tháng/năm: 31/12/2025."))
        if self.not_future and day > datetime.now(HERE).date():
            raise self.wrong("future", _("«{label}» ở tương lai. Hãy kiểm tra lại ngày."))
        return day

    @staticmethod
    def _day(raw: Any) -> date | None:
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date):
            return raw
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return EXCEL_EPOCH + timedelta(days=int(raw)) if 1 <= raw < 110_000 else None
        text = str(raw)
        for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
            try:
                return datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        return None

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return "" if value is None else f"{value:%d/%m/%Y}"


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """A day and a clock time in Viet Nam: 31/12/2025 14:30."""

    def parse(self, raw: Any, refs: Any) -> datetime:
        moment = self._moment(raw)
        if moment is None or not 1900 <= moment.year <= 2200:
            message = _("«{label}» không phải là ngày giờ. Hãy nhập theo mẫu: 31/12/2025 14:30.")
            raise self.wrong("moment", message)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=HERE)
        moment = moment.astimezone(UTC)
        if moment > datetime.now(UTC) + timedelta(minutes=10):
            raise self.wrong("future", _("«{label}» ở tương lai. Hãy kiểm tra lại ngày giờ."))
        return moment

    @staticmethod
    def _moment(raw: Any) -> datetime | None:
        if isinstance(raw, datetime):
            return raw
        if isinstance(raw, date):
            return datetime.combine(raw, time())
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            whole = datetime.combine(EXCEL_EPOCH, time())
            return whole + timedelta(minutes=round(raw * 1440)) if 1 <= raw < 110_000 else None
        text = str(raw)
        for pattern in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y"):
            try:
                return datetime.strptime(text, pattern)
            except ValueError:
                continue
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return "" if value is None else f"{value.astimezone(HERE):%d/%m/%Y %H:%M}"

    def typed(self, value: Any, codes: Any, refs: Any) -> Any:
        return self.show(value, codes, refs) if value else None


YES = {"1", "true", "có", "co", "x", "yes", "on", "đúng", "dung"}
NO = {"0", "false", "không", "khong", "no", "off", "sai"}


YES_SAID, NO_SAID = pgettext_lazy("trả lời", "Có"), pgettext_lazy("trả lời", "Không")


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no; an empty field is `default`."""

    default: bool = False

    @property
    def blank(self) -> Any:
        return self.default

    def parse(self, raw: Any, refs: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        text = str(int(raw)) if isinstance(raw, float) and raw in (0.0, 1.0) else str(raw).lower()
        if text in YES:
            return True
        if text in NO:
            return False
        raise self.wrong("boolean", _("«{label}» chỉ nhận «có» hoặc «không»."))

    def show(self, value: Any, codes: Any, refs: Any) -> str:
        return "" if value is None else str(YES_SAID if value else NO_SAID)

    def typed(self, value: Any, codes: Any, refs: Any) -> Any:
        return self.show(value, codes, refs).lower()
