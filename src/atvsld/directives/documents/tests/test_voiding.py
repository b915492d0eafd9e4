"""A document accepted by mistake is struck out with a reason: it stays to be seen and counts for nothing."""

from __future__ import annotations

import pytest
from django.utils import timezone

from atvsld.base.errors import OutOfScope, Refused
from atvsld.base.models import AuditEntry
from atvsld.directives.cascade.graph.linking import link
from atvsld.directives.documents.models import Document, Implements
from atvsld.directives.documents.visible import visible_documents
from atvsld.directives.documents.voiding import void_document
from atvsld.org.people.scoping import scope_of
from atvsld.testing import COMMUNE, make_scope, make_user, place

from .test_pages import accept, send, signed_in

pytestmark = pytest.mark.django_db
WHY = "Nhận nhầm bản dự thảo"


def make(number: str, **more) -> Document:
    values = {"doc_type": "Kế hoạch", "title": f"Kế hoạch {number}", "issuing_body": "UBND tỉnh", "text": "",
              "reading": "{}", "sha256": "", "file_name": "a.txt", "file_sha256": "", "accepted_at": timezone.now(),
              "province": place("Thái Nguyên")}  # fmt: skip
    return Document.objects.create(number=number, **values | more)


def test_it_stays_with_its_reason_and_nobody_counts_it():
    labour, parent, child, better = make_scope("labour", place="Thái Nguyên"), *map(make, ("1/KH", "2/KH", "3/KH"))
    link(labour, child, parent, "nha_nuoc", is_main=True)
    row = void_document(labour, child, f"  {WHY}\n", replacement=better.pk)
    assert (row.void_reason, row.replaced_by) == (WHY, better)
    assert set(visible_documents(labour)) == {parent, better}
    assert child in visible_documents(labour, with_voided=True)
    entry = AuditEntry.objects.get(register="documents", verb="void")
    assert entry.object_id == child.pk and entry.changes["void_reason"] == [None, WHY]
    with pytest.raises(OutOfScope):
        link(labour, child, better, "nha_nuoc", is_main=False)
    assert Implements.objects.filter(child=child).exists(), "that it was linked is not forgotten"


def test_the_same_number_may_be_accepted_again():
    labour = make_scope("labour", place="Thái Nguyên")
    void_document(labour, make("1/KH"), WHY)
    assert make("1/KH").voided_at is None


@pytest.mark.parametrize(("reason", "replacement", "code"), [
    ("", None, "document.reason"), ("a b", None, "document.reason"), ("x" * 501, None, "document.reason"),
    (WHY, 10**6, "document.replacement"),
])  # fmt: skip
def test_what_is_refused(reason, replacement, code):
    labour, document = make_scope("labour", place="Thái Nguyên"), make("1/KH")
    with pytest.raises(Refused) as refused:
        void_document(labour, document, reason, replacement=replacement)
    assert refused.value.codes == [code]
    assert Document.objects.get().voided_at is None


def test_it_is_done_once_and_replaces_nothing_with_itself():
    labour, document = make_scope("labour", place="Thái Nguyên"), make("1/KH")
    with pytest.raises(Refused):
        void_document(labour, document, WHY, replacement=document.pk)
    void_document(labour, document, WHY)
    with pytest.raises(Refused) as refused:
        void_document(labour, document, WHY)
    assert refused.value.codes == ["document.voided"]


@pytest.mark.parametrize(
    "who", [("labour", "Cà Mau"), ("commune", COMMUNE), ("leader", "Thái Nguyên"), ("ministry", "")]
)
def test_only_who_keeps_the_documents_of_the_unit(who):
    role, unit = who
    document = make("1/KH")
    with pytest.raises(OutOfScope):
        void_document(make_scope(role, place=unit) if unit else make_scope(role), document, WHY)
    assert Document.objects.get().voided_at is None


def test_through_the_page():
    user = make_user("labour", place="Thái Nguyên")
    client = signed_in(user)
    accept(client, send(client))
    document = Document.objects.get()
    url = f"/van-ban/{document.pk}/"
    assert f'action="{url}huy/"' in client.get(url).content.decode()
    refused = client.post(url + "huy/", {"reason": "x"})
    assert refused.status_code == 422 and "lý do hủy" in refused.content.decode()
    assert client.post(url + "huy/", {"reason": WHY}).status_code == 302
    page = client.get(url).content.decode()
    assert WHY in page and "đã bị hủy" in page and "Giao việc" not in page and "huy/" not in page
    assert "đã hủy" in client.get("/van-ban/").content.decode()
    assert not visible_documents(scope_of(user)).exists()
    for role, unit in (("leader", "Thái Nguyên"), ("labour", "Cà Mau")):
        other = signed_in(make_user(role, place=unit))
        assert other.post(url + "huy/", {"reason": WHY}).status_code in (403, 404)
