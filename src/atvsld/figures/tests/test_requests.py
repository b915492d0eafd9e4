"""What a form cannot be made of is refused in one sentence."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from atvsld.base.errors import Refused
from atvsld.figures.forms import FormRequest
from atvsld.statutes.period import Period
from atvsld.testing import make_establishment, place

pytestmark = pytest.mark.django_db


def codes(**asked) -> list[str]:
    with pytest.raises(Refused) as refused:
        FormRequest(period=Period(2026), **asked)
    return refused.value.codes


def test_form_and_subject_must_go_together():
    head = make_establishment()
    branch = make_establishment(head_office=head)
    assert codes(form_id="pl-i") == ["figures.form"]
    assert codes(form_id="pl-xii") == ["figures.establishment"]
    assert codes(form_id="pl-xii", establishment=branch) == ["figures.establishment"]
    assert codes(form_id="pl-xiv", establishment=head) == ["figures.unit"]
    assert codes(form_id="pl-xiv", place=place("Xã Tân Cương, Tỉnh Thái Nguyên")) == ["figures.unit"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("pl-xiv", "--year", "2026"),
        ("pl-xiv", "--unit", "99", "--year", "2026"),
        ("pl-xv", "--unit", "99999", "--year", "2026"),
        ("pl-xii", "--establishment", "0100109106", "--year", "2026"),
        ("pl-xii", "--year", "2026"),
        ("pl-i", "--unit", "19", "--year", "2026"),
        ("pl-xv", "--unit", "19", "--year", "12"),
        ("pl-xv", "--unit", "19", "--year", "2026", "--half", "3"),
        ("pl-xv", "--unit", "19", "--year", "2026", "--as", "nobody"),
    ],
)
def test_the_command_says_what_is_wrong(arguments):
    with pytest.raises((CommandError, Refused)) as error:
        call_command("figures", *arguments)
    assert "\n" not in str(error.value)
