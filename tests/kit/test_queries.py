"""The number of queries of a page or file does not grow with its rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atvsld.base.codelists.reading import CodeLists
from atvsld.base.lists import registers
from atvsld.base.references import ScopedRefs
from atvsld.base.surfaces.rows import row_validator
from atvsld.testing import EVERYTHING, make_user
from tests.kit.examples import example
from tests.kit.looking import body, client_of

pytestmark = pytest.mark.django_db
every_register = pytest.mark.parametrize("name", registers())
FEW, MANY = 4, 20


@pytest.fixture
def officer(db):
    return client_of(make_user("labour", place="Thái Nguyên"))


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        body(answer)
    assert answer.status_code == 200
    return len(captured)


@every_register
def test_lists_details_and_files(officer, name):
    rows = [example(name).make() for _ in range(FEW)]
    urls = {
        "list": reverse(f"{name}-list"), "export": reverse(f"{name}-export"),
        "unmasked export": reverse(f"{name}-export") + "?day-du=1",
        "detail": reverse(f"{name}-detail", args=[rows[0].pk]), "edit": reverse(f"{name}-edit", args=[rows[0].pk]),
    }  # fmt: skip
    for url in urls.values():
        queries(officer, url)  # what is kept for the life of the process is not counted
    few = {kind: queries(officer, url) for kind, url in urls.items()}
    for _ in range(MANY - FEW):
        example(name).make()
    many = {kind: queries(officer, url) for kind, url in urls.items()}
    assert {kind: number for kind, number in many.items() if number > few[kind]} == {}, few
    assert max(few.values()) <= 60, few


def test_the_page_of_an_accident_with_many_victims(officer):
    victim = example("victims").make()
    url = reverse("accidents-detail", args=[victim.accident_id])
    queries(officer, url)
    few = queries(officer, url)
    for number in range(15):
        example("victims").make(over={"accident": victim.accident_id, "full_name": f"Người thứ {number}"})
    assert queries(officer, url) <= few + 1


@every_register
def test_the_validator_of_a_file_looks_each_text_up_once(name):
    validate, typed = row_validator(registers()[name], ScopedRefs(EVERYTHING), CodeLists()), example(name).typed()
    validate(typed)
    with CaptureQueriesContext(connection) as captured:
        values, violations = validate(typed)
    assert values and not violations
    assert len(captured) <= 8, "what the rules ask of other rows"
