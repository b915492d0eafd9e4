"""What a document says about plans of others: which units are to make one, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ....base.search import fold
from ...reading.result import Task
from ..comparing.days import last_day

COMMUNES, PROVINCES, MINISTRIES = "communes", "provinces", "ministries"

# A plan of one's own to carry this out; a plan of inspection or of a ceremony is another thing.
_OWN_PLAN = re.compile(
    r"(?:xay dung|ban hanh|lap|cu the hoa)(?: va)?(?: (?:to chuc|trien khai|thuc hien)){0,3}(?: cac)? "
    r"(?:ke hoach|chuong trinh)(?= (?:hanh dong|cu the|chi tiet|thuc hien|trien khai|tai dia phuong|de"
    r"|cua (?:dia phuong|don vi|nganh|co quan|minh|bo|tinh|xa))\b| ?$)"
)
_UNITS = (
    (COMMUNES, re.compile(r"(?:ubnd|uy ban nhan dan)(?: cac)? (?:cap xa|xa\b|phuong\b|dac khu)")),
    (COMMUNES, re.compile(r"^(?:cac )?(?:xa|phuong|dac khu)\b")),
    (PROVINCES, re.compile(r"(?:ubnd|uy ban nhan dan)(?: cac)? (?:cap tinh|tinh\b)")),
    (PROVINCES, re.compile(r"^(?:cac )?(?:tinh thanh pho|dia phuong truc thuoc trung uong)")),
    (MINISTRIES, re.compile(r"^(?:cac )?bo(?: nganh\b|$)|co quan ngang bo")),
)


@dataclass(frozen=True)
class PlanAsked:
    """That each unit of these kinds is to issue its own plan, by a day where one is named. `position` is that of the
    task among those of the document, from 1; `text` its words."""

    units: tuple[str, ...]
    due_on: date | None
    position: int
    text: str


def plans_asked(tasks: Iterable[Task]) -> Iterator[PlanAsked]:
    """The tasks that ask units of a kind for a plan of their own."""
    for position, task in enumerate(tasks, 1):
        if not any(_OWN_PLAN.search(fold(clause)) for clause in re.split(r"[;.,:]", task.text)):
            continue
        leads = [fold(name) for name in task.lead]
        units = tuple(dict.fromkeys(kind for kind, named in _UNITS if any(named.search(lead) for lead in leads)))
        if units:
            due_on = last_day(task.deadline) if task.deadline and not task.deadline.startswith("--") else None
            yield PlanAsked(units, due_on, position, task.text)
