"""Which sentences ask units for a plan of their own."""

from datetime import date
from pathlib import Path

import pytest

from ..plans.asked import COMMUNES, MINISTRIES, PROVINCES, plans_asked
from .make import gold, task


def test_real_documents(shared: Path) -> None:
    def found(name: str):
        return [(asked.position, set(asked.units), asked.due_on) for asked in plans_asked(gold(shared, name).tasks)]

    assert found("001") == [(15, {MINISTRIES, PROVINCES}, date(2024, 12, 31))]
    assert found("003") == [(54, {COMMUNES}, None)]
    assert found("000") == [(14, {PROVINCES}, None)]


@pytest.mark.parametrize(
    ("text", "lead", "units"),
    [
        ("Xây dựng kế hoạch thực hiện Chỉ thị này trên địa bàn.", "UBND các xã, phường", (COMMUNES,)),
        ("Ban hành chương trình, kế hoạch cụ thể để triển khai.", "Ủy ban nhân dân cấp tỉnh", (PROVINCES,)),
        ("Căn cứ Kế hoạch này, xây dựng kế hoạch chi tiết.", "Các bộ, ngành", (MINISTRIES,)),
        ("Lập kế hoạch của đơn vị, gửi Sở Nội vụ.", "Đặc khu", (COMMUNES,)),
        ("Xây dựng kế hoạch kiểm tra việc sử dụng hóa chất.", "UBND cấp xã", None),
        ("Xây dựng và triển khai Kế hoạch tổ chức Lễ phát động.", "UBND các xã", None),
        ("Xây dựng kế hoạch thực hiện Chỉ thị này.", "Sở Nội vụ", None),
        ("Tuyên truyền kế hoạch thực hiện Chỉ thị này.", "UBND các xã, phường", None),
    ],
)
def test_our_own_sentences(text: str, lead: str, units) -> None:
    found = [asked.units for asked in plans_asked([task(text, (lead,))])]
    assert found == ([units] if units else [])


def test_a_day_of_every_year_is_no_date_for_a_plan() -> None:
    ((first), (second)) = plans_asked(
        [
            task("Xây dựng kế hoạch thực hiện.", ("UBND các xã",), deadline="--01-15"),
            task("Xây dựng kế hoạch thực hiện.", ("UBND các xã",), deadline="2026-02"),
        ]
    )
    assert (first.due_on, second.due_on) == (None, date(2026, 2, 28))
