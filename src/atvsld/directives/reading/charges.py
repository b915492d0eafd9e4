"""Who is charged with a task, with whom, in which part: read from a heading, the sentence itself, or lines below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .agencies import agencies_at, listed, only_agencies
from .days import due_of_cell
from .fields import FIELD
from .lexicon import VERBS
from .outline import Node
from .recurrence import recurrence_in
from .words import trimmed

_ASKED = re.compile(r"^(?:(?:Trân trọng|Kính)\s+)?(?:[Đđ]ề nghị|[Mm]ời)\s*:?\s*", re.IGNORECASE)
_GIVEN = re.compile(r"^(?:Giao|Yêu cầu|Phân công|Đối với|Trách nhiệm của|Nhiệm vụ của|Ủy quyền)\s*(?:cho\s+)?:?\s*")
_WITHIN = re.compile(r"\b([Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?(?=[A-ZĐcUỦỤ])")
_LEADS = re.compile(r"\bchủ trì\b", re.IGNORECASE)
_WITH = re.compile(
    r"\b[Pp]hối hợp(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|hiệu quả|tốt|cùng|chủ động|trực tiếp|liên ngành))?,?\s+"
    r"(?:(?:[Vv]ới|[Cc]ùng)\s+|(?=(?:Văn phòng|Sở|Bộ|UBND|Ủy ban|Công an|Ban|Hội|Mặt trận|Liên đoàn)\s))"
)
_TOGETHER = re.compile(r"^(?:Chủ động,?\s+|Tích cực,?\s+|Tăng cường\s+|Tham gia\s+)?phối hợp\b", re.IGNORECASE)
_DIRECTS = re.compile(
    r"^,?\s*(?:tăng cường\s+|tập trung\s+)?chỉ đạo\b(?!\s+(?:tổ chức|thực hiện|triển khai)\b)", re.IGNORECASE
)
_SAID_OF = re.compile(
    r"^\s*(?:(?:có trách nhiệm|chịu trách nhiệm|là cơ quan (?:thường trực|đầu mối))\s*:?|:|-)\s*", re.IGNORECASE
)
_TRAILING = re.compile(
    r"\(\s*(?P<lead>[^()]{3,120}?)\s+chủ trì(?:[,;]?\s*(?:(?P<with>[^()]{3,200}?)\s+phối hợp|phối hợp "
    r"với\s+(?P<with_>[^()]{3,200}?)))?\s*\)\.?$"
)


@dataclass(frozen=True)
class Charge:
    """Bodies that are asked (`is_asked`) are not subordinate; `rule` says where the lead was read."""

    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    role: str | None = None
    deliverable: str | None = None
    deadline: str | None = None
    recurrence: str | None = None
    recurrence_raw: str | None = None
    is_asked: bool = False
    rule: str = ""


def charge_of_heading(node: Node) -> Charge | None:
    """What a heading lays on all that stands below it: it is a name, or a name and what it does with whom."""
    if "charge" not in vars(node):
        vars(node)["charge"] = _charge_of_heading(node)
    found: Charge | None = vars(node)["charge"]
    return found


def _charge_of_heading(node: Node) -> Charge | None:
    text = trimmed(node.text)
    if node.own_zone or (not node.kind and node.parent is not None and node.parent.paragraph is None):
        return None
    is_asked = bool(_ASKED.match(text))
    bare = _GIVEN.sub("", _ASKED.sub("", text))
    if names := only_agencies(bare):
        return Charge(names, is_asked=is_asked, rule="lead.heading")
    found = agencies_at(bare)
    if found is None:
        return _unknown(node, bare, is_asked)
    rest = bare[found.end :].strip()
    if unknown := _unknown(node, bare, is_asked) if trimmed(rest) else None:
        return unknown
    said = _SAID_OF.sub("", rest)
    if not node.text.rstrip().endswith(":") and trimmed(said) and not re.fullmatch(r"\(.*\)", rest):
        return None
    return with_whom(Charge(found.names, is_asked=is_asked, rule="lead.heading"), said)


def _unknown(node: Node, bare: str, is_asked: bool) -> Charge | None:
    """Below "Tổ chức thực hiện" a short heading names somebody, though it is no name that is known."""
    words = bare.split()
    is_named = node.zone == "organise" or bool(_GIVEN.match(node.text))
    if not is_named or node.kind not in ("number", "decimal", "letter", "roman") or len(words) > 24:
        return None
    pairs = {" ".join(words[:2]).lower(), words[0].lower() if words else ""}
    if not words or pairs & VERBS or re.search(r"\bchủ trì|phối hợp\b", bare):
        return None
    return Charge(listed(bare), role="thuc_hien", is_asked=is_asked, rule="lead.heading_unknown")


def charge_above(node: Node) -> Charge:
    """What the headings above lay on a paragraph: the nearest that names somebody."""
    extra = Charge()
    for above in node.ancestors():
        if not above.is_heading and above.depth > 2:
            # "2. Các tỉnh ủy cụ thể hóa …", and below it paragraphs without a number of their own.
            own = charge_of(above.said, Charge()) if above is node.parent and not node.kind else Charge()
            if own.rule == "lead.subject":
                return Charge(own.lead, role=own.role, rule="lead.item")
            continue
        if found := charge_of_heading(above):
            return replace(found, coordinating=found.coordinating or extra.coordinating, role=found.role or extra.role)
        if above.text.rstrip().endswith(":"):
            shared = with_whom(Charge(), above.text)
            extra = extra if extra.role else shared
    return extra


def charge_of(text: str, above: Charge) -> Charge:
    """The charge of one sentence below these headings."""
    charge, rest = _own_lead(text, above)
    return with_whom(charge, rest)


def _own_lead(text: str, above: Charge) -> tuple[Charge, str]:
    is_asked = bool(_ASKED.match(text)) and not above.lead
    asked = text if above.lead else _ASKED.sub("", text) if is_asked else _GIVEN.sub("", text, count=1)
    start = len(text) - len(asked)
    found = agencies_at(text, start)
    if found is not None and (start or _is_subject(text[found.end :])):
        rule = "lead.asked" if is_asked else "lead.given" if start else "lead.subject"
        return replace(above, lead=found.names, is_asked=is_asked or (above.is_asked and not start), rule=rule), text[
            found.end :
        ]
    if not above.lead and (behind := _behind_lead_in(text)):
        return replace(above, lead=behind[0], rule="lead.behind_clause"), text[behind[1] :]
    if trailing := _TRAILING.search(text):
        partners = trailing["with"] or trailing["with_"]
        return replace(
            above, lead=listed(trailing["lead"]), coordinating=listed(partners) if partners else (), role="chu_tri",
            rule="lead.brackets",
        ), text[: trailing.start()]  # fmt: skip
    if not above.lead and (within := _WITHIN.search(text)):
        found = agencies_at(text, within.end())
        if found is not None:
            is_asked = within.group(1).lower() == "đề nghị"
            return replace(above, lead=found.names, is_asked=is_asked, rule="lead.within"), text[found.end :]
    return above, text


_LEAD_IN = re.compile(r"^(?:Căn cứ|Trên cơ sở|Theo|Trong|Để|Nhằm|Đối với|Ngoài|Định kỳ|H[ằà]ng năm|Trước)\b")


def _behind_lead_in(text: str) -> tuple[tuple[str, ...], int] | None:
    """(the bodies, where they end) behind a clause of reasons: "Căn cứ nội dung Kế hoạch này, các sở chủ động …"."""
    if not _LEAD_IN.match(text):
        return None
    for comma in re.finditer(r",\s+", text[:260]):
        found = agencies_at(text, comma.end())
        if found is not None and re.match(r"\s+[^\W\d_A-ZĐ]", text[found.end :]):
            return found.names, found.end
    return None


def _is_subject(rest: str) -> bool:
    """Whether what follows a name is what the body does: not a comma of an enumeration, not the end."""
    said = rest.strip()
    return bool(said) and said[0] not in ".;)" and not re.match(r",\s*(?:[A-ZĐ]|các\b)", rest)


def with_whom(charge: Charge, said: str) -> Charge:
    """The same with the role and the partners that the words tell."""
    said = _SAID_OF.sub("", said.strip()).strip(" ,")
    partners: tuple[str, ...] = ()
    for found in _WITH.finditer(said):
        named = agencies_at(said, found.end())
        if named is not None:
            partners = named.names
            break
    role = charge.role
    first = re.split(r"[.;]\s", said, maxsplit=1)[0]
    if _LEADS.search(first) or (
        _LEADS.search(said) and partners and _LEADS.search(said[: said.lower().find("phối hợp")])
    ):
        role = "chu_tri"
    elif _TOGETHER.match(said) or partners:
        role = "phoi_hop"
    elif _DIRECTS.match(said) and charge.lead:
        role = "chi_dao"
    if charge.is_asked:
        role = "de_nghi"
    return replace(
        charge, coordinating=partners or charge.coordinating, role=role or ("thuc_hien" if charge.lead else None)
    )


def with_fields(charge: Charge, text: str) -> Charge:
    """The same with what lines of "Cơ quan chủ trì: …; Thời gian: …" below it tell."""
    marks = list(FIELD.finditer(text))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        value, name = trimmed(text[mark.end() : end]), mark["name"].lower()
        if not value:
            continue
        if "phối hợp" in name:
            charge = replace(charge, coordinating=_merged(charge.coordinating, listed(value)))
        elif (
            "chủ trì" in name
            or "đầu mối" in name
            or (name.endswith("thực hiện") and "thời" not in name and "tiến" not in name and "lộ" not in name)
        ):
            role = "chu_tri" if "chủ trì" in name or "đầu mối" in name else charge.role or "thuc_hien"
            charge = replace(charge, lead=listed(value), role=role, rule="lead.field")
        elif name.startswith(("thời", "tiến", "lộ", "hoàn")):
            charge = with_time(charge, value)
        elif name.startswith(("sản phẩm", "kết quả", "đầu ra")):
            charge = replace(charge, deliverable=value)
    return charge


def with_time(charge: Charge, value: str) -> Charge:
    """The same with the time that a cell or a field tells."""
    due, again = due_of_cell(value), recurrence_in(value, is_cell=True)
    return replace(
        charge, deadline=due.on if due else charge.deadline, recurrence=again.kind if again else charge.recurrence,
        recurrence_raw=again.raw if again else charge.recurrence_raw,
    )  # fmt: skip


def _merged(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return (*known, *(name for name in more if name not in known))
