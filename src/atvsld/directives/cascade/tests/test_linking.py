"""The cascade about a document as the database has it, and what a person decides about it."""

from datetime import date

import pytest

from ....base.errors import OutOfScope, Refused
from ....base.models import AuditEntry
from ....base.scope import STRANGER
from ....testing import make_scope, place
from ...documents.models import Implements
from ...documents.visible import keeps
from ..graph.cascade import rows
from ..graph.linking import link, unlink
from ..graph.proposing import proposals
from ..graph.stored import based_on, cascade_about, key_of
from .documents import carries_out, document

pytestmark = pytest.mark.django_db
TAN_CUONG = "Xã Tân Cương, Tỉnh Thái Nguyên"


@pytest.fixture
def labour(db):
    return make_scope("labour", place="Thái Nguyên")


@pytest.fixture
def province(db):
    return place("Thái Nguyên")


def keys(found) -> set[str]:
    return set(found.nodes)


def test_from_the_secretariat_to_the_commune(labour, province):
    resolution = document(body="Chính phủ", number="209/NQ-CP", issued_on=date(2024, 10, 28), based_on=("31-CT/TW",))
    plan = carries_out(document(province), resolution)
    of_commune = carries_out(document(place(TAN_CUONG)), plan)
    found = cascade_about(labour, of_commune)
    assert found.ancestors(key_of(of_commune.pk)) == [key_of(plan.pk), key_of(resolution.pk), "number:31cttw"]
    (top,) = {found.roots_of(key) for key in found.nodes}
    assert [branch.depth for branch in rows(found.tree(top))] == [0, 1, 2, 3]
    # The resolution that was accepted stands for the declared one.
    assert "programme:chinh-phu-209" not in keys(found)
    assert [edge.is_decided for edge in found.parents(key_of(resolution.pk))] == [False]


def test_a_document_that_nobody_linked_hangs_on_the_number_that_it_names(labour, province):
    plan = document(province, "UBND tỉnh Thái Nguyên", based_on=("03-KH/TU", "31-CT/TW"))
    found = cascade_about(labour, plan)
    assert set(found.ancestors(key_of(plan.pk))) == {"number:3khtu", "number:31cttw"}


def test_what_one_may_not_see_is_no_part_of_the_cascade(labour, province):
    resolution = document(body="Chính phủ")
    own = carries_out(document(province), resolution)
    carries_out(document(place("Cao Bằng")), resolution)
    assert {key for key in keys(cascade_about(labour, resolution)) if key.startswith("document")} == {
        key_of(resolution.pk), key_of(own.pk)
    }  # fmt: skip
    assert not keys(cascade_about(STRANGER, resolution))


def test_what_stands_behind_a_document_that_one_may_not_see_is_not_told(labour, province):
    resolution = document(body="Chính phủ")
    behind = carries_out(document(province), carries_out(document(place("Cao Bằng")), resolution))
    assert key_of(behind.pk) not in keys(cascade_about(labour, resolution))
    assert key_of(behind.pk) in keys(cascade_about(make_scope("ministry"), resolution))


def test_two_commune_officers_do_not_see_each_other(province):
    plan = document(province)
    own = carries_out(document(place(TAN_CUONG)), plan)
    other = carries_out(document(place("Phường Phan Đình Phùng, Tỉnh Thái Nguyên")), plan)
    found = cascade_about(make_scope("commune", place=TAN_CUONG), plan)
    assert key_of(own.pk) in keys(found)
    assert key_of(other.pk) not in keys(found)


def test_a_link_is_decided_and_taken_back_with_an_entry_each(labour, province):
    directive, resolution, plan = document(number="31-CT/TW"), document(), document(province)
    link(labour, plan, directive, "dang", is_main=True)
    link(labour, plan, resolution, "nha_nuoc", is_main=True)
    links = Implements.objects.filter(child=plan).order_by("parent_id")
    assert [(row.parent_id, row.line, row.is_main) for row in links] == [
        (directive.pk, "dang", False), (resolution.pk, "nha_nuoc", True)
    ]  # fmt: skip
    unlink(labour, plan, directive)
    unlink(labour, plan, directive)
    assert [row.parent_id for row in links.all()] == [resolution.pk]
    entries = AuditEntry.objects.filter(register="documents", object_id=plan.pk).order_by("pk")
    assert [entry.verb for entry in entries] == ["link", "link", "unlink"]
    assert entries[2].changes["parent"] == [directive.pk, None]


def test_no_document_carries_out_itself(labour, province):
    first, second = document(province), document(province)
    link(labour, second, first, "nha_nuoc", is_main=True)
    third = carries_out(document(province), second)
    for parent in (third, first):
        with pytest.raises(Refused) as refused:
            link(labour, first, parent, "nha_nuoc", is_main=False)
        assert [violation.code for violation in refused.value.violations] == ["document.circle"]
    with pytest.raises(Refused) as refused:
        link(labour, third, first, "khác", is_main=False)
    assert [violation.code for violation in refused.value.violations] == ["document.line"]
    assert Implements.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "unit", "decides"),
    [
        ("labour", {"place": "Thái Nguyên"}, {"province"}), ("labour", {"place": "Cao Bằng"}, set()),
        ("commune", {"place": TAN_CUONG}, {"commune"}), ("ministry", {}, {"nation"}),
        ("leader", {"place": "Thái Nguyên"}, set()), (None, {}, set()),
    ],
)  # fmt: skip
def test_who_decides(role, unit, decides, province):
    held = make_scope(role, **unit)
    own = {"nation": document(), "province": document(province), "commune": document(place(TAN_CUONG))}
    assert {name for name, one in own.items() if keeps(held, one)} == decides
    for name in own.keys() - decides:
        with pytest.raises(OutOfScope):
            link(held, own[name], document(), "dang", is_main=False)
        with pytest.raises(OutOfScope):
            unlink(held, own[name], document())
    assert not Implements.objects.exists()


def test_a_later_parent_is_proposed_by_its_number(labour, province):
    plan = document(province, based_on=("88/NQ-CP",))
    assert not list(proposals(cascade_about(labour, plan), key_of(plan.pk), based_on(plan)))
    resolution = document(body="Chính phủ", number="88/NQ-CP")
    found = cascade_about(labour, plan, with_numbers=based_on(plan))
    (proposal,) = proposals(found, key_of(plan.pk), based_on(plan))
    assert (proposal.parent.document, proposal.number, proposal.line) == (resolution.pk, "88/NQ-CP", "nha_nuoc")
    link(labour, plan, resolution, proposal.line, is_main=True)
    found = cascade_about(labour, plan, with_numbers=based_on(plan))
    assert not list(proposals(found, key_of(plan.pk), based_on(plan)))
