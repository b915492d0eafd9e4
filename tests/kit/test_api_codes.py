"""The API refuses what the page refuses, with the same codes and the same sentences, whatever is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from atvsld.base.fields import CodeField
from atvsld.base.lists import registers
from atvsld.base.surfaces.forms import form_class
from atvsld.org.people.scoping import scope_of
from atvsld.org.people.services import add_membership
from atvsld.testing import SINCE, make_user
from tests.api.calling import caller_of
from tests.kit.examples import example
from tests.kit.test_same_codes import NONSENSE, likely, once

pytestmark = pytest.mark.django_db
Told = list[tuple[str, str, str]]


@pytest.fixture
def user():
    """Labour officer, and administrator, so that establishments of every province may be named."""
    user = make_user("labour", place="Thái Nguyên")
    add_membership(scope_of(make_user("admin")), user, "ministry", SINCE)
    return user


@pytest.mark.parametrize("name", registers())
def test_same_sentences_on_page_and_api(name: str, user: Any) -> None:
    register, typed = registers()[name], example(name).typed()
    held, caller = scope_of(user), caller_of(user)
    met = set()

    @once
    @given(st.data())
    def told(data: st.DataObject) -> None:
        raw: dict[str, Any] = dict(typed)
        for field in sorted(data.draw(st.sets(st.sampled_from(sorted(typed)), min_size=1, max_size=4))):
            declared = register.field(field)
            text = st.one_of(likely(declared), NONSENSE).filter(lambda t: t.isprintable())
            many = isinstance(declared, CodeField) and declared.many
            raw[field] = data.draw(st.lists(text, max_size=3) if many else text)
        form = form_class(register)(_as_form(raw), scope=held)
        on_page: Told = sorted((v.field, v.code, v.message) for v in ([] if form.is_valid() else form.violations))
        with transaction.atomic():
            answer = caller.post(f"/{name}", json.dumps(raw))
            transaction.set_rollback(True)
        by_api: Told = []
        if answer.status_code == 422:
            by_api = sorted((e["field"], e["code"], e["message"]) for e in answer.json()["errors"])
        met.update(code for _, code, _ in by_api)
        if on_page or by_api:
            # What only the database knows (a key that is there already) is told when it is saved.
            assert [t for t in by_api if t[1] != "row.exists"] == on_page

    told()
    assert met, "nothing was refused: nothing was compared"


def _as_form(raw: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for field, text in raw.items():
        data.setlist(field, text if isinstance(text, list) else [text])
    return data
