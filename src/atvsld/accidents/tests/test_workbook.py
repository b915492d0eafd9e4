"""Accidents in one file as people keep them: a line an injured person, with the accident beside it."""

import pytest
from django.db import connection

from atvsld.accidents.models import Accident, Victim
from atvsld.base import lists
from atvsld.base.audit.verify import verify
from atvsld.base.importing import import_rows
from atvsld.base.models import AuditEntry, Change, Landing
from atvsld.testing import COMMUNE, make_establishment, make_scope

pytestmark = pytest.mark.django_db
HEAD = (
    "Số hồ sơ;Bên khai báo;Mã số thuế;Thời điểm xảy ra;Xã xảy ra;Nơi xảy ra;Diễn biến;"
    "Họ và tên;Năm sinh;Giới tính;Tình trạng khi khai báo;Ngày chết;Mã chấn thương;Số ngày nghỉ\n"
)


@pytest.fixture
def labour():
    return make_scope("labour", place="Thái Nguyên")


@pytest.fixture
def bring_in(tmp_path, labour):
    def run(text: str, scope=None, **how):
        path = tmp_path / "tai-nan.csv"
        path.write_text(HEAD + text, "utf-8")
        return import_rows(lists.register("accidents"), scope or labour, [path], **how)

    return run


@pytest.fixture
def office():
    return make_establishment(tax_code="0100109106")


def line(own="", day="10/03/2026 09:30", name="Trần Văn An", state="nhẹ", died="", injury="", days="", told="Ngã"):
    return f"{own};cơ sở;0100109106;{day};{COMMUNE};Xưởng 2;{told};{name};1990;Nam;{state};{died};{injury};{days}\n"


def counts(result):
    return result.created, result.updated, result.unchanged, result.merged, result.rejected


@pytest.mark.parametrize("own", ["", "TN-01/2026"])
def test_an_accident_with_two_victims_goes_in_once(bring_in, office, own):
    text = line(own) + line(own, name="Lê Thị Bình", state="chết", died="12/03/2026")
    result = bring_in(text)
    assert (counts(result), result.errors) == ((2, 0, 0, 0, 0), [])
    assert result.records == {"accidents": {"created": 1, "updated": 0}, "victims": {"created": 2, "updated": 0}}
    accident = Accident.objects.get()
    assert (accident.severity, accident.victim_count, accident.death_count) == ("fatal", 2, 1)
    assert accident.receipt_number
    assert accident.reporting_office == office
    assert counts(bring_in(text)) == (0, 0, 2, 0, 0)
    assert (Accident.objects.count(), Victim.objects.count()) == (1, 2)
    assert list(verify()) == []
    assert Change.objects.filter(register="victims").count() == 2


def test_lines_under_merged_cells_belong_to_the_accident_above(bring_in, office):
    result = bring_in(line() + ";;;;;;;Lê Thị Bình;1991;Nữ;nặng;;011;\n" + line(day="11/03/2026 08:00"))
    assert (counts(result), result.errors) == ((3, 0, 0, 0, 0), [])
    assert list(Accident.objects.order_by("occurred_at").values_list("victim_count", "severity")) == [
        (2, "severe"), (1, "minor"),
    ]  # fmt: skip


def test_two_accidents_of_one_moment_that_contradict_each_other_stay_two(bring_in, office):
    assert counts(bring_in(line(day="10/03/2026") + line(day="10/03/2026", told="Điện giật", name="B"))) == (
        2, 0, 0, 0, 0,
    )  # fmt: skip
    assert Accident.objects.count() == 2


def test_a_victim_that_comes_later_and_one_that_changes(bring_in, office):
    bring_in(line("A1"))
    result = bring_in(line("A1", days="12") + line("A1", name="Lê Thị Bình", state="nặng"))
    assert (counts(result), result.errors) == ((1, 1, 0, 0, 0), [])
    accident = Accident.objects.get()
    assert (accident.victim_count, accident.severity) == (2, "severe")
    assert Victim.objects.get(full_name="Trần Văn An").lost_days == 12
    assert list(verify()) == []


def test_a_corrected_cell_changes_the_accident_of_that_number(bring_in, office):
    bring_in(line("A1"))
    result = bring_in(line("A1", told="Ngã từ mái"))
    assert (counts(result), Accident.objects.get().summary) == ((0, 1, 0, 0, 0), "Ngã từ mái")


def test_the_receipt_number_names_the_accident_too(bring_in, office, tmp_path, labour):
    bring_in(line())
    number = Accident.objects.get().receipt_number
    path = tmp_path / "b.csv"
    path.write_text(f"Số tiếp nhận,Nơi xảy ra\n{number},Xưởng 3\n", "utf-8")
    result = import_rows(lists.register("accidents"), labour, [path])
    assert (counts(result), Accident.objects.get().event_address) == ((0, 1, 0, 0, 0), "Xưởng 3")
    elsewhere = import_rows(lists.register("accidents"), make_scope("labour", place="Cà Mau"), [path])
    assert [e["code"] for e in elsewhere.errors] == ["row.unknown"]


def test_an_accident_is_taken_with_all_its_victims_or_not_at_all(bring_in, office):
    text = line() + line(name="Lê Thị Bình", state="chết") + line(day="11/03/2026 10:00")
    assert (counts(bring_in(text)), Accident.objects.count()) == ((0, 0, 0, 0, 1 + 1), 0)
    result = bring_in(text, accept_valid=True)
    assert counts(result) == (1, 0, 0, 0, 2)
    assert [(e["row"], e["code"]) for e in result.as_dict()["errors"]] == [(2, "row.together"), (3, "death.date")]
    assert Victim.objects.count() == 1


def test_numbers_of_others_reveal_nothing(bring_in, office):
    bring_in(line("A1"))
    stranger = make_scope("labour", place="Cà Mau")
    result = bring_in(line("A1"), stranger)
    assert {e["code"] for e in result.errors} == {"field.unknown"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL writes a file in one transaction")
def test_a_big_file_lands_unseen_and_is_shown_at_once(bring_in, office, monkeypatch):
    from atvsld.base.importing import landing, writing

    monkeypatch.setattr(writing, "CHUNK", 4)
    seen = []
    original = landing.beat

    def beat(one):
        seen.append((Accident.objects.count(), AuditEntry.objects.filter(register="accidents").count()))
        original(one)

    monkeypatch.setattr(writing, "beat", beat)
    text = "".join(line(day=f"{day:02}/03/2026 08:00") for day in range(1, 13))
    assert counts(bring_in(text)) == (12, 0, 0, 0, 0)
    assert len(seen) > 3
    assert set(seen) == {(0, 0)}
    assert (Accident.objects.count(), Victim.objects.count(), Landing.objects.count()) == (12, 12, 0)
    assert AuditEntry.objects.filter(register="accidents").count() == 12
    assert Change.objects.filter(register="accidents").count() == 12
    assert list(verify()) == []


def test_a_big_file_that_fails_leaves_nothing(bring_in, office, monkeypatch):
    from atvsld.base.importing import writing

    monkeypatch.setattr(writing, "CHUNK", 4)

    original, calls = writing.Writer.add, []

    def add(*what):
        calls.append(what)
        if len(calls) == 3:
            raise RuntimeError("the machine stops")
        original(*what)

    monkeypatch.setattr(writing.Writer, "add", add)
    text = "".join(line(day=f"{day:02}/03/2026 08:00") for day in range(1, 13))
    with pytest.raises(RuntimeError):
        bring_in(text)
    for rows in (Accident.everything, Victim.everything, AuditEntry.everything.filter(register="accidents")):
        assert rows.count() == 0
    assert not Landing.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL writes a file in one transaction")
def test_what_a_crash_leaves_behind_is_unseen_and_swept(bring_in, office, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    from atvsld.base.importing import landing, writing

    monkeypatch.setattr(writing, "CHUNK", 4)
    monkeypatch.setattr(writing, "take_back", lambda landing: None)
    monkeypatch.setattr(writing, "show", lambda landing: 1 / 0)
    text = "".join(line(day=f"{day:02}/03/2026 08:00") for day in range(1, 13))
    with pytest.raises(ZeroDivisionError):
        bring_in(text)
    assert (Accident.objects.count(), Accident.everything.count(), Victim.objects.count()) == (0, 12, 0)
    assert not Accident.objects.visible_to(make_scope("ministry")).exists()
    assert landing.sweep() == []
    Landing.objects.update(beat_at=timezone.now() - timedelta(hours=1))
    assert len(landing.sweep()) == 1
    assert (Accident.everything.count(), Victim.everything.count()) == (0, 0)
    assert not AuditEntry.everything.filter(register="accidents").exists()
