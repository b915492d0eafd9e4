"""A list read piece by piece shows the rows, the order and the count of the one query it stands for."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atvsld.accidents.models import Accident
from atvsld.accidents.registers import ACCIDENTS
from atvsld.base.codelists.reading import CodeLists
from atvsld.base.reading import outside
from atvsld.base.scope import Scope
from atvsld.base.surfaces.filters import listed, narrowed
from atvsld.base.words import learn
from atvsld.testing import EVERYTHING, make_establishment, make_scope, place

pytestmark = pytest.mark.django_db
PROVINCES = ("Thái Nguyên", "Cà Mau", "Lai Châu")
COMMUNES = ("Xã Tân Cương, Tỉnh Thái Nguyên", "Xã Đất Mũi, Tỉnh Cà Mau")


def rows_of(shapes: list[tuple[int, ...]]) -> None:
    """Accidents whose places are chosen by number, nothing included; written straight, for only reading is tried."""
    provinces = [None, *(place(name).pk for name in PROVINCES)]
    communes = [None, *(place(name).pk for name in COMMUNES)]
    begin = timezone.make_aware(timezone.datetime(2024, 12, 30, 20))
    made = []
    for number, (event, home, office, commune, home_commune, day, voided) in enumerate(shapes):
        at = begin + timedelta(hours=7 * day)
        made.append(
            Accident(
                receipt_number=f"N{number}",
                occurred_at=at,
                occurred_on=timezone.localdate(at),
                declared_by="employer",
                event_province_id=provinces[event],
                establishment_province_id=provinces[home],
                reporting_province_id=provinces[office],
                event_commune_id=communes[commune],
                establishment_commune_id=communes[home_commune],
                voided_at=begin if voided else None,
                severity=("fatal", "minor")[day % 2],
                search_text=f"n{number} thon {day}",
            )
        )
    learn(ACCIDENTS, [row.pk for row in Accident.objects.bulk_create(made)])


@pytest.fixture
def scopes(db: None) -> list[Scope]:
    factory = make_establishment()
    both = make_scope("labour", place="Thái Nguyên").parts + make_scope("commune", place=COMMUNES[1]).parts
    return [
        EVERYTHING,
        *(make_scope("labour", place=name) for name in PROVINCES[:2]),
        make_scope("commune", place=COMMUNES[0]),
        make_scope("employer", establishment=factory),
        make_scope(),
        Scope(1, "hai nơi", both),
    ]


SHAPE = st.tuples(
    *[st.integers(0, 3)] * 3, *[st.integers(0, 2)] * 2, st.integers(0, 6), st.integers(0, 6).map(lambda n: n == 0)
)
QUERIES = (
    {},
    {"year": "2025"},
    {"severity": "fatal", "year": "2024"},
    {"q": "thon 3"},
    {"unit": "Cà Mau"},
    {"unit": COMMUNES[0]},
    {"voided": "1"},
    {"year": "no year"},
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SHAPE, max_size=25), st.integers(3, 9), st.sampled_from(QUERIES), st.sampled_from((0, 3, 2_000)))
def test_pages_and_counts_are_those_of_the_one_query(scopes, shapes, size, query, few):
    Accident.objects.all().delete()
    rows_of(shapes)
    codes = CodeLists()
    for held in scopes:
        _, rows = narrowed(ACCIDENTS, held, query, codes)
        expected = [row.pk for row in rows]
        _, listing = listed(ACCIDENTS, held, query, codes)
        assert listing.count() == len(expected)
        with mock.patch("atvsld.base.surfaces.listing.FEW", few):
            paged = [row.pk for start in range(0, len(expected), size) for row in listing[start : start + size]]
        assert paged == expected
        other = listing.order_by("severity", "pk")
        assert [row.pk for row in other[0:size]] == [row.pk for row in rows.order_by("severity", "pk")[:size]]


def test_outside_is_every_row_with_another_place_or_none():
    ids = sorted(place(name).pk for name in PROVINCES)
    rows_of([(n, 0, 0, 0, 0, 0, False) for n in (0, 1, 1, 2, 3)])
    for chosen in ([ids[0]], ids[:2], [ids[0], ids[2]], ids):
        expected = [row.pk for row in Accident.objects.order_by("pk") if row.event_province_id not in chosen]
        assert [
            row.pk for row in Accident.objects.filter(outside("event_province_id", chosen)).order_by("pk")
        ] == expected
