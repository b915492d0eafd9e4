"""Tasks in running text: paragraphs under headings that announce tasks, or that give somebody something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .agencies import agencies_at
from .charges import Charge, charge_above, charge_of, with_fields, with_whom
from .days import due_in
from .fields import is_fields
from .outline import Node, walk
from .recurrence import recurrence_in
from .result import Task
from .targets import IS_TARGET
from .words import folded, trimmed

_CLOSES = re.compile(
    r"^(?:Trên đây là|Trong quá trình|Quá trình (?:triển khai|thực hiện|tổ chức)|(?:Chỉ thị|Kế hoạch|"
    r"Quyết định|Nghị quyết|Chương trình|Kết luận|Thông báo|Công điện|Hướng dẫn) này"
    r"|Nhận được|Căn cứ (?:nội dung|Kế hoạch|Chương trình|Nghị quyết|Luật|Chỉ thị|Quyết định|Nghị "
    r"định)|Nếu có|Mọi vướng mắc|Nơi nhận|Xin trân trọng|Trân trọng"
    r"|(?:Ban hành|Phê duyệt)\s+(?:kèm theo|Kế hoạch|Chương trình|Đề án|Quy chế)|Bãi bỏ|Thay thế)",
)
_RECITAL = re.compile(
    r"^(?:Căn cứ (?:Luật|Nghị|Quyết|Chỉ thị|Thông tư|Kế hoạch|Hiến pháp|Bộ luật|Công văn|Kết luận|"
    r"Chương trình)|Theo đề nghị|Xét )"
)
_IN_FORCE = re.compile(
    r"chịu trách nhiệm (?:thi hành|thực hiện) (?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch) này|có hiệu "
    r"lực (?:thi hành )?(?:kể )?từ"
)
_GIVES = re.compile(
    r"^(?:Giao|Yêu cầu|Đề nghị|Phân công)\s|\b(?:giao|đề nghị)\s+(?=[A-ZĐU])|^\S.{0,200}?\b(?:chịu "
    r"trách nhiệm|có trách nhiệm|chủ trì)\b"
)
_VERB_FIRST = re.compile(
    r"^(?:(?:Tiếp tục|Chủ động|Khẩn trương|Thường xuyên|Kịp thời|Tích cực|Tập trung|Định kỳ|Hằng năm|"
    r"Hàng năm|Trực tiếp)\b|[A-ZĐÂƯÔ])"
)
# What only says that tasks follow.
_NAMES_TASKS = re.compile(r"^(?:Các\s+)?(?:Nhiệm vụ|Nội dung|Công việc|Yêu cầu)\b[^:]{0,40}:\s*$", re.IGNORECASE)
ZONES = frozenset(("tasks", "organise"))


def tasks_in(root: Node) -> Iterator[Task]:
    """The tasks of one part of a document, in order. Nothing of its background, targets or means is one."""
    waiting: list[tuple[Node, Task]] = []
    for node in walk(root):
        if node.is_heading and not is_fields(node.text):
            yield from (task for _node, task in waiting)
            waiting = []
        if is_fields(node.text):
            waiting = _with_fields_below(waiting, node)
            continue
        task = _task_of(node)
        if task is not None:
            if waiting and not _may_share(waiting[-1][0], node):
                yield from (task for _node, task in waiting)
                waiting = []
            waiting.append((node, task))
    yield from (task for _node, task in waiting)


def _may_share(before: Node, node: Node) -> bool:
    """Whether lines of "Cơ quan chủ trì: …" that may follow would be of both: they stand beside each other."""
    return (
        before.parent is node.parent
        and before.depth == node.depth
        and not any(is_fields(c.text) for c in before.children)
    )


def _with_fields_below(waiting: list[tuple[Node, Task]], node: Node) -> list[tuple[Node, Task]]:
    """Fields below a task are of it; fields that stand after several tasks without a bullet of their own, of all."""
    text = node.paragraph.text if node.paragraph else ""
    of_one = [pair for pair in waiting if pair[0] in (node.parent, *node.ancestors())] or waiting[-1:]
    all_share = node.parent not in [n for n, _t in waiting] and node.kind == "" and len(waiting) > 1
    chosen = waiting if all_share or _stands_beside(node, waiting) else of_one
    return [(n, _told(t, text) if any(n is c for c, _ in chosen) else t) for n, t in waiting]


def _stands_beside(node: Node, waiting: list[tuple[Node, Task]]) -> bool:
    """Whether it is of all: "b) Cơ quan thực hiện: …" after "a) Nhiệm vụ:" with the tasks below that."""
    root = node
    while root.parent is not None and is_fields(root.parent.text):
        root = root.parent
    names = {
        above.text for task, _t in waiting for above in task.ancestors()
        if above.parent is root.parent and above is not root
    }  # fmt: skip
    return len(names) == 1 and bool(_NAMES_TASKS.match(names.pop()))


def _told(task: Task, text: str) -> Task:
    charge = with_fields(
        Charge(task.lead, task.coordinating, task.role, task.deliverable, task.deadline, task.recurrence,
               task.recurrence_raw, rule=task.rule), text,
    )  # fmt: skip
    return replace(
        task, lead=charge.lead, coordinating=charge.coordinating, role=charge.role, deliverable=charge.deliverable,
        deadline=charge.deadline, recurrence=charge.recurrence, recurrence_raw=charge.recurrence_raw, rule=charge.rule,
    )  # fmt: skip


def _task_of(node: Node) -> Task | None:
    if node.paragraph is None or node.paragraph.is_cell or node.is_heading:
        return None
    text, whole = node.said.strip(), node.text.strip()
    if len(text) < 12 or _IN_FORCE.search(text) or (not node.zone and _RECITAL.match(text)):
        return None
    above = charge_above(node)
    if _CLOSES.match(text) and not (text.startswith("Căn cứ") and (above.lead or node.kind)):
        return None
    if re.match(r"\(.*\)\W*$", text) or IS_TARGET.match(text):
        return None
    if not _is_task(node, text, above):
        return None
    charge = charge_of(node.said, above)
    due, again = due_in(node.said), recurrence_in(node.said)
    return Task(
        section=node.section, text=whole, lead=charge.lead, coordinating=charge.coordinating, role=charge.role,
        deliverable=charge.deliverable, deadline=due.on if due else None, recurrence=again.kind if again else None,
        recurrence_raw=again.raw if again else None, lines=node.paragraph.lines, rule=_rule(node, charge),
    )  # fmt: skip


def _rule(node: Node, charge: Charge) -> str:
    return f"task.{node.zone or 'given'}" + (f"+{charge.rule}" if charge.rule else "")


def _is_task(node: Node, text: str, above: Charge) -> bool:
    zone = node.zone
    if zone == "organise":
        return _is_charged(node, text, above)
    if zone == "tasks":
        return not (node.depth == 9 and node.parent is not None and node.parent.depth <= 2 and _introduces(text))
    if zone == "money":
        return bool(node.kind) and _names_first(text)
    if zone:
        return False
    return _is_given(node, text, above)


def _is_charged(node: Node, text: str, above: Charge) -> bool:
    """Under "Tổ chức thực hiện" only what somebody is to do: below a name, beginning with one, or given."""
    if above.lead or node.depth not in (9,):
        return True
    found = agencies_at(text)
    return found is not None or bool(_GIVES.match(text))


def _introduces(text: str) -> bool:
    return text.endswith(":") or bool(
        re.match(r"^(?:Để|Nhằm|Căn cứ|Trên cơ sở|Trong thời gian|Ngoài|Bên cạnh)\b", text)
    )


def _is_given(node: Node, text: str, above: Charge) -> bool:
    """In a text without such headings (a directive, a letter, a conclusion): below a name, or given to one."""
    if above.lead:
        return True
    if node.depth == 9 and not node.label:
        return bool(_GIVES.match(text)) and len(text) > 40 and _names_first(text)
    if node.parent is not None and any(folded(a.text).startswith("dieu") for a in node.ancestors()):
        return bool(_GIVES.match(text))
    return _names_first(text) or bool(_GIVES.search(text)) or _is_below_request(node)


def _names_first(text: str) -> bool:
    bare = re.sub(r"^(?:Giao|Yêu cầu|Đề nghị|Phân công)\s+(?:cho\s+)?", "", text)
    found = agencies_at(bare)
    return found is not None and bool(trimmed(bare[found.end :]))


def _is_below_request(node: Node) -> bool:
    """Numbered, after a sentence that asks: "… yêu cầu các bộ, ngành thực hiện các nhiệm vụ sau:"."""
    siblings = node.parent.children if node.parent else []
    before = siblings[: next((n for n, s in enumerate(siblings) if s is node), 0)]
    return any(
        s.text.rstrip().endswith(":") and re.search(r"yeu cau|chi thi|giao|de nghi|thuc hien|nhiem vu", folded(s.text))
        for s in before
        if not s.label
    ) or any(
        a.text.rstrip().endswith(":") and re.search(r"yeu cau|de nghi|giao", folded(a.text)) for a in node.ancestors()
    )


def asked_in(text: str) -> Charge:
    """The charge of one sentence by itself."""
    return with_whom(charge_of(text, Charge()), text)
