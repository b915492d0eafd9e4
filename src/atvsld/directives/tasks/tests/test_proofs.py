"""What the registers prove: a plan of the unit's own, published figures, a share of the establishments."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from atvsld.base.errors import Refused
from atvsld.base.fields.scalar import HERE
from atvsld.directives.documents.models import STATE, Document, Implements, Provision
from atvsld.directives.releases.models import Release
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.models import Task
from atvsld.directives.tasks.occurrences import Occurrence
from atvsld.directives.tasks.proofs.declared import PROOF_LABELS, WAITING
from atvsld.directives.tasks.proofs.known import MET, MISSED, UNKNOWN, known
from atvsld.testing import make_establishment, make_headcount, make_scope, place

from .make import AWAY, COMMUNE, DAY, HOME, agency, commune_committee, make_charge, make_task

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 12, tzinfo=HERE)


def document(number: str, where: str | None, *parents: Document, body: str = "Ủy ban nhân dân", **more) -> Document:
    unit = place(where) if where else None
    commune = unit if unit and unit.level == "commune" else None
    made = Document.objects.create(
        number=number, title=f"Kế hoạch {number}", issuing_body=body, province=unit.province or unit if unit else None,
        commune=commune, accepted_at=NOON, issued_on=DAY, **more,
    )  # fmt: skip
    for parent in parents:
        Implements.objects.create(child=made, parent=parent, line=STATE)
    return made


def verdict(task: Task) -> str:
    found = known(task, Occurrence.objects.get(task=task, number=1), DAY)
    assert found is not None and found.said
    return found.verdict


def charged(lead=None, **wanted) -> Task:
    made = make_charge(make_scope("labour", place=HOME), [lead or commune_committee()], **wanted)
    return made.tasks.select_related("charge__cause", "agency").get()


def test_a_plan_of_the_commune_that_carries_out_the_document():
    task = charged(proof="plan")
    assert verdict(task) == UNKNOWN, "the document of the charge was never accepted"
    top = document("209/NQ-CP", None)
    asked = document("12/KH-UBND", HOME, top)
    line = Provision.objects.create(document=asked, kind="task", position=1, text="Xã ban hành kế hoạch")
    task.charge.provision = line
    assert verdict(task) == MISSED
    document("1/KH-UBND", COMMUNE, top)
    document("2/KH-UBND", AWAY, asked)
    document("3/KH-UBND", COMMUNE, asked, voided_at=NOON, void_reason="nhận nhầm")
    assert verdict(task) == MISSED, "of the commune carries out another, of another commune, struck out"
    between = document("40/HD-SNV", HOME, asked, body="Sở Nội vụ")
    document("4/KH-UBND", COMMUNE, between)
    assert verdict(task) == MET


def test_a_document_is_found_by_number_and_day_of_the_cause():
    task = charged(proof="plan")
    asked = document("12/KH-UBND", HOME)
    Document.objects.update(issued_on=task.charge.cause.issued_on)
    document("4/KH-UBND", COMMUNE, asked)
    assert verdict(task) == MET


def test_the_plan_of_a_department_names_it():
    task = charged(agency("department_construction", HOME), proof="plan")
    asked = document("12/KH-UBND", HOME)
    task.charge.provision = Provision.objects.create(document=asked, kind="task", position=1, text="x")
    document("5/KH-UBND", HOME, asked)
    assert verdict(task) == MISSED, "that of the people's committee is not the department's"
    document("6/KH-SXD", HOME, asked, body="SỞ XÂY DỰNG")
    assert verdict(task) == MET


def release(code: str, on: datetime) -> None:
    number = Release.objects.count()
    Release.objects.create(
        code=code, year=2025, version=number + 1, content="{}", sha256=str(number), figures_sha256="", publisher="Sở",
        published_at=on, reason="bổ sung" if number else "",
    )  # fmt: skip


def test_figures_published_since_it_is_at_hand():
    task = charged(agency("department_home_affairs", HOME), proof="release")
    assert verdict(task) == MISSED
    release("96", NOON)
    release("19", datetime(2026, 3, 1, 23, 30, tzinfo=HERE))
    assert verdict(task) == MISSED, "of another province, and the day before"
    release("19", NOON)
    assert verdict(task) == MET
    assert verdict(charged(proof="release")) == UNKNOWN, "a commune publishes nothing"


def test_a_share_of_the_establishments_is_enough_where_one_is_asked_for():
    factories = [make_establishment() for _ in range(4)]
    for factory in factories[:3]:
        make_headcount(factory, 2026)
    told = {least: verdict(charged(proof="headcounts", value=least)) for least in (None, 75.0, 75.1)}
    assert told == {None: MISSED, 75.0: MET, 75.1: MISSED}
    for least in (0.0, 100.1, -5.0):
        with pytest.raises(Refused) as refused:
            charged(proof="returns", value=least)
        assert refused.value.codes == ["task.share"]


def test_what_waits_for_its_register_cannot_be_asked_for():
    assert WAITING and not WAITING.keys() & dict(PROOF_LABELS).keys()
    for kind in WAITING:
        with pytest.raises(Refused) as refused:
            charged(proof=kind)
        assert refused.value.codes == ["task.proof"]


def test_a_plan_that_is_there_closes_as_proved():
    labour, commune = make_scope("labour", place=HOME), make_scope("commune", place=COMMUNE)
    task = make_task(labour, proof="plan")
    asked = document("12/KH-UBND", HOME)
    Document.objects.update(issued_on=date(2026, 1, 5))
    document("4/KH-UBND", COMMUNE, asked)
    services.accept(commune, task.pk, today=DAY)
    due_services.close(commune, task.pk, 1, today=DAY)
    assert Occurrence.objects.get(task=task).proved_by == "register"
