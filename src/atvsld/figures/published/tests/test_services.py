"""A notice once entered is a version: nothing published changes silently, and a stranger enters nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify as verify_audit
from atvsld.base.errors import OutOfScope, Refused
from atvsld.figures.published.models import PublishedFigure, PublishedNotice
from atvsld.figures.published.record import NOTICE, Figure, Notice
from atvsld.figures.published.seeding import load_published, seed_notices
from atvsld.figures.published.series import published_series
from atvsld.figures.published.services import Change, enter, void
from atvsld.figures.published.standing import records, standing_book, standing_notices
from atvsld.org.people.roles import ROLES
from atvsld.statutes.period import Period
from atvsld.testing import PROVINCE, make_scope

pytestmark = pytest.mark.django_db
NEW = Notice(NOTICE, Period(2023), "1/TB", figures=(Figure("total", "deaths", 699),), sources=("trang A",))
CORRECTED = replace(NEW, figures=(Figure("total", "deaths", 698),))


@pytest.fixture
def ministry():
    return make_scope("ministry")


def deaths() -> dict[int, int | None]:
    return {p.period.year: p.value for p in published_series("deaths", "total")}


def test_the_shipped_notices_are_there_as_they_were_read_and_come_only_once() -> None:
    stored = {n.key: n for n in records(standing_notices())}
    assert {n.key: n.fingerprint() for n in seed_notices()} == {key: n.fingerprint() for key, n in stored.items()}
    assert all(row.fingerprint == stored[row.key].fingerprint() for row in standing_notices())
    assert load_published() == 0
    assert deaths() == {2016: 862, 2017: 928, 2018: 1039, 2019: 979, 2020: 966, 2021: 786, 2022: 754}


def test_a_correction_is_a_version_with_its_reason_and_the_old_one_stays(ministry) -> None:
    assert [p.change for p in enter(ministry, [NEW])] == [Change.NEW]
    assert [p.change for p in enter(ministry, [NEW])] == [Change.SAME]
    with pytest.raises(Refused) as caught:
        enter(ministry, [CORRECTED], reason="  ")
    assert caught.value.codes == ["published.reason"]
    assert deaths()[2023] == 699
    enter(ministry, [CORRECTED], reason="Đính chính 12/TB")
    assert deaths()[2023] == 698
    first, second = PublishedNotice.objects.filter(year=2023, half=0).order_by("version")
    assert (first.as_record().value("total", "deaths"), first.reason) == (699, "")
    assert (second.version, second.reason, second.entered_by) == (2, "Đính chính 12/TB", ministry.user_label)
    entry = AuditEntry.objects.get(register="published_notices", object_id=second.pk)
    assert (entry.verb, entry.reason, entry.actor_id) == ("create", "Đính chính 12/TB", ministry.user_id)
    assert entry.changes["total.deaths"] == [[699, None, None, "", ""], [698, None, None, "", ""]]
    assert set(entry.changes) == {"period", "version", "total.deaths"}
    assert list(verify_audit()) == []


def test_a_voided_version_gives_way_to_the_one_before(ministry) -> None:
    enter(ministry, [NEW])
    enter(ministry, [CORRECTED], reason="Đính chính")
    second = PublishedNotice.objects.get(year=2023, half=0, version=2)
    with pytest.raises(Refused) as caught:
        void(ministry, second, " ")
    assert caught.value.codes == ["published.void_reason"]
    void(ministry, second, "Nhập nhầm kỳ")
    void(ministry, second, "lần nữa")
    second.refresh_from_db()
    assert (second.void_reason, second.voided_by) == ("Nhập nhầm kỳ", ministry.user_label)
    assert deaths()[2023] == 699
    assert AuditEntry.objects.filter(register="published_notices", verb="void", object_id=second.pk).count() == 1
    void(ministry, PublishedNotice.objects.get(year=2023, half=0, version=1), "Nhập nhầm kỳ")
    assert 2023 not in deaths()
    [again] = enter(ministry, [NEW], reason="Nhập lại")
    assert (again.change, again.version) == (Change.CORRECTION, 3)
    assert list(verify_audit()) == []


def test_what_a_person_decided_stands_before_the_shipped_file(ministry) -> None:
    of_2022 = standing_book().of(Period(2022))
    assert of_2022 is not None
    enter(ministry, [replace(of_2022, number="1229/TB")], reason="Sửa số")
    void(ministry, PublishedNotice.objects.get(year=2016, kind=NOTICE), "Không có bản gốc")
    assert load_published() == 0
    assert 2016 not in deaths()


def test_a_newer_shipped_file_makes_a_version(monkeypatch) -> None:
    later = [replace(n, number="9/TB") if n.key == ("notice", 2016, 0) else n for n in seed_notices()]
    monkeypatch.setattr("atvsld.figures.published.seeding.seed_notices", lambda: tuple(later))
    assert (load_published(), load_published()) == (1, 0)
    last = PublishedNotice.objects.filter(year=2016, kind=NOTICE).order_by("version").last()
    assert last is not None
    assert (last.version, last.number, last.via) == (2, "9/TB", "seed")


def test_all_of_a_file_or_none(ministry) -> None:
    other = replace(NEW, period=Period(2024))
    enter(ministry, [NEW])
    with pytest.raises(Refused):
        enter(ministry, [other, CORRECTED])
    assert 2024 not in deaths()


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_the_ministry_and_the_administrator_write(role: str) -> None:
    unit = {"place": PROVINCE} if ROLES[role].unit == "place" else {}
    held = make_scope(role, **unit) if ROLES[role].unit in ("nation", "place") else make_scope()
    row, before = standing_notices()[0], PublishedNotice.objects.count()
    if role in ("ministry", "admin"):
        enter(held, [NEW])
        void(held, row, "Thử")
        return
    assert not {"published.enter", "published.void"} & ROLES[role].grants
    for act in (lambda: enter(held, [NEW]), lambda: enter(held, []), lambda: void(held, row, "Thử")):
        with pytest.raises(OutOfScope):
            act()
    assert PublishedNotice.objects.count() == before
    assert not PublishedNotice.objects.exclude(voided_at=None).exists()


def test_the_database_itself_refuses_two_of_a_version_and_a_correction_without_reason() -> None:
    row = standing_notices()[0]
    for over in ({"version": 1}, {"version": 2, "reason": ""}, {"version": 2, "half": 3, "reason": "x"}):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            for name, value in over.items():
                setattr(row, name, value)
            row.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedFigure.objects.create(notice=standing_notices()[0], sector="total", line="x")


def test_two_at_once_make_one_version(ministry, monkeypatch) -> None:
    """The second has not seen the first; the database refuses it, and nothing of it is there."""
    enter(ministry, [NEW])
    for name in ("newest", "standing_of"):
        monkeypatch.setattr(f"atvsld.figures.published.services.{name}", lambda key: None)
    with pytest.raises(Refused) as caught:
        enter(ministry, [replace(NEW, period=Period(2024)), CORRECTED])
    assert caught.value.codes == ["published.raced"]
    assert 2024 not in deaths()
    assert deaths()[2023] == 699
