"""The cascade about one document, from the database: what it carries out up to the directive, and what carries it out.

A province's plan may have ninety documents below it, the resolution of the Government thousands: only heads are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from ....base.scope import Scope
from ...documents.models import Document, Implements
from ...documents.visible import visible_documents
from .cascade import Cascade, Edge, Node
from .known import known_edges, known_nodes, same_as
from .numbers import folded_number, line_of, spellings

# SQLite takes 32,766 values in a query.
MOST_VALUES = 10_000


def key_of(pk: int) -> str:
    return f"document:{pk}"


def cascade_about(scope: Scope, document: Document, with_numbers: Sequence[str] = ()) -> Cascade:
    """The document, all that it carries out and all that carries it out, as far as the scope sees them.

    Declared documents stand in it where an accepted one is the same, or names them as its ground. `with_numbers`:
    accepted documents that have one of these stand beside, so that links to them can be proposed.
    """
    edges = {*_links([document.pk], upward=True), *_links([document.pk], upward=False)}
    ids = {document.pk} | {pk for edge in edges for pk in (edge.child, edge.parent)}
    rows = _heads(visible_documents(scope), ids, list(with_numbers))
    asked = set(map(folded_number, with_numbers)) - {""}
    named = {pk for pk, row in rows.items() if folded_number(row.number) in asked}
    own = Cascade(
        {key_of(pk): _node(row) for pk, row in rows.items()},
        tuple(Edge(key_of(e.child), key_of(e.parent), e.line, e.is_main) for e in edges),
    )
    # What is reached only through a document that the scope does not see is not reached.
    key = key_of(document.pk)
    reached = {key, *own.ancestors(key), *own.descendants(key), *map(key_of, named)} & own.nodes.keys()
    tops = [pk for pk in sorted(rows) if key_of(pk) in reached and not own.parents(key_of(pk))]
    nodes = {key: node for key, node in own.nodes.items() if key in reached}
    return _with_known(nodes, list(own.edges), list(Document.objects.filter(pk__in=tops)))


def based_on(document: Document) -> tuple[str, ...]:
    """The numbers that the document names as its ground, from what was accepted of it."""
    return tuple(number for number in document.whole.get("based_on") or () if number)


class _Link(NamedTuple):
    child: int
    parent: int
    line: str
    is_main: bool


def _links(start: Iterable[int], *, upward: bool) -> set[_Link]:
    """All links from these documents up or down, a generation at a time, whoever may see them."""
    near = "child_id" if upward else "parent_id"
    found: set[_Link] = set()
    known, frontier = set(start), set(start)
    while frontier:
        links = {
            _Link(*row)
            for ids in batched(sorted(frontier))
            for row in Implements.objects.filter(**{f"{near}__in": ids}).values_list(
                "child_id", "parent_id", "line", "is_main"
            )
        }
        found |= links
        frontier = {link.parent if upward else link.child for link in links} - known
        known |= frontier
    return found


def _heads(seen: QuerySet[Document], ids: Collection[int], numbers: Sequence[str]) -> dict[int, Document]:
    """The documents that are seen, without their texts; those with one of the numbers among them."""
    heads = seen.only("number", "doc_type", "title", "issued_on", "issued_month", "issuing_body")
    found = {row.pk: row for some in batched(sorted(ids)) for row in heads.filter(pk__in=some)}
    return found | {row.pk: row for row in (heads.filter(number__in=spellings(numbers)) if numbers else ())}


def batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Pieces that a database takes as values of one query."""
    for start in range(0, len(ids), MOST_VALUES):
        yield ids[start : start + MOST_VALUES]


def _with_known(nodes: dict[str, Node], edges: list[Edge], tops: list[Document]) -> Cascade:
    """The same with the declared documents above it: those that a document without parents is, or names."""
    declared = {node.key: node for node in known_nodes()}
    accepted = {key: _accepted(node, nodes) for key, node in declared.items()}
    stated = [
        Edge(accepted[edge.child] or edge.child, accepted[edge.parent] or edge.parent, edge.line, edge.is_main, False)
        for edge in known_edges()
    ]
    for top in tops:
        numbers = {folded_number(number) for number in based_on(top)}
        line = line_of(top.issuing_body, top.number)
        stated += [
            Edge(key_of(top.pk), accepted[key] or key, line, False, False)
            for key, node in declared.items() if node.number and folded_number(node.number) in numbers
        ]  # fmt: skip
    decided = {edge.child for edge in edges}
    whole = Cascade(nodes | declared, (*edges, *_undecided(stated, decided)))
    wanted = set(nodes)
    for top in tops:
        wanted |= set(whole.ancestors(key_of(top.pk)))
    return Cascade(
        {key: node for key, node in whole.nodes.items() if key in wanted},
        tuple(edge for edge in whole.edges if edge.child in wanted and edge.parent in wanted),
    )


def _undecided(stated: list[Edge], decided: set[str]) -> list[Edge]:
    """What is stated adds nothing to a document whose parents a person has decided."""
    once = {
        (edge.child, edge.parent): edge for edge in stated if edge.child not in decided and edge.child != edge.parent
    }
    return list(once.values())


def _accepted(declared: Node, nodes: Mapping[str, Node]) -> str:
    """The key of the accepted document that is the declared one; "" where there is none."""
    alike = (key for key, node in nodes.items() if same_as(declared, node.number, node.issuing_body, node.issued))
    return next(alike, "")


def _node(row: Document) -> Node:
    issued = row.issued_on.isoformat() if row.issued_on else row.issued_month
    return Node(key_of(row.pk), f"{row.doc_type}: {row.title}", row.number, issued, row.issuing_body, document=row.pk)
