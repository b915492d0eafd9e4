"""The cascade about one document, from the database: what it carries out up to the directive, and what carries it out.

A province's plan may have ninety documents below it, the resolution of the Government thousands: only heads are read.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ....base.scope import Scope
from ...documents.models import Document, Implements
from ...documents.visible import visible_documents
from .cascade import Cascade, Edge, Node
from .known import known_edges, known_nodes, same_as
from .numbers import folded_number, line_of


def key_of(pk: int) -> str:
    return f"document:{pk}"


def cascade_about(scope: Scope, document: Document, with_numbers: Iterable[str] = ()) -> Cascade:
    """The document, all that it carries out and all that carries it out, as far as the scope sees them.

    Declared documents stand in it where an accepted one is the same, or names them as its ground. `with_numbers`:
    accepted documents that have one of these stand beside, so that links to them can be proposed.
    """
    seen = visible_documents(scope)
    up, down = _links(seen, [document.pk], upward=True), _links(seen, [document.pk], upward=False)
    links = {link.pk: link for link in (*up, *down)}.values()
    ids = {document.pk} | {pk for link in links for pk in (link.child_id, link.parent_id)}
    wanted = Q(pk__in=ids) | Q(number__in=list(with_numbers)) if with_numbers else Q(pk__in=ids)
    rows = {row.pk: row for row in seen.filter(wanted).defer("text", "reading")}
    edges = [Edge(key_of(e.child_id), key_of(e.parent_id), e.line, e.is_main) for e in links]
    with_parents = {link.child_id for link in links}
    tops = [rows[pk] for pk in sorted(ids & rows.keys()) if pk not in with_parents]
    nodes = {key_of(pk): _node(row) for pk, row in rows.items()}
    return _with_known(nodes, edges, tops)


def based_on(document: Document) -> tuple[str, ...]:
    """The numbers that the document names as its ground, from what was accepted of it."""
    return tuple(number for number in document.whole.get("based_on") or () if number)


def _links(seen: QuerySet[Document], start: Iterable[int], *, upward: bool) -> list[Implements]:
    """All links from these documents up or down, one query a generation, among documents that the scope sees."""
    near, far = ("child_id", "parent_id") if upward else ("parent_id", "child_id")
    found: list[Implements] = []
    known, frontier = set(start), set(start)
    while frontier:
        links = list(Implements.objects.filter(**{f"{near}__in": frontier}, child__in=seen, parent__in=seen))
        found += links
        frontier = {getattr(link, far) for link in links} - known
        known |= frontier
    return found


def _with_known(nodes: dict[str, Node], edges: list[Edge], tops: list[Document]) -> Cascade:
    """The same with the declared documents above it: those that a document without parents is, or names."""
    declared = {node.key: node for node in known_nodes()}
    accepted = {
        key: next((own for own, node in nodes.items() if same_as(declared[key], *_said(node))), "") for key in declared
    }
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
    for key in nodes:
        wanted |= set(whole.ancestors(key))
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


def _said(node: Node) -> tuple[str, str, str]:
    return node.number, node.issuing_body, node.issued


def _node(row: Document) -> Node:
    issued = row.issued_on.isoformat() if row.issued_on else row.issued_month
    return Node(key_of(row.pk), f"{row.doc_type}: {row.title}", row.number, issued, row.issuing_body, document=row.pk)
