"""A base year is the year before the document, or one that somebody chose with a reason; every choice is kept."""

from __future__ import annotations

import pytest

from atvsld.base.audit.models import AuditEntry
from atvsld.base.errors import OutOfScope, Refused
from atvsld.directives.assessment import assess
from atvsld.directives.base_years import base_year_of, choose_base_year
from atvsld.directives.models import BaseYearChoice
from atvsld.directives.programmes import PROGRAMMES
from atvsld.testing import make_scope, make_user

pytestmark = pytest.mark.django_db
REASON = "Công văn 12/SNV: năm 2024 thiếu số liệu sáu tháng"
THAI_NGUYEN, PHONG_THO = PROGRAMMES["thai-nguyen-2025"], PROGRAMMES["phong-tho-2024"]


def test_the_document_decides_until_somebody_does():
    assert base_year_of(THAI_NGUYEN) == (2024, "")
    officer = make_scope("labour", place="Thái Nguyên")
    choose_base_year(officer, THAI_NGUYEN, 2023, f"  {REASON}\n ")
    assert base_year_of(THAI_NGUYEN) == (2023, REASON)
    choose_base_year(officer, THAI_NGUYEN, 2024, "Trở lại năm theo văn bản")
    assert base_year_of(THAI_NGUYEN)[0] == 2024
    assert list(BaseYearChoice.objects.values_list("year", flat=True).order_by("id")) == [2023, 2024]
    entries = AuditEntry.objects.filter(register="base_years").order_by("id")
    assert [(e.changes["year"], e.reason) for e in entries] == [
        ([2024, 2023], REASON), ([2023, 2024], "Trở lại năm theo văn bản"),
    ]  # fmt: skip
    result = assess(THAI_NGUYEN, officer, 2025).as_json()
    assert result["programme"]["base_year"] == 2024
    assert result["targets"][0]["evaluation"]["series"][0]["year"] == 2024


@pytest.mark.parametrize(
    ("year", "reason", "code"),
    [
        (2023, "ngắn", "base_year.reason"), (2023, "x" * 501, "base_year.reason"), (2026, REASON, "base_year.year"),
        (2013, REASON, "base_year.year"), (2024, REASON, "base_year.same"),
    ],
)  # fmt: skip
def test_what_is_refused(year, reason, code):
    with pytest.raises(Refused) as refused:
        choose_base_year(make_scope("labour", place="Thái Nguyên"), THAI_NGUYEN, year, reason)
    assert code in [v.code for v in refused.value.violations]
    assert not BaseYearChoice.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit"), [("labour", "Cà Mau"), ("leader", "Thái Nguyên"), ("commune", "Xã Tân Cương, Tỉnh Thái Nguyên")]
)
def test_others_choose_nothing(role, unit):
    with pytest.raises(OutOfScope):
        choose_base_year(make_scope(role, place=unit), THAI_NGUYEN, 2023, REASON)


def test_the_ground_of_a_district_belongs_to_its_province_today():
    choose_base_year(make_scope("labour", place="Lai Châu"), PHONG_THO, 2022, REASON)
    assert base_year_of(PHONG_THO) == (2022, REASON)


def test_the_page(client):
    client.force_login(make_user("labour", place="Thái Nguyên"))
    url = "/chuong-trinh/thai-nguyen-2025/nam-goc/"
    refused = client.post(url, {"year": "2023", "reason": "ngắn"})
    assert refused.status_code == 422 and "Hãy ghi lý do" in refused.content.decode()
    assert client.post(url, {"year": "2023", "reason": REASON}).status_code == 302
    page = client.get("/chuong-trinh/thai-nguyen-2025/?year=2025").content.decode()
    assert REASON in page and "năm gốc 2023" in page
    assert client.get("/chuong-trinh/khong-co/nam-goc/").status_code == 404
