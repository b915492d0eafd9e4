"""Every page of a register opens with every value set and with every optional one empty, and takes what is typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from atvsld.base.codelists.reading import CodeLists
from atvsld.base.lists import registers
from atvsld.base.surfaces.filters import narrowed
from atvsld.testing import EVERYTHING, make_user
from tests.kit.examples import example
from tests.kit.looking import body, client_of, count_in

pytestmark = pytest.mark.django_db
every_register = pytest.mark.parametrize("name", registers())
NONSENSE = ("\x00", "٣", "-1", "9" * 30, "1.5", "NaN", "<script>", "Tỉnh Không Có", "'; --", "%", "\\", "1900", " ")


@pytest.fixture
def officer(db):
    return client_of(make_user("labour", place="Thái Nguyên"))


def posted(name: str, raw: dict[str, str]) -> dict[str, str]:
    """As a browser sends it: a box that is not ticked is not sent."""
    boxes = {f.name for f in registers()[name].entered if type(f).__name__ == "Boolean"}
    return {k: v for k, v in raw.items() if not (k in boxes and v == "không")}


@every_register
@pytest.mark.parametrize("least", [False, True], ids=["all values", "only required"])
def test_pages_open(officer, name, least):
    row = example(name).make(least=least)
    for page in ("detail", "edit", "void"):
        answer = officer.get(reverse(f"{name}-{page}", args=[row.pk]))
        assert answer.status_code == 200, page
        assert answer.content.count(b"<h1") == 1
        assert b"None" not in answer.content, page
    for page in ("list", "export", "create"):
        answer = officer.get(reverse(f"{name}-{page}"))
        assert answer.status_code in (200, 302), page
        body(answer)
    assert count_in(officer.get(reverse(f"{name}-list"))) >= 1
    registers()[name].services.void(EVERYTHING, row, "ghi nhầm dòng này")
    assert (
        b"\xc4\x91\xc3\xa3 b\xe1\xbb\x8b h\xe1\xbb\xa7y"
        in officer.get(reverse(f"{name}-detail", args=[row.pk])).content
    )
    assert count_in(officer.get(reverse(f"{name}-list") + "?voided=1")) == 1


@every_register
def test_a_form_is_taken_or_says_why(officer, name):
    one = example(name)
    url, model = reverse(f"{name}-create"), registers()[name].model
    field, text, code = one.breakers[0]
    typed = one.typed()
    count = model.objects.count()
    refused = officer.post(url, posted(name, typed | {field: text}))
    assert refused.status_code == 422 and model.objects.count() == count
    form = refused.context["form"]
    assert code in [v.code for v in form.violations]
    for violation in form.violations:
        assert violation.message.encode() in refused.content or violation.message[:12] in refused.content.decode()
    assert officer.post(url, posted(name, typed)).status_code == 302
    assert model.objects.count() == count + 1
    row = model.objects.order_by("-pk")[0]
    field, text = one.change
    changed = posted(name, typed | {field: text}) | {"row_version": "1"}
    edit = reverse(f"{name}-edit", args=[row.pk])
    assert officer.post(edit, changed).status_code == 302
    stale = officer.post(edit, changed)
    assert stale.status_code == 422 and "người khác đã lưu" in stale.content.decode()
    void = reverse(f"{name}-void", args=[row.pk])
    assert officer.post(void, {"reason": "x"}).status_code == 422
    assert officer.post(void, {"reason": "ghi nhầm dòng này"}).status_code == 302


def _answer(text):
    """No form makes an address with a NUL; anything else is taken for what it is."""
    return 400 if "\x00" in text else 200


@every_register
def test_no_address_of_a_list_makes_it_fall_over(officer, name):
    register = registers()[name]
    example(name).make()
    url = reverse(f"{name}-list")
    codes = CodeLists()
    keys = ("q", "voided", *(f.name for f in register.filters))
    for text in NONSENSE:
        for key in keys:
            _, rows = narrowed(register, EVERYTHING, {key: text}, codes)
            list(rows[:1])
    for text in NONSENSE[:4]:
        assert officer.get(url, dict.fromkeys((*keys, "page", "sort"), text)).status_code == _answer(text), text
    for text in ("9" * 15, "0"):
        for page in ("detail", "edit", "void"):
            assert officer.get(reverse(f"{name}-{page}", args=[text])).status_code == 404
    for column in register.columns:
        assert officer.get(url, {"sort": f"-{column}"}).status_code == 200


def test_no_question_makes_a_suggestion_fall_over(officer):
    for target in ("place", "province", "commune", "establishment", "zone", "accident"):
        for text in ("", "a", *NONSENSE):
            assert officer.get(reverse("suggest", args=[target]), {"q": text}).status_code == _answer(text), (
                target,
                text,
            )
    for text in NONSENSE:
        assert officer.get(reverse("communes"), {"province": text}).status_code == _answer(text)
        assert officer.get(reverse("suggest-code", args=["vsic"]), {"q": text}).status_code == _answer(text)
    assert officer.get(reverse("suggest-code", args=["khong-co"]), {"q": "1"}).status_code in (200, 404)
    assert officer.get(reverse("suggest", args=["khong-co"])).status_code == 404


@every_register
def test_the_script_that_keeps_drafts_is_answered_in_its_own_words(officer, name):
    """draft.js follows no redirect: 201 with the address acknowledges, 422 names the fields; anything else keeps."""
    one, headers = example(name), {"HTTP_ACCEPT": "application/json"}
    field, text, code = one.breakers[0]
    typed, url = one.typed(), reverse(f"{name}-create")
    refused = officer.post(url, posted(name, typed | {field: text}), **headers)
    assert refused.status_code == 422
    assert code in [error["code"] for error in refused.json()["errors"]]
    made = officer.post(url, posted(name, typed), **headers)
    assert made.status_code == 201 and officer.get(made.json()["url"]).status_code == 200
    row = registers()[name].model.objects.order_by("-pk")[0]
    edit, changed = reverse(f"{name}-edit", args=[row.pk]), posted(name, typed | dict([one.change]))
    assert officer.post(edit, changed | {"row_version": "1"}, **headers).status_code == 201
    stale = officer.post(edit, changed | {"row_version": "1"}, **headers)
    assert [error["code"] for error in stale.json()["errors"]] == ["row.changed"]
