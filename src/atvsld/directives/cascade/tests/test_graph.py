"""Trees, ancestors and circles over links drawn at random; the declared documents; what numbers propose."""

from hypothesis import given
from hypothesis import strategies as st

from ..graph.cascade import PARTY, STATE, Cascade, Edge, Node, rows
from ..graph.known import known_edges, known_nodes, same_as
from ..graph.numbers import folded_number, line_of, number_in
from ..graph.proposing import proposals

KEYS = "abcdefgh"
NODES = {key: Node(key, key.upper()) for key in KEYS}
# A child stands behind its parents in the alphabet, so no document carries out itself.
links = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.booleans()), max_size=20).map(
    lambda drawn: tuple(
        {(max(a, b), min(a, b)): Edge(max(a, b), min(a, b), STATE, main) for a, b, main in drawn if a != b}.values()
    )
)


def reaches(edges: tuple[Edge, ...], child: str, parent: str) -> bool:
    return any(e.child == child and (e.parent == parent or reaches(edges, e.parent, parent)) for e in edges)


@given(links)
def test_ancestors_and_descendants_are_what_links_lead_to(edges: tuple[Edge, ...]) -> None:
    found = Cascade(NODES, edges)
    for one in KEYS:
        assert set(found.ancestors(one)) == {other for other in KEYS if reaches(edges, one, other)}
        assert set(found.descendants(one)) == {other for other in KEYS if reaches(edges, other, one)}


@given(links, st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_a_circle_is_foreseen(edges: tuple[Edge, ...], child: str, parent: str) -> None:
    after = (*edges, Edge(child, parent, STATE))
    circle = child == parent or reaches(edges, parent, child)
    assert Cascade(NODES, edges).would_circle(child, parent) == circle
    if not circle:
        assert not any(reaches(after, key, key) for key in KEYS)


@given(links)
def test_each_document_stands_once_in_the_trees(edges: tuple[Edge, ...]) -> None:
    found = Cascade(NODES, edges)
    tops = [key for key in KEYS if key not in found.shown_under]
    shown = [branch.node.key for top in tops for branch in rows(found.tree(top))]
    assert sorted(shown) == list(KEYS)
    for key in KEYS:
        assert found.roots_of(key) in tops


def test_links_to_documents_that_one_may_not_see_are_no_links() -> None:
    found = Cascade({"b": NODES["b"], "c": NODES["c"]}, (Edge("b", "a", PARTY, True), Edge("c", "b", STATE)))
    assert found.ancestors("c") == ["b"]
    assert found.roots_of("c") == "b"


def test_the_main_parent_is_where_a_document_is_shown() -> None:
    found = Cascade(NODES, (Edge("c", "a", PARTY), Edge("c", "b", STATE, is_main=True)))
    assert [branch.node.key for branch in rows(found.tree("b"))] == ["b", "c"]
    assert [branch.node.key for branch in rows(found.tree("a"))] == ["a"]
    assert found.tree("b").below[0].others == (Edge("c", "a", PARTY),)


def test_the_declared_documents_hang_on_the_directive() -> None:
    nodes = {node.key: node for node in known_nodes()}
    found = Cascade(nodes, tuple(known_edges()))
    assert {found.roots_of(key) for key in nodes} == {"number:31cttw"}
    directive = nodes["number:31cttw"]
    assert (directive.number, directive.issued) == ("31-CT/TW", "2024-03-19")
    plan = "programme:thai-nguyen-2025"
    assert [edge.parent for edge in found.parents(plan)] == ["number:3khtu", "number:31cttw"]
    assert found.tree("number:3khtu").depth == 0


def test_a_document_is_known_again_by_number_or_issuer_and_month() -> None:
    by_key = {node.key: node for node in known_nodes()}
    assert same_as(by_key["programme:chinh-phu-209"], "209 / nq-cp", "", "")
    assert not same_as(by_key["programme:chinh-phu-209"], "", "Chính phủ", "2024-10")
    assert same_as(by_key["programme:thai-nguyen-2025"], "", "ubnd tỉnh Thái Nguyên", "2025-11")
    assert not same_as(by_key["programme:thai-nguyen-2025"], "", "UBND tỉnh Thái Nguyên", "2025-12")
    # Of the programme of Hà Giang only the year is known: another of that year may be another document.
    assert not same_as(by_key["programme:ha-giang-2024"], "", "Ban Thường vụ Tỉnh ủy Hà Giang", "2024")


def test_numbers() -> None:
    assert folded_number("03-KH/TU") == folded_number("3 – kh/tu") != folded_number("30-KH/TU")
    assert number_in("Kế hoạch số 03-KH/TU ngày 03/10/2025 của Tỉnh ủy") == "03-KH/TU"
    assert number_in("mục số 3 của Kế hoạch") == ""
    assert line_of("Ban Thường vụ Huyện ủy") == line_of("", "03-KH/TU") == PARTY
    assert line_of("UBND tỉnh", "12/KH-UBND") == line_of("Chính phủ", "209/NQ-CP") == STATE


def test_a_named_number_proposes_every_document_that_has_it() -> None:
    nodes = {
        "own": Node("own", "Kế hoạch của xã", "7/KH-UBND", issuing_body="UBND xã"),
        "one": Node("one", "Kế hoạch của tỉnh", "15/KH-UBND"), "two": Node("two", "Kế hoạch của sở", "15 /KH-UBND"),
        "linked": Node("linked", "Chỉ thị", "31-CT/TW"), "below": Node("below", "Kế hoạch của thôn", "9/KH-UBND"),
    }  # fmt: skip
    found = Cascade(nodes, (Edge("own", "linked", PARTY, True), Edge("below", "own", STATE, True)))
    said = [(p.parent.key, p.number, p.line) for p in proposals(found, "own", ("31-CT/TW", "15/KH-UBND", "9/KH-UBND"))]
    assert said == [("one", "15/KH-UBND", STATE), ("two", "15/KH-UBND", STATE)]
