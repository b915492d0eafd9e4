"""Which links a document's own words propose: the numbers that it names as its ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cascade import Cascade, Node
from .numbers import folded_number, line_of


@dataclass(frozen=True)
class Proposal:
    """That the child may carry out the parent: the number by which it names it, and the line of the child's issuer."""

    child: str
    parent: Node
    number: str
    line: str


def proposals(cascade: Cascade, child: str, based_on: Sequence[str]) -> Iterator[Proposal]:
    """Documents with a number that the child is based on, in that order, which it does not carry out yet.

    A number alone names no document where several have it ("15/KH-UBND" of thirty provinces): each is proposed.
    """
    linked = {edge.parent for edge in cascade.parents(child) if edge.is_decided}
    own = cascade.nodes[child]
    for number in based_on:
        for key, node in sorted(cascade.nodes.items()):
            is_named = node.number and folded_number(node.number) == folded_number(number)
            if is_named and key not in linked and not cascade.would_circle(child, key):
                yield Proposal(child, node, number, line_of(own.issuing_body, own.number))
