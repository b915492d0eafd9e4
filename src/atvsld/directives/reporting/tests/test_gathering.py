"""A department gathers the reports of its province; a review tells of several years."""

from __future__ import annotations

from datetime import date

import pytest

from atvsld.base.values import canonical_json, plain
from atvsld.directives.reporting.drawing.asked import Asked
from atvsld.directives.reporting.drawing.children import words_of
from atvsld.directives.reporting.drawing.tasks import SHOWN, rows_of, tasks
from atvsld.directives.reporting.duties.found import duties_to
from atvsld.directives.reporting.services import preview, receive, save_texts
from atvsld.directives.reporting.written.blocks import plain_text
from atvsld.directives.reporting.written.whole import official, sections
from atvsld.directives.tasks import due_services, services
from atvsld.directives.tasks.lists import narrowed
from atvsld.org.agencies.models import Agency
from atvsld.org.places.models import Place
from atvsld.testing import make_scope

from .make import (
    TODAY,
    agency,
    charged,
    commune,
    commune_committee,
    department,
    labour,
    made,
    make_document,
    make_duty,
    sent,
)  # fmt: skip

pytestmark = pytest.mark.django_db
HOME = "Thái Nguyên"
NEXT = "Xã Đại Phúc, Tỉnh Thái Nguyên"


def gathering(office, **more):
    above = agency("peoples_committee_province", HOME)
    return made(office, department(), to_agency=above.pk, to_name=above.name_vi, **more)


def test_who_sent_who_is_missing_and_what_they_wrote() -> None:
    office, people = labour(), commune()
    charged(office)
    row = made(people, duty="programme:thai-nguyen-2025", occasion="2026-12-10")
    row = save_texts(people, row.pk, {"problems": "Thiếu cán bộ.", "ahead": "Tập huấn."}, 1)
    version = sent(people, row)
    whole = gathering(office)
    seen = preview(office, whole.pk, TODAY).figures
    found = seen["children"]
    assert found["states"]["sent"] == 1 and found["owed"] == sum(found["states"].values()) == found["total"]
    [child] = [one for one in found["rows"] if one["state"] == "sent"]
    assert (child["report"], child["version"]["sha256"]) == (row.pk, version.sha256)
    assert words_of(seen, "problems") == [(commune_committee().name_vi, "Thiếu cán bộ.")]
    receive(office, row.pk)
    made_of = sent(office, whole)
    assert made_of.whole["figures"]["children"]["states"]["received"] == 1
    assert version.sha256 in made_of.content, "the version names those that it used"
    late = preview(office, whole.pk, date(2026, 12, 11)).figures["children"]
    assert late["states"] == {"overdue": late["owed"] - 1, "received": 1} and late["late"] == late["owed"] - 1


def test_sums_come_from_the_registers_and_not_from_what_was_typed() -> None:
    office = labour()
    charged(office, commune_committee(), agency("department_health", HOME))
    seen = preview(office, gathering(office).pk, TODAY).figures
    assert seen["tasks"]["total"] == 2 and seen["tasks"]["counts"]["overdue"] == 2
    own = preview(office, gathering(office, covers="agency").pk, TODAY).figures
    assert own["tasks"]["total"] == 0 and "targets" not in own and own["children"] is None


def test_counts_equal_their_lists_today_and_on_a_past_day() -> None:
    office, people = labour(), commune()
    for title, due in (("Một", date(2026, 9, 20)), ("Hai", date(2026, 12, 1)), ("Bốn", None)):
        task = charged(office, title=title, first_due=due).tasks.get()
        services.accept(people, task.pk, today=date(2026, 9, 5))
        if title == "Một":
            due_services.close(people, task.pk, 1, "xong muộn", today=date(2026, 10, 2))
        if title == "Hai":
            due_services.ask_extension(people, task.pk, 1, date(2026, 12, 31), "chờ kinh phí", today=date(2026, 10, 5))
            due_services.decide_extension(office, task.pk, 1, date(2026, 12, 31), "", today=date(2026, 10, 6))
    row = made(people)
    for day in (date(2026, 9, 30), date(2026, 10, 5), TODAY):
        row.last_day = day
        asked = Asked(people, row, TODAY)
        counted = tasks(asked)
        listed = {s: narrowed(rows_of(asked), s, asked.day, TODAY).count() for s in SHOWN}
        assert counted["counts"] == listed, day
        assert counted["total"] == 3 == len(counted["rows"])
    row.last_day = date(2026, 9, 30)
    assert tasks(Asked(people, row, TODAY))["counts"]["overdue"] == 1, "as it was known then"
    row.last_day = TODAY
    [late] = [one for one in tasks(Asked(people, row, TODAY))["rows"] if one["status"] == "done_late"]
    assert (late["reason"], late["proved_by"]) == ("xong muộn", "word")


def test_what_was_done_before_the_period_is_not_told() -> None:
    office, people = labour(), commune()
    task = charged(office).tasks.get()
    services.accept(people, task.pk, today=date(2026, 9, 5))
    due_services.close(people, task.pk, 1, "đã xong", today=date(2026, 9, 30))
    row = made(people)
    assert tasks(Asked(people, row, TODAY))["total"] == 1
    row.first_day = date(2026, 10, 1)
    assert tasks(Asked(people, row, TODAY))["total"] == 0


def test_documents_issued_in_the_period_by_the_unit() -> None:
    office = labour()
    make_document()
    make_document(number="78/KH-UBND", issued_on=date(2025, 5, 4))
    make_document("Xã Tân Cương, Tỉnh Thái Nguyên", number="3/KH-UBND")
    found = preview(office, gathering(office).pk, TODAY).figures["documents"]
    assert [row["number"] for row in found["rows"]] == ["77/KH-UBND"]


def test_a_review_tells_year_by_year_and_names_its_sources() -> None:
    office = labour()
    for year in (2026, 2027):
        charged(office, title=f"Việc {year}", first_due=date(year, 10, 30))
    yearly = gathering(office)
    version = sent(office, yearly)
    review = gathering(office, form="interim", first_day=date(2025, 1, 1), last_day=date(2028, 12, 31))
    seen = preview(office, review.pk, TODAY)
    assert {row["year"]: row["total"] for row in seen.figures["years"]} == {2025: 0, 2026: 1}
    assert [one["sha256"] for one in seen.figures["sources"]] == [version.sha256]
    years = {row["year"] for programme in seen.figures["targets"] for row in programme["rows"]}
    assert years == {2025, 2026}
    titles = [section.title for section in sections(seen.figures, seen.texts)]
    assert "KẾT QUẢ QUA CÁC NĂM" in titles
    later = preview(office, review.pk, date(2027, 12, 1)).figures
    assert {row["year"]: row["counts"]["overdue"] for row in later["years"]} == {2025: 0, 2026: 1, 2027: 1}


def test_figures_are_the_same_when_read_again_and_silent_where_nothing_is_known() -> None:
    people = commune()
    seen = preview(people, made(people).pk, TODAY)
    assert plain(seen.figures) == seen.figures
    text = "\n".join(
        plain_text(block.line) for s in sections(seen.figures, {}) for block in s.blocks if hasattr(block, "line")
    )
    assert (
        "Nhiệm vụ được giao trong kỳ: chưa có số liệu." in text
        and "Từ tháng 01/2026 đến tháng 11/2026: chưa có số liệu" in text
    )
    paper = official(seen.figures, seen.texts)
    assert (paper.body, paper.sign, paper.number, paper.day) == ("Ủy ban nhân dân xã Tân Cương", "BC-UBND", "", None)
    assert paper.signature.title == "CHỦ TỊCH" and any("MẪU TẠM" in mark for mark in paper.marks)


def test_targets_of_a_document_stand_beside_what_is_counted_without_a_verdict() -> None:
    from atvsld.directives.documents.models import TARGET, Provision

    office, document = labour(), make_document()
    said = {"comparator": "decrease_at_least", "value": 5, "unit": "%"}
    for at, (text, name) in enumerate((("Giảm TNLĐ chết người", "fatal_accident_rate"), ("Trồng cây", "")), 1):
        Provision.objects.create(document=document, kind=TARGET, position=at, text=text, content=said, indicator=name)
    row = gathering(office, programme="", document=document.pk)
    [found] = preview(office, row.pk, TODAY).figures["targets"]
    assert (found["not_judged"], found["unmeasured"]) == ("undeclared", ["Trồng cây"])
    assert {one["asked"] for one in found["rows"]} == {"giảm ít nhất 5 %"} and found["rows"][0]["status"] == "watched"
    text = "\n".join(str(block) for block in official(preview(office, row.pk, TODAY).figures, {}).blocks)
    assert "Trồng cây: chưa đo được trong hệ thống" in text


def test_the_nation_gathers_its_provinces_the_same_way() -> None:
    nation, office = make_scope("ministry"), labour()
    ministry = Agency.objects.in_force().get(kind="ministry_home_affairs")
    committee = agency("peoples_committee_province", HOME)
    document = make_document(None, number="209/NQ-CP", issuing_body="Chính phủ")
    make_duty(document, "UBND các tỉnh, thành phố trực thuộc trung ương", ministry.name_vi)
    document.reading = canonical_json({"agencies": {ministry.name_vi: ministry.pk}, "reporting": []})
    document.save()
    [duty] = duties_to(nation, [ministry], TODAY)
    provinces = Place.objects.provinces().in_force(TODAY).count()
    assert committee.pk in duty.bodies and len(duty.bodies) == provinces
    to_ministry = {"programme": "", "document": document.pk, "to_agency": ministry.pk, "to_name": ministry.name_vi}
    row = made(office, committee, duty=duty.key, occasion="2026-12-15", **to_ministry)
    version = sent(office, save_texts(office, row.pk, {"proposals": "Bổ sung biên chế."}, 1))
    whole = made(nation, ministry, programme="", document=document.pk, to_agency=None, to_name="Chính phủ")
    seen = preview(nation, whole.pk, TODAY).figures
    found = seen["children"]
    assert (found["owed"], found["states"]["sent"]) == (provinces, 1)
    assert words_of(seen, "proposals") == [(committee.name_vi, "Bổ sung biên chế.")]
    assert version.sha256 in sent(nation, whole).content
    late = preview(nation, whole.pk, date(2026, 12, 16)).figures["children"]
    assert late["late"] == provinces - 1
