"""Targets: a measure, how it is compared, a figure and its unit, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numbers import figure_of
from .outline import Node, walk
from .result import Target
from .words import capitalized, trimmed

_N = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_UNIT = (
    r"%|‰|[µμm]g/(?:m3|Nm3|l)\b|/\s?1[\d.]* ?[^\W\d_]+(?: [^\W\d_]+)?|điểm phần trăm|điểm %|(?:triệu|tỷ|nghìn|"
    r"ngàn)?\s*(?:đồng|USD|ha|km2?|m2|m3|MW|kW|tấn|MB|GB)\b|(?:tỷ|triệu|nghìn)\b|"
    r"[^\W\d_]+(?:\s+[^\W\d_]+)*"
)
_LEAST = r"ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|thấp nhất"
_MOST = r"không quá|tối đa|không vượt quá|không cao hơn|nhiều nhất|cao nhất"
_MORE = r"trên|hơn|vượt|cao hơn|lớn hơn"
_FEWER = r"dưới|thấp hơn|nhỏ hơn|ít hơn"
_ABOUT = (
    r"khoảng|gần|đạt|bằng|là|còn|từ|được|lên|xuống|chiếm|có|thêm|bình quân|trung bình|hằng năm|hàng "
    r"năm|mỗi năm|:|mức|tỷ lệ|tỉ lệ|đến|mới|và|duy trì|ở"
)
_BEFORE = rf"(?P<before>(?:(?:{_LEAST}|{_MOST}|{_MORE}|{_FEWER}|{_ABOUT}|≥|≤|>|<|=)\s*)*)"
_CHANGE = re.compile(
    rf"\b(?P<way>gi[ảãạá]m|"
    rf"t[ăãâ]ng)(?P<between>(?:\s+[^\W\d_]+){{0,5}}?)\s*{_BEFORE}(?P<value>{_N})\s*(?P<unit>{_UNIT})?(?=(?P<after>[^,;.]{{0,40}}))",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"(?<![\w/.,\-–]){_BEFORE}(?<![\w/.,])(?P<value>{_N})(?P<upto>\s*[-–]\s*{_N})?\s*(?P<unit>{_UNIT})?(?=(?P<after>[^,;.]{{0,40}}))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"^(?:(?:phấn đấu|phần đấu|phấn đầu|phần đầu|bảo đảm|đảm bảo|đến năm \d{4},?|nâng|đưa|có|và|trong đó,?)\s+)*"
    r"(?:t[ỷỉ] lệ|t[ỷỉ] số|t[ỷỉ] suất|tần suất|số|tổng|chỉ số|diện tích|mức|sản lượng|tốc độ|tỷ trọng|tỉ trọng|doanh "
    r"thu|quy mô|thời gian|giá trị|năng suất|thu nhập|tuổi thọ"
    r"|độ|100|hình thành|nâng tổng|xây dựng|thành lập|ít nhất|tối thiểu|trên|có \d|\d|thu hút|công "
    r"suất|kim ngạch|bình quân|lượng|tuổi|giảm|tăng|phát triển)",
    re.IGNORECASE,
)
_STRIVE = re.compile(
    r"^(?:ph[ấầ]n đ[ấầ]u(?:\s+(?:đến|trong|để|hằng năm|hàng năm))?|mục tiêu(?: đến năm \d{4})?\s*:?|"
    r"bảo đảm|đảm bảo|và|trong đó|cụ thể)\s*[,:]?\s*",
    re.IGNORECASE,
)
_PERIOD = re.compile(
        r"(?:đến|tới|trước|vào)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}|(?:trong\s+)?giai "
        r"đoạn\s+\d{4}\s*[-–]\s*\d{4}|(?:trong\s+)?năm\s+\d{4}"
    r"|(?:mỗi|từng)\s+năm|h[ằà]ng\s+năm|/\s?năm|mỗi\s+nhiệm kỳ|h[ằà]ng\s+(?:quý|tháng)", re.IGNORECASE,
)  # fmt: skip
_YEARLY = re.compile(r"(?:/|mỗi|từng|h[ằà]ng)\s*năm", re.IGNORECASE)
_COMPARED = re.compile(r"so với|cùng kỳ", re.IGNORECASE)
# Numbers that measure nothing: of documents, articles, dates, ranks, phases.
_NOT_MEASURED = re.compile(
        r"(?:ngày|tháng|năm|quý|số|điều|khoản|điểm|mục|phụ lục|nghị quyết|quyết định|chỉ thị|luật|giai "
        r"đoạn|khóa|lần thứ|thứ|cấp|loại|nhóm|đề án|tờ trình|covid|quốc lộ"

        r"|chương|phần|kế hoạch|chương trình|công ước|iso|nghị định|thông tư|sau|qua|trong|đợt|mức|bước|"
        r"khu phố|tổ|tuyến|đường|5s)\s*$", re.IGNORECASE,
)  # fmt: skip
_NO_UNIT = re.compile(
    r"^(?:năm|tháng|ngày|quý|tuổi|giờ|phút|đến|và|của|khóa|tại|trở|trong|theo|là|về|-|thực|cấp|nhiệm|"
    r"lần thứ|điều|khoản)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\bđã đạt|\bđạt được|\bđã (?:có|hoàn thành|giảm|tăng|thực hiện)|\bmới đạt|\bước đạt|\bbình quân giai đoạn\b",
    re.IGNORECASE,
)
_STRIVING = re.compile(r"ph[ấầ]n đ[ấầ]u|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo|yêu cầu đạt", re.IGNORECASE)
_STRIVES = re.compile(r"ph[ấầ]n đ[ấầ]u", re.IGNORECASE)
_BEGINS_TO_STRIVE = re.compile(r"(?:^\s*|:\s+|\.\s+)(?P<strive>Ph[ấầ]n đ[ấầ]u)\b")
# "Đến năm 2030, ít nhất 85 % …": what is to be reached, not what is to be done.
IS_TARGET = re.compile(
    r"^(?:Đến (?:hết )?năm \d{4},?\s*)?(?:ph[ấầ]n đ[ấầ]u\s*)?(?:đạt\s+|có\s+)?(?:ít nhất|tối thiểu|trên|khoảng)?\s*"
    r"\d+(?:[.,]\d+)?\s?%", re.IGNORECASE,
)  # fmt: skip
_CLAUSE = re.compile(r"(?<!\d)[;.](?=\s|$)|[;.](?=\s+[^\d\s])|;\s*")


@dataclass(frozen=True)
class _Found:
    comparator: str
    value: float
    unit: str | None
    start: int
    end: int
    rule: str


def targets_in(root: Node) -> Iterator[Target]:
    """In sections on targets every figure of a measure; in others only what the text calls a figure to be reached."""
    for node in walk(root):
        if node.paragraph is None or node.paragraph.is_cell or node.is_heading:
            continue
        zone = node.zone
        if zone == "targets" or (zone in ("tasks", "organise", "") and IS_TARGET.match(node.text)):
            yield from _of_paragraph(node, is_told=True)
        elif zone in ("tasks", "organise", "") and _STRIVING.search(node.text):
            yield from _of_paragraph(node, is_told=False)


def _of_paragraph(node: Node, *, is_told: bool) -> Iterator[Target]:
    assert node.paragraph is not None
    period = next((p for a in node.ancestors() if (p := _period_of(a.text))), None)
    lead, strives = "", False
    for clause in _clauses(node.said):
        if _RESULT.search(clause):
            continue
        begun = _BEGINS_TO_STRIVE.search(clause)
        # "… cụ thể: Phấn đấu tổng tỷ suất sinh đạt 2,1; tỷ số …; 70% phụ nữ …": all that is listed behind it.
        strives = begun is not None or (strives and _MEASURE.match(clause.strip()) is not None)
        if begun is not None and not is_told:
            clause = clause[begun.start("strive") :]
        if not is_told and not strives and not (_STRIVES.search(clause) and "%" in clause):
            continue
        for text, found in _measured(clause):
            said = trimmed(_STRIVE.sub("", text))
            own = _period_of(text) or _period_of(lead or clause)
            yield Target(
                text=said, indicator=_indicator(text, found), comparator=found.comparator, value=found.value,
                unit=found.unit, period=own or period, lines=node.paragraph.lines, rule=found.rule,
            )  # fmt: skip
        lead = clause


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for found in _CLAUSE.finditer(text):
        if (
            found.group().startswith(".")
            and re.search(r"\d$", text[: found.start()])
            and text[found.end() : found.end() + 1].isdigit()
        ):
            continue
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def _measured(clause: str) -> Iterator[tuple[str, _Found]]:
    """(the words of the target, what was found) for each figure of a clause; words between belong to the next."""
    at = 0
    while found := _next(clause, at):
        begin = _begin(clause, at, found.start)
        end = _end(clause, found.end)
        yield (
            clause[begin:end].strip(),
            _Found(found.comparator, found.value, found.unit, found.start - begin, found.end - begin, found.rule),
        )
        at = max(end, found.end)


def _next(clause: str, at: int) -> _Found | None:
    changed, level = None, None
    for match in _matches(_CHANGE, clause, at):
        if changed is None and _is_measure(clause, match, is_change=True):
            changed = _changed(match)
    for match in _matches(_LEVEL, clause, at):
        if level is None and _is_measure(clause, match, is_change=False):
            level = _leveled(match)
    if changed and level:
        return changed if changed.start <= level.start or changed.end == level.end else level
    return changed or level


def _matches(pattern: re.Pattern[str], clause: str, at: int) -> Iterator[re.Match[str]]:
    """Each figure; the words behind one ("2030 đạt dưới") may stand before the next ("40 %")."""
    while found := pattern.search(clause, at):
        yield found
        at = found.end("value")


def _is_measure(clause: str, match: re.Match[str], *, is_change: bool) -> bool:
    before = clause[: match.start("value")].rstrip()
    unit = (match["unit"] or "").strip()
    is_limit = re.search(rf"{_LEAST}|{_MOST}", match["before"], re.IGNORECASE)
    if not unit or (_NO_UNIT.match(unit) and not (is_limit and re.match(r"ngày|giờ|phút|tháng", unit))):
        return False
    if unit in ("%", "‰") or (is_change and match["value"]):
        return not _NOT_MEASURED.search(before) or unit == "%"
    return not _NOT_MEASURED.search(before) and not re.search(r"[/(]$", before)


def _changed(match: re.Match[str]) -> _Found:
    way = "decrease" if match["way"].lower().startswith("g") else "increase"
    words = f"{match['between']} {match['before']}".lower()
    is_floor = re.search(rf"{_LEAST}|{_MORE}|\btừ\b|≥|>", words) or re.search(
        r"^\s*(?:/\s?năm)?\s*(?:trở lên)", match["after"]
    )
    kind = f"{way}_at_least" if is_floor else f"{way}_by"
    return _Found(
        kind,
        figure_of(match["value"]),
        _unit(match),
        match.start(),
        match.end("unit") if match["unit"] else match.end("value"),
        "target.change",
    )


def _leveled(match: re.Match[str]) -> _Found:
    words, after = match["before"].lower(), match["after"].lower()
    if re.match(r"\s*trở lên", after) or re.search(rf"{_LEAST}|≥", words):
        comparator = ">="
    elif re.match(r"\s*trở xuống", after) or re.search(rf"{_MOST}|≤", words):
        comparator = "<="
    elif re.search(rf"{_MORE}|>", words):
        comparator = ">"
    elif re.search(rf"{_FEWER}|<", words):
        comparator = "<"
    elif re.search(r"\btừ\b", words) and match["upto"]:
        comparator = ">="
    else:
        comparator = "="
    return _Found(comparator, figure_of(match["value"]), _unit(match), match.start(), _unit_end(match), "target.level")


def _unit_end(match: re.Match[str]) -> int:
    unit = _unit(match)
    return match.start("unit") + len(unit) if unit and match["unit"].startswith(unit) else match.end("value")


def _unit(match: re.Match[str]) -> str | None:
    """What is counted: up to three words where no more follow, else the first."""
    unit = (match["unit"] or "").strip()
    if unit in ("%", "‰") or unit.startswith(("điểm", "/")):
        return unit
    words = re.split(r"\s+(?:so với|trở lên|trở xuống|mỗi|trong|trên|tại|của|cho|được|có|theo)\b", unit)[0].split()
    return " ".join(words if len(words) <= 3 else words[:1]) or None


def _begin(clause: str, at: int, start: int) -> int:
    """Where the words of the target begin: at the measure, behind the comma before it, or at the start."""
    commas = [at, *(at + m.end() for m in re.finditer(r",\s+|:\s+(?=[^\W\d_])", clause[at:start]))]
    for begin in reversed(commas):
        if begin < start and _MEASURE.match(clause[begin:]) and (True):
            if (
                re.match(r"(?:giảm|tăng|nâng|trên|ít nhất|tối thiểu)\b", clause[begin:], re.IGNORECASE)
                and begin == start
                and begin != at
            ):
                continue
            return begin
    return at


def _end(clause: str, end: int) -> int:
    """Where they end: at the next comma that a further figure or measure follows, or with the clause."""
    for comma in re.finditer(r",\s+|\s+và\s+", clause[end:]):
        rest = clause[end + comma.end() :]
        if _MEASURE.match(rest) and re.search(r"\d", rest) and not re.match(r"\d{4}\b", rest):
            return end + comma.start()
    return len(clause)


def _period_of(text: str) -> str | None:
    if _YEARLY.search(text) and not re.search(r"kế hoạch hằng năm", text):
        return "hằng năm"
    found = _PERIOD.search(text)
    if not found or _COMPARED.search(text[max(0, found.start() - 12) : found.start()]):
        return None
    return re.sub(r"^(?:trong|vào)\s+", "", found.group().strip(), flags=re.IGNORECASE).lower()


def _indicator(text: str, found: _Found) -> str:
    """The measure: the words without the figure, how it is compared, and when."""
    before = re.split(r"[,:]\s*$", text[: found.start])[0]
    after = text[found.end :]
    after = re.sub(r"^\s*(?:trở lên|trở xuống|/\s?năm(?:\s+trở lên)?|mỗi năm|hằng năm|hàng năm)", "", after)
    words = before if len(trimmed(_STRIVE.sub("", before))) > 6 else f"{before} {after}"
    words = _PERIOD.sub("", _STRIVE.sub("", words))
    words = re.sub(r"(?:\s|^)(?:đạt|ph[ấầ]n đ[ấầ]u|có|là|được|lên|từ|đến|còn|bình quân)\s*$", "", trimmed(words))
    return capitalized(trimmed(re.sub(r"\s+", " ", words)))
