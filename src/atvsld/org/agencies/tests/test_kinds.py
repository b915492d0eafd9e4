import pytest

from atvsld.org.agencies.kinds import agency_kinds
from atvsld.org.places.models import Place

LEVELS = {"central": 0, "province": 1, "zone": 1, "commune": 2, "other": 3}


def test_whatever_stands_above_exists_and_is_no_lower() -> None:
    kinds = agency_kinds()
    for kind in kinds.values():
        if kind.parent_code:
            above = kinds[kind.parent_code]
            assert above.is_present
            assert LEVELS[above.level] <= LEVELS[kind.level]


def test_every_kind_of_a_province_or_commune_can_be_named() -> None:
    place = Place(full_name="Xã Mỹ Đức", name_vi="Mỹ Đức", kind="xa")
    for kind in agency_kinds().values():
        if kind.level in ("province", "zone", "commune"):
            assert "Mỹ Đức" in kind.name_at(place), kind.code


@pytest.mark.parametrize(("kind", "head"), [("tinh", "Tỉnh ủy"), ("thanh_pho", "Thành ủy")])
def test_party_committee_of_a_province_or_city(kind: str, head: str) -> None:
    place = Place(full_name="X", name_vi="Huế", kind=kind)
    assert agency_kinds()["party_committee_province"].name_at(place) == f"{head} Huế"
