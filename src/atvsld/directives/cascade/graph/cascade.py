"""Documents and links as plain values: ancestors, descendants, the tree that is shown, what would go in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

PARTY, STATE = "dang", "nha_nuoc"


@dataclass(frozen=True)
class Node:
    """A document as far as it is known. `key` names it: "document:7" one that was accepted, else a declared one."""

    key: str
    title: str
    number: str = ""
    issued: str = ""
    issuing_body: str = ""
    document: int | None = None
    programme: str = ""


@dataclass(frozen=True)
class Edge:
    """That `child` carries out `parent` on a line; `is_main`: under this parent the child is shown. `is_decided` by a
    person, else the child itself names the parent as its ground."""

    child: str
    parent: str
    line: str
    is_main: bool = False
    is_decided: bool = True


@dataclass(frozen=True)
class Branch:
    """A document in the tree, with those shown under it. `edge` leads up; `others` are its parents elsewhere."""

    node: Node
    edge: Edge | None
    depth: int
    others: tuple[Edge, ...] = ()
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Cascade:
    """All documents that one may see, by key, and the links between them; no document is its own ancestor."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...] = ()
    _up: dict[str, list[Edge]] = field(init=False, repr=False, compare=False)
    _down: dict[str, list[Edge]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        up, down = defaultdict(list), defaultdict(list)
        for edge in self.edges:
            if edge.child in self.nodes and edge.parent in self.nodes:
                up[edge.child].append(edge)
                down[edge.parent].append(edge)
        for edges in up.values():
            edges.sort(key=lambda edge: (not edge.is_main, not edge.is_decided, edge.parent))
        for edges in down.values():
            edges.sort(key=lambda edge: edge.child)
        object.__setattr__(self, "_up", up)
        object.__setattr__(self, "_down", down)

    def parents(self, key: str) -> list[Edge]:
        """The links up, the main one first."""
        return self._up.get(key, [])

    def children(self, key: str) -> list[Edge]:
        return self._down.get(key, [])

    def ancestors(self, key: str) -> list[str]:
        """Every document that this one carries out, at first or at last hand; the nearest first."""
        return list(_walk(key, lambda at: [edge.parent for edge in self.parents(at)]))

    def descendants(self, key: str) -> list[str]:
        """Every document that carries this one out, at first or at last hand; the nearest first."""
        return list(_walk(key, lambda at: [edge.child for edge in self.children(at)]))

    def would_circle(self, child: str, parent: str) -> bool:
        """Whether the child, carrying out the parent, would carry out itself."""
        return child == parent or child in self.ancestors(parent)

    @cached_property
    def shown_under(self) -> Mapping[str, Edge]:
        """Of each document with parents the link under which it is shown: the main one, else the first."""
        return {key: self.parents(key)[0] for key in self.nodes if self.parents(key)}

    def roots_of(self, key: str) -> str:
        """The document at the top of the branch in which this one is shown."""
        while (edge := self.shown_under.get(key)) is not None:
            key = edge.parent
        return key

    def tree(self, key: str, depth: int = 0) -> Branch:
        """The document and all that are shown under it."""
        edge = self.shown_under.get(key)
        below = sorted(e.child for e in self.children(key) if self.shown_under[e.child] == e)
        return Branch(
            self.nodes[key], edge, depth, tuple(e for e in self.parents(key) if e != edge),
            tuple(self.tree(child, depth + 1) for child in sorted(below, key=self._order)),
        )  # fmt: skip

    def _order(self, key: str) -> tuple[str, str, str]:
        node = self.nodes[key]
        return node.issued, node.title, key


def rows(branch: Branch) -> Iterator[Branch]:
    """The branch and all below it, in the order in which they are shown."""
    yield branch
    for child in branch.below:
        yield from rows(child)


def _walk(start: str, step: Callable[[str], Iterable[str]]) -> Iterator[str]:
    seen, layer = {start}, [start]
    while layer:
        following: list[str] = []
        for key in layer:
            for other in step(key):
                if other not in seen:
                    seen.add(other)
                    following.append(other)
                    yield other
        layer = following
