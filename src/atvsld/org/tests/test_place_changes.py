"""Later decisions on units: new dated rows and successions, nothing of the past another."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from atvsld.base.audit.models import AuditEntry
from atvsld.base.audit.verify import verify
from atvsld.base.errors import OutOfScope
from atvsld.base.scope import Scope, ScopePart
from atvsld.org.agencies.find import agency_for
from atvsld.org.people.roles import ROLES
from atvsld.org.people.scoping import scope_of
from atvsld.org.places.changes.run import PlaceRun, import_places
from atvsld.org.places.history import became
from atvsld.org.places.loader import load_places
from atvsld.org.places.mapped import place_graph
from atvsld.org.places.models import Place, PlaceSuccession
from atvsld.org.tests.place_files import changes_file
from atvsld.testing import make_scope, make_user

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2026, 11, 1), date(2026, 10, 31)


@pytest.fixture
def admin():
    return make_scope("admin")


def now(code: str) -> Place:
    return Place.objects.get(code=code, valid_to=None)


def communes(province: str, count: int) -> list[Place]:
    return list(Place.objects.communes().filter(valid_to=None, province__code=province).order_by("code")[:count])


def codes(run: PlaceRun) -> list[tuple[int | None, str]]:
    return [(error["row"], error["code"]) for error in run.result.errors]


def test_a_commune_becomes_a_ward_and_the_past_stands(tmp_path: Path, admin) -> None:
    (old,) = communes("19", 1)
    kept = list(Place.objects.exclude(pk=old.pk).order_by("pk").values_list())
    line = f"01/11/2026,{old.code},{old.code},Phường,Phường Mới Thử,,,,12/NQ-UBTVQH16,đã đối chiếu"
    run = import_places(admin, [changes_file(tmp_path, line)])
    assert run.result.is_clean
    assert (run.result.created, run.result.records["places"]) == (1, {"created": 1, "updated": 1})
    new = Place.objects.get(code=old.code, valid_from=DAY)
    assert (new.full_name, new.province_id, new.valid_to) == ("Phường Mới Thử", old.province_id, None)
    assert list(Place.objects.exclude(pk__in=(old.pk, new.pk)).order_by("pk").values_list()) == kept
    old.refresh_from_db()
    assert (old.valid_to, old.full_name) == (BEFORE, old.full_name)
    assert [(step.place.pk, step.is_whole) for step in became(old)] == [(new.pk, True)]
    assert place_graph().on(old.pk, DAY).commune == new.pk
    assert place_graph().on(new.pk, BEFORE).commune == old.pk
    entries = AuditEntry.objects.filter(register="places").order_by("pk")
    assert [(entry.verb, entry.object_id) for entry in entries] == [("edit", old.pk), ("create", new.pk)]
    assert list(verify()) == []


def test_the_same_file_twice_creates_nothing(tmp_path: Path, admin) -> None:
    first, second = communes("19", 2)
    lines = [f"2026-11-01,{unit.code},{first.code},xa,Gộp Thử,19,toàn bộ,,1/NQ" for unit in (first, second)]
    file = changes_file(tmp_path, *lines)
    assert import_places(admin, [file], dry_run=True).result.created == 2
    assert not Place.objects.filter(valid_from=DAY).exists()
    assert import_places(admin, [file]).result.created == 2
    stored = (
        list(Place.objects.order_by("pk").values_list()),
        list(PlaceSuccession.objects.order_by("pk").values_list()),
    )
    audited = AuditEntry.objects.count()
    again = import_places(admin, [file]).result
    assert (again.created, again.updated, again.unchanged, again.errors) == (0, 0, 2, [])
    assert load_places().created == load_places().changed == 0, "the shipped rows leave them alone"
    assert stored == (
        list(Place.objects.order_by("pk").values_list()),
        list(PlaceSuccession.objects.order_by("pk").values_list()),
    )
    assert AuditEntry.objects.count() == audited
    seen = changes_file(tmp_path, *(f"{line},đã đối chiếu" for line in lines))
    assert import_places(admin, [seen]).result.updated == 2
    assert {edge.status for edge in PlaceSuccession.objects.filter(effective_on=DAY)} == {"verified"}


def test_a_division_keeps_cases_undivided_and_weights_only_as_told(tmp_path: Path, admin) -> None:
    (old,) = communes("24", 1)
    lines = (
        f"01/11/2026,{old.code},{old.code},Phường,{old.name_vi},,một phần,60%,5/NQ",
        f'01/11/2026,{old.code},99001,Xã,Tách Thử,,một phần,"0,4",5/NQ',
    )
    assert import_places(admin, [changes_file(tmp_path, *lines)]).result.is_clean
    edges = PlaceSuccession.objects.filter(old=old).order_by("new__code")
    assert {(edge.kind, str(edge.share_population)) for edge in edges} == {
        ("part", "0.60000000"),
        ("part", "0.40000000"),
    }
    standing = place_graph().on(old.pk, DAY)
    assert (standing.commune, standing.province) == (None, old.province_id)


def test_a_province_that_changes_its_kind_takes_its_communes_along(tmp_path: Path, admin) -> None:
    officer = make_user("labour", place="19")
    province, commune = now("19"), communes("19", 1)[0]
    run = import_places(admin, [changes_file(tmp_path, "01/11/2026,19,19,Thành phố,Thái Nguyên,,,,77/2026/QH16")])
    assert run.result.is_clean and not run.result.notes
    city = now("19")
    commune.refresh_from_db()
    assert (city.full_name, commune.province_id, commune.valid_from) == (
        "Thành phố Thái Nguyên",
        city.pk,
        date(2025, 7, 1),
    )
    assert {province.pk, city.pk} <= scope_of(officer).parts[0].place_ids, "nobody needs a new role"
    body = agency_for("department_home_affairs", commune)
    assert body is not None and body.place_id == city.pk and body.valid_from == DAY
    assert (load_places().created, load_places().changed) == (0, 0)


def test_provinces_that_merge_carry_their_communes_and_say_who_needs_a_role(tmp_path: Path, admin) -> None:
    make_user("labour", place="19")
    officer = make_user("commune", place=(commune := communes("19", 1)[0]))
    ids = {unit.pk for unit in communes("19", 500)}
    lines = [f"01/11/2026,{code},24,Thành phố,Bắc Ninh,,,,88/2026/QH16" for code in ("19", "24")]
    run = import_places(admin, [changes_file(tmp_path, *lines)])
    assert run.result.is_clean
    assert sorted(note["code"] for note in run.result.notes) == ["places.carried", "places.people"]
    merged = now("24")
    carried = Place.objects.communes().filter(valid_from=DAY, province=merged)
    assert {edge.old_id for edge in PlaceSuccession.objects.filter(new__in=carried)} >= ids
    graph = place_graph()
    assert graph.on(commune.pk, DAY).province == merged.pk
    new = carried.get(code=commune.code)
    assert graph.on(new.pk, BEFORE).province == commune.province_id, "which province it was before stays known"
    assert scope_of(officer).parts[0].place_ids >= {commune.pk, new.pk}
    again = import_places(admin, [changes_file(tmp_path, *lines)]).result
    assert (again.created, again.unchanged, again.errors) == (0, 2, [])
    assert load_places().changed == 0


WRONG = {
    "day": ("32/13/2026,{a},{a},Phường,Thử,,,,1/NQ", "places.day"),
    "early": ("01/07/2025,{a},{a},Phường,Thử,,,,1/NQ", "places.day_early"),
    "kind": ("01/11/2026,{a},{a},Thị trấn,Thử,,,,1/NQ", "places.kind"),
    "code": ("01/11/2026,ABC,{a},Phường,Thử,,,,1/NQ", "places.code"),
    "name": ("01/11/2026,{a},{a},Phường,,,,,1/NQ", "places.missing"),
    "document": ("01/11/2026,{a},{a},Phường,Thử,,,,", "places.missing"),
    "part": ("01/11/2026,{a},{a},Phường,Thử,,nửa,,1/NQ", "places.choice"),
    "share": ("01/11/2026,{a},{a},Phường,Thử,,,1.5,1/NQ", "places.share"),
    "unknown": ("01/11/2026,99999,{a},Phường,Thử,,,,1/NQ", "places.old_unknown"),
    "taken": ("01/11/2026,{a},{b},Phường,Thử,,,,1/NQ", "places.code_taken"),
    "province": ("01/11/2026,{a},{a},Phường,Thử,99,,,1/NQ", "places.province_unknown"),
    "alone": ("01/11/2026,{a},{a},Phường,Thử,,một phần,,1/NQ", "places.part_alone"),
    "nothing": ("01/11/2026,{a},{a},{kind},{name},,,,1/NQ", "places.no_change"),
}


@pytest.mark.parametrize(("line", "code"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_refused_with_its_row_and_nothing_is_written(
    tmp_path: Path, admin, line: str, code: str
) -> None:
    a, b = communes("19", 2)
    said = line.format(a=a.code, b=b.code, kind=a.get_kind_display(), name=a.name_vi)
    before = Place.objects.count()
    run = import_places(admin, [changes_file(tmp_path, said)])
    assert codes(run) == [(2, code)]
    assert run.result.rejected == 1
    assert run.result.errors[0]["message"].count("{") == 0
    assert Place.objects.count() == before


def test_lines_that_contradict_each_other_are_refused(tmp_path: Path, admin) -> None:
    a, b = communes("19", 2)
    whole = f"01/11/2026,{a.code},{{}},Xã,Thử,,,,1/NQ"
    twice = import_places(admin, [changes_file(tmp_path, whole.format("99001"), whole.format("99001"))])
    assert (3, "places.row_twice") in codes(twice)
    both = import_places(admin, [changes_file(tmp_path, whole.format("99001"), whole.format("99002"))])
    assert codes(both) == [(2, "places.whole_twice")]
    differ = import_places(
        admin,
        [changes_file(tmp_path, whole.format("99001"), f"01/11/2026,{b.code},99001,Phường,Thử,,,,1/NQ")],
    )
    assert codes(differ) == [(3, "places.new_differs")]
    parts = [f"01/11/2026,{a.code},9900{n},Xã,Thử {n},,một phần,{share},1/NQ" for n, share in ((1, "0.5"), (2, "0.6"))]
    assert codes(import_places(admin, [changes_file(tmp_path, *parts)])) == [(2, "places.share_sum")]
    divided = ("01/11/2026,19,19,Tỉnh,Thái Nguyên,,một phần,,1/NQ", "01/11/2026,19,98,Tỉnh,Thử,,một phần,,1/NQ")
    assert codes(import_places(admin, [changes_file(tmp_path, *divided)])) == [(2, "places.commune_left")]


def test_what_is_written_is_not_said_otherwise_later(tmp_path: Path, admin) -> None:
    a, b = communes("19", 2)
    line = f"01/11/2026,{a.code},{a.code},Phường,{{}},,,,1/NQ"
    assert import_places(admin, [changes_file(tmp_path, line.format("Một"))]).result.is_clean
    assert codes(import_places(admin, [changes_file(tmp_path, line.format("Hai"))])) == [(2, "places.known_otherwise")]
    early = f"01/10/2026,{a.code},{a.code},Phường,Ba,,,,1/NQ"
    assert codes(import_places(admin, [changes_file(tmp_path, early)])) == [(2, "places.old_ended")]
    later = f"01/12/2026,{a.code},{b.code},Phường,Bốn,,,,1/NQ", f"01/12/2026,{b.code},{b.code},Phường,Bốn,,,,1/NQ"
    assert import_places(admin, [changes_file(tmp_path, *later)]).result.created == 2


def test_each_file_stands_alone(tmp_path: Path, admin) -> None:
    (a,) = communes("19", 1)
    good = changes_file(tmp_path, f"01/11/2026,{a.code},{a.code},Phường,Thử,,,,1/NQ", name="dung.csv")
    bad = changes_file(tmp_path, "x", name="sai.csv", head="Cột lạ")
    result = import_places(admin, [bad, good]).result
    assert (result.created, [(e["file"], e["row"], e["code"]) for e in result.errors]) == (
        1, [("sai.csv", None, "places.columns")],
    )  # fmt: skip


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"] + [None])
def test_nobody_but_an_administrator(tmp_path: Path, role: str | None) -> None:
    (a,) = communes("19", 1)
    file = changes_file(tmp_path, f"01/11/2026,{a.code},{a.code},Phường,Thử,,,,1/NQ")
    scope = Scope(1, "Người", (ScopePart(role, ROLES[role].grants, everywhere=True),) if role else ())
    with pytest.raises(OutOfScope):
        import_places(scope, [file])
    assert not Place.objects.filter(valid_from=DAY).exists()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_user("admin", username="quan-tri-thu")
    (a,) = communes("19", 1)
    path, _ = changes_file(tmp_path, f"01/11/2026,{a.code},{a.code},Phường,Thử,,,,1/NQ")
    call_command("import_places", str(path), "--as", "quan-tri-thu", "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["created"], told["dry_run"], told["errors"]) == (1, True, [])
    call_command("import_places", str(path), "--as", "quan-tri-thu")
    assert "tạo 1" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_places", str(tmp_path / "khong-co.csv"), "--as", "quan-tri-thu")
