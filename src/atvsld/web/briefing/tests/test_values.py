"""What a page for a leader refuses to be."""

from datetime import UTC, datetime

import pytest

from atvsld.web.briefing import Block, Briefing, Item, Shown
from atvsld.web.charts import Chart, Series

AT = datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
PICTURE = Shown(Chart("x", "T", "yearly", ["2025"], [Series("a", [1])]))


def test_a_block_knows_how_many_there_are_in_all():
    items = [Item("một"), Item("hai")]
    assert Block("Quá hạn", items).count == 2
    assert Block("Quá hạn", items, total=7).count == 7
    with pytest.raises(ValueError):
        Block("Quá hạn", items, total=1)


def test_a_page_needs_its_time_zone_and_has_room_for_two_pictures():
    assert Briefing("T", "Thái Nguyên", 2026, AT, pictures=[PICTURE, PICTURE])
    with pytest.raises(ValueError):
        Briefing("T", "Thái Nguyên", 2026, AT.replace(tzinfo=None))
    with pytest.raises(ValueError):
        Briefing("T", "Thái Nguyên", 2026, AT, pictures=[PICTURE] * 3)
