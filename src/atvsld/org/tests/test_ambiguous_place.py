"""A place that is typed and decides nothing: the refusal says which units it may be."""

from __future__ import annotations

import pytest

from atvsld.base.errors import RuleViolation
from atvsld.base.fields.coded import PlaceField
from atvsld.base.references import MOST_SEARCHED, ScopedRefs
from atvsld.org.places.models import Place
from atvsld.org.places.resolve import MOST_NAMED
from atvsld.testing import EVERYTHING

pytestmark = pytest.mark.django_db
COMMUNE = PlaceField(name="event_commune", label="Xã", help="", target="commune")


def refused(text: str) -> RuleViolation:
    with pytest.raises(RuleViolation) as caught:
        COMMUNE.parse(text, ScopedRefs(EVERYTHING))
    return caught.value


def test_a_name_that_many_communes_bear_is_answered_with_them() -> None:
    violation = refused("Tân Lập")
    assert (violation.code, violation.field) == ("field.ambiguous", "event_commune")
    named = Place.objects.communes().in_force().filter(name_vi="Tân Lập").select_related("province", "parent")
    assert named.count() > 1
    told = [unit for unit in named if unit.label in violation.message]
    assert len(told) == min(named.count(), MOST_NAMED)


def test_a_district_of_before_is_answered_with_the_communes_that_stand_there() -> None:
    violation = refused("huyện Định Hóa, Thái Nguyên")
    assert violation.code == "field.ambiguous"
    assert violation.message.count("tỉnh Thái Nguyên") > 1


def test_what_is_like_nothing_gets_no_suggestions() -> None:
    assert refused("Không Đâu Cả Xyz").code == "field.unknown"


def test_a_file_full_of_them_is_not_searched_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        "atvsld.base.lists.possible", lambda: {"commune": lambda text: asked.append(text) or ["A", "B"]}
    )
    refs = ScopedRefs(EVERYTHING)
    told = [refs.possible("commune", f"xã {number}") for number in range(MOST_SEARCHED + 50)]
    assert (len(asked), told[0], told[-1]) == (MOST_SEARCHED, ["A", "B"], ())
