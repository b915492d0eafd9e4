"""The close of a document: who receives it, who signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .cleaning import Line
from .parts import OFFICE, RECIPIENTS, SIGNED_FOR
from .result import Signer
from .words import begins_low, capitalized, is_upper

_DASH = re.compile(r"^[-–—−•*+_~]\s*")
_NAME = re.compile(r"^(?:\(?Đã ký\)?:?\s*)?((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\.?\s+){1,5}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+)$")
_RANKED = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Đại tướng|Thượng tá)\.?\s*)+", re.IGNORECASE
)
_FOR = re.compile(r"^(TM|T/M|T\.M|KT|K/T|K\.T|TL|T/L|TUQ|Q)\s?[./]?\s*", re.IGNORECASE)
# Offices and bodies as they are written within a sentence.
_PROPER = (
    "Chủ tịch", "Thủ tướng", "Bí thư", "Thường trực", "Giám đốc", "Bộ trưởng", "Thứ trưởng", "Chánh", "Văn phòng",
    "Ban Thường vụ", "Ủy ban nhân dân", "Chính phủ", "Ban Chấp hành", "Tỉnh ủy", "Ban Bí thư", "Hội đồng nhân dân",
    "Cục trưởng", "Vụ trưởng", "Trưởng ban", "Thanh tra", "Bộ Chính trị", "Quốc hội", "Tổng Giám đốc", "UBND", "HĐND",
    "Đảng đoàn", "Hiệu trưởng", "Viện trưởng", "Chủ nhiệm", "Thành ủy", "Trung ương", "Phó Chủ tịch",
)  # fmt: skip
_WRITTEN = {name.lower(): name for name in _PROPER} | {"uỷ ban nhân dân": "Ủy ban nhân dân"}


def recipients_in(close: Sequence[Line]) -> tuple[str, ...]:
    """Whom the document is sent to, one a line, as it is written there but for the last mark."""
    found: list[str] = []
    is_open = False
    for line in close:
        if RECIPIENTS.match(line.text):
            is_open = True
            rest = RECIPIENTS.sub("", line.text).strip()
            if rest and _DASH.match(rest):
                found.append(_DASH.sub("", rest))
            continue
        if not is_open:
            continue
        if _DASH.match(line.text):
            found.append(_DASH.sub("", line.text))
        elif _is_signature(line.text) or _NAME.match(line.text):
            if found and found[-1].lower().startswith("lưu"):
                break
        elif (
            found and not found[-1].rstrip().endswith((";", ".")) and (begins_low(line.text) or found[-1].endswith(","))
        ):
            found[-1] += f" {line.text}"
        elif found and found[-1].lower().startswith("lưu"):
            break
    return tuple(text for one in found if (text := one.strip().rstrip(";.,").strip()))


def signer_in(close: Sequence[Line], body: str) -> Signer | None:
    """Who signed: the last office on the way down, the body on whose behalf, the name below."""
    signed = list(_signature(close))
    if not signed:
        return None
    body_of, title, name = None, None, None
    for text in signed:
        mark = _FOR.match(text) if SIGNED_FOR.match(text) else None
        if mark and mark.group(1).upper().replace(".", "").replace("/", "") == "TM":
            body_of = _on_behalf(text[mark.end() :], body)
        elif mark is None and OFFICE.match(text.upper()) and is_upper(text):
            is_more = title is not None and text.upper() in ("THƯỜNG TRỰC",)
            title = f"{title} {written(text)}" if is_more else written(text)
        elif mark is None and (found := _NAME.match(_RANKED.sub("", text))) and not is_upper(text):
            name = found.group(1)
    if title is None and (
        deputies := [_FOR.sub("", t) for t in signed if SIGNED_FOR.match(t) and not t.upper().startswith("TM")]
    ):
        title = written(deputies[-1])
    return Signer(name, title, body_of) if name or title or body_of else None


def _signature(close: Sequence[Line]) -> Iterator[str]:
    """The lines of the signature, whether recipients stand before or between them."""
    begun, held = False, ""
    for line in close:
        if _DASH.match(line.text) or RECIPIENTS.match(line.text):
            continue
        text = line.text.strip("* ")
        if _is_signature(text):
            if held:
                yield held
            begun, held = True, text
        elif held and is_upper(text) and len(text) < 40 and not _NAME.match(text):
            held += f" {text}"
        elif begun and _NAME.match(_RANKED.sub("", text)) and not is_upper(text):
            yield held
            yield text
            return
    if held:
        yield held


def _is_signature(text: str) -> bool:
    return is_upper(text) and len(text) < 90 and bool(SIGNED_FOR.match(text) or OFFICE.match(text))


def _on_behalf(text: str, body: str) -> str:
    """The body, and of a people's committee its level, where the document says whose it is."""
    named = written(text)
    level = re.search(r"(?:nhân dân|UBND|HĐND)\s+(tỉnh|thành phố|xã|phường|huyện|đặc khu)", body)
    if re.fullmatch(r"(?:Ủy ban|Hội đồng) nhân dân|UBND|HĐND", named) and level:
        named += f" {level.group(1)}"
    return named


def written(text: str) -> str:
    """What stands in capitals as it is written within a sentence: "PHÓ CHỦ TỊCH" is "Phó Chủ tịch"."""
    low = text.strip(" .:").lower()
    for plain, proper in sorted(_WRITTEN.items(), key=lambda pair: -len(pair[0])):
        low = re.sub(rf"(?<!\w){plain}(?!\w)", proper, low)
    return capitalized(low)
