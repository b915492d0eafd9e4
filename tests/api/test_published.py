"""The published series through the API: read with any key, written with none."""

from __future__ import annotations

import pytest
from django.test import Client

from atvsld.figures.published.models import PublishedNotice
from atvsld.testing import make_user
from tests.api.calling import caller_of, codes

pytestmark = pytest.mark.django_db
SERIES = "/published/series"


@pytest.fixture
def caller(db: None):
    return caller_of(make_user("labour", place="Thái Nguyên"), "accidents.view")


def test_a_series_says_what_follows_and_what_does_not(caller):
    told = caller.get(SERIES, line="accidents", sector="total").json()
    points = {p["period"]: p for p in told["results"]}
    assert [*points] == ["2017", "2018", "2020", "2021", "2022"]
    assert points["2022"] | {"line": ""} == {
        "sector": "total", "line": "", "value": 7718, "text": "", "change_abs": 1214, "change_pct": "18.66",
        "pct_raw": "18,66", "base": 6504, "computed_pct": "18.6654", "verdict": "truncated", "expected_pct": "18.67",
        "missing": "", "period": "2022", "computed_from": "own", "is_implied": False, "notice": "1229/TB-LĐTBXH",
        "issued_on": "2023-04-07",
    }  # fmt: skip
    assert (points["2018"]["computed_pct"], points["2018"]["computed_from"]) == ("-10.7975", "before")
    halves = caller.get(SERIES, line="accidents", half=1, page_size=2).json()
    assert (halves["count"], len(halves["results"]), halves["results"][0]["is_implied"]) == (6, 2, True)


def test_notices_are_the_versions_that_count(caller):
    told = caller.get("/published/notices").json()
    assert told["count"] == 13
    assert sum(len(one["findings"]) for one in told["results"]) == 9
    one = caller.get("/published/notices/2019").json()
    assert one["details"]["costs"]["property_bn_vnd"] == 533.896
    PublishedNotice.objects.filter(year=2019).update(voided_at="2026-01-01T00:00Z", void_reason="Thử")
    assert caller.get("/published/notices/2019").status_code == 404
    assert caller.get("/published/notices").json()["count"] == 12


def test_what_is_not_asked_rightly_is_refused_with_a_code(caller):
    assert caller.get("/published/notices/abc").status_code == 404
    assert caller.get(SERIES, line="x").status_code == 422
    assert codes(caller.get(SERIES, x="1")) == [("x", "query.unknown")]
    for method in ("POST", "PATCH", "DELETE"):
        assert caller.send(method, SERIES).status_code == 405
    assert Client().get("/api/v1/published/series").status_code == 401
