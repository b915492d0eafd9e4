"""The documents that are declared in the program (Directive 31-CT/TW and those that carry it out), as nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....base.search import fold
from ...programmes import PROGRAMMES, Programme
from ...programmes.declared import DIRECTIVE
from .cascade import Edge, Node
from .numbers import folded_number, line_of, number_in

# The plan of Thái Nguyên, in its first sentence: "Kế hoạch số 03-KH/TU … về thực hiện Chỉ thị số 31-CT/TW".
_STATED_ELSEWHERE = (("03-KH/TU", DIRECTIVE),)
_DAY = re.compile(r"ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})")
_OF = re.compile(r"\s+của\s+(.+)$")


def known_nodes() -> Iterator[Node]:
    """Each programme, and each document that one of them carries out and of which no more than this is known."""
    for programme in PROGRAMMES.values():
        yield _node(programme)
    yield from {
        node.key: node for node in (_named(said) for p in PROGRAMMES.values() for said in p.implements)
    }.values()


def known_edges() -> Iterator[Edge]:
    """As the programmes say themselves; what stands first there is the main one."""
    for programme in PROGRAMMES.values():
        line = line_of(programme.issuing_body, programme.number)
        for place, said in enumerate(programme.implements):
            yield Edge(f"programme:{programme.id}", _named(said).key, line, is_main=place == 0)
    for number, said in _STATED_ELSEWHERE:
        yield Edge(f"number:{folded_number(number)}", _named(said).key, line_of("", number), is_main=True)


def same_as(node: Node, number: str, issuing_body: str, issued: str) -> bool:
    """Whether a document is this one: by its number, or where neither has one by who issued it in which month."""
    if number or node.number:
        return folded_number(number) == folded_number(node.number)
    is_same_month = bool(issued) and issued[:7] == node.issued[:7] and len(node.issued) >= len("2025-11")
    return is_same_month and fold(issuing_body) == fold(node.issuing_body) != ""


def _node(programme: Programme) -> Node:
    year, month = programme.issued_month
    issued = programme.issued_on.isoformat() if programme.issued_on else f"{year}-{month:02}" if month else str(year)
    return Node(
        f"programme:{programme.id}", programme.title, programme.number, issued, programme.issuing_body,
        programme=programme.id,
    )  # fmt: skip


def _named(said: str) -> Node:
    day, body = _DAY.search(said), _OF.search(said)
    issued = f"{day.group(3)}-{int(day.group(2)):02}-{int(day.group(1)):02}" if day else ""
    number = number_in(said)
    return Node(f"number:{folded_number(number)}", said, number, issued, body.group(1) if body else "")
