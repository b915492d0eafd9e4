"""Personal and medical values: never before those without the right, and never without a line before those with it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from atvsld.base.codelists.reading import CodeLists
from atvsld.base.fields import Privacy
from atvsld.base.lists import registers
from atvsld.base.models import AuditEntry
from atvsld.base.privacy import HIDDEN
from atvsld.base.scope import Scope
from atvsld.base.surfaces.filters import listed, narrowed
from atvsld.testing import EVERYTHING, make_accident, make_establishment, make_victim
from tests.kit import rights
from tests.kit.examples import SECRETS, example
from tests.kit.looking import body, client_of, count_in, looks
from tests.kit.world import ROLES

pytestmark = pytest.mark.django_db
RIGHTS = rights.table()
PRIVATE = [r for r in registers().values() if r.private]
CODES = ("injury_codes", "sex", "worker_groups")
WORDS = [word.encode() for word in ("Nữ", "female", "Người khuyết tật", "disabled")]
every_role = pytest.mark.parametrize("role", ROLES)


@pytest.fixture
def world(world):
    """With a history: each secret word was another before."""
    for register in PRIVATE:
        row = world.home[register.name]
        row.refresh_from_db()
        changed = {k: f"{v} lần hai" for k, v in secrets(register).items() if "kín" in str(v).lower()}
        register.services.update(EVERYTHING, row, changed, via="test")
    return world


def secrets(register, kind: Privacy | None = None) -> dict[str, str]:
    """Words of the home row that stand nowhere else; a code is no word."""
    whole = example(register.name).private("Thái Nguyên")
    return {
        f.name: str(whole[f.name])
        for f in register.private
        if f.name in whole and f.name not in CODES and kind in (None, f.privacy)
    }


def test_every_private_field_of_a_register_has_a_secret():
    for register in PRIVATE:
        assert set(SECRETS[register.name]) == {f.name for f in register.private}, register.name


@every_role
def test_private_values_are_nowhere_without_the_right(world, role):
    """Of the home rows what the role may not read, of the away rows anything, in every page and file."""
    client, hidden, urls = client_of(world.users[role]), set(), {"start": "/"}
    for register in PRIVATE:
        row = world.home[register.name]
        for kind in Privacy:
            if kind not in RIGHTS[role, register.name]:
                hidden |= set(secrets(register, kind).values())
        hidden |= {str(v) for v in example(register.name).private("Cà Mau").values() if "Cà Mau" in str(v)}
        urls |= {f"{register.name} {kind}": url for kind, url in looks(register.name, row).items()}
        urls[f"{register.name} edit"] = reverse(f"{register.name}-edit", args=[row.pk])
    for kind, url in urls.items():
        seen = body(client.get(url))
        assert not [v for v in hidden if v.encode() in seen], kind


@every_role
def test_each_unmasked_reading_leaves_its_line(world, role):
    client, user = client_of(world.users[role]), world.users[role]
    for register in PRIVATE:
        row, granted = world.home[register.name], RIGHTS[role, register.name]
        expected = sorted(
            f"read_{p}" for p in {f.privacy for f in register.private} if p in granted and "view" in granted
        )
        for kind, url in looks(register.name, row).items():
            before = AuditEntry.objects.count()
            seen = body(client.get(url))
            lines = AuditEntry.objects.filter(actor=user, register=register.name, object_id=row.pk, number=None)
            new = sorted(lines.order_by("-id").values_list("verb", flat=True)[: AuditEntry.objects.count() - before])
            is_open = kind == "detail" or (kind == "unmasked export" and "export" in granted)
            assert new == (expected if is_open else []), (register.name, kind)
            for value in secrets(register).values() if expected and is_open else ():
                name = next(n for n, v in secrets(register).items() if v == value)
                assert (value.encode() in seen) == (register.field(name).privacy in granted), (kind, name)


@every_role
def test_the_sex_and_groups_of_a_victim_are_personal(world, role):
    """The home row is of a disabled woman. Where a mask stands it stands for anybody: a man of no group too."""
    if "view" not in RIGHTS[role, "victims"]:
        return
    victim, may_read = world.home["victims"], "personal" in RIGHTS[role, "victims"]
    client = client_of(world.users[role])
    urls = looks("victims", victim) | {"accident": reverse("accidents-detail", args=[victim.accident_id])}
    told = {kind for kind, url in urls.items() if (seen := body(client.get(url))) and any(w in seen for w in WORDS)}
    files = {"unmasked export"} if "export" in RIGHTS[role, "victims"] else set()
    # The list names both sexes in its filter, where it has one.
    assert told == ({"detail", "list", *files} if may_read else set())
    other = make_victim(victim.accident, full_name="Không nhóm nào", sex="")
    values = {
        line["label"]: line["value"] for line in client.get(looks("victims", other)["detail"]).context["definitions"]
    }
    assert (values["Giới tính"], values["Nhóm lao động"]) == (("", "") if may_read else (HIDDEN, HIDDEN))
    accident = client.get(urls["accident"]).context
    assert accident["row"].state == "notified" and any("năm sinh" in v.message for v in accident["missing"]) == may_read


@every_role
def test_a_list_is_narrowed_by_private_values_only_for_whoever_may_read_them(world, role):
    if "view" not in RIGHTS[role, "victims"]:
        return
    client, may_read = client_of(world.users[role]), "personal" in RIGHTS[role, "victims"]
    url = reverse("victims-list")
    whole, women, men = (client.get(url, query) for query in ({}, {"sex": "female"}, {"sex": "male"}))
    assert ("sex" in whole.context["filter_form"].fields) == may_read
    if may_read:
        assert (count_in(women), count_in(men)) == (1, 0)
        assert not women.context["not_offered"]
        return
    assert count_in(women) == count_in(men) == count_in(whole) > 0
    shown = [row.record.pk for row in whole.context["table"].paginated_rows]
    for asked in (women, men):
        assert [row.record.pk for row in asked.context["table"].paginated_rows] == shown
        (why,) = asked.context["not_offered"]
        assert "Giới tính" in why and why.encode() in body(asked)
    api = client.get("/api/v1/victims", {"sex": "female"})
    assert (api.status_code, [e["code"] for e in api.json()["errors"]]) == (422, ["query.filter"])
    assert "count" not in api.json()
    for sort in ("sex", "-worker_groups"):
        assert client.get("/api/v1/victims", {"sort": sort}).json()["errors"][0]["code"] == "query.sort"
        assert client.get(url, {"sort": sort}).context["table"].order_by == ()


def test_who_may_read_some_of_the_rows_narrows_among_these(world):
    """A leader of the province who serves one factory: of the others' victims not even how many are women."""
    elsewhere = make_establishment()
    for sex in ("female", "male"):
        make_victim(make_accident(elsewhere), sex=sex)
    both = Scope(1, "cả hai", (*world.scope("leader").parts, *world.scope("employer").parts))
    register = next(r for r in PRIVATE if r.name == "victims")
    for query, expected in (({}, 3), ({"sex": "female"}, 1), ({"sex": "male"}, 0), ({"q": "bi nan"}, 1)):
        _, rows = narrowed(register, both, query, CodeLists())
        _, listing = listed(register, both, query, CodeLists())
        assert rows.count() == listing.count() == len(listing[0:10]) == expected, query


@every_role
def test_nobody_finds_a_person_by_a_name_that_is_masked(world, role):
    """Searching and sorting by a masked column would tell it letter by letter."""
    if "view" not in RIGHTS[role, "victims"]:
        return
    client, may_read = client_of(world.users[role]), "personal" in RIGHTS[role, "victims"]
    found = count_in(client.get(reverse("victims-list"), {"q": "kín bị nạn"}))
    nobody = count_in(client.get(reverse("victims-list"), {"q": "không có ai tên thế"}))
    assert (found > nobody) == may_read
    for register in PRIVATE:
        table = client.get(reverse(f"{register.name}-list"), {"sort": f"-{register.private[0].name}"}).context
        if table and "table" in table:
            assert table["table"].order_by == (), register.name
            names = {f.name for f in register.private} & set(table["table"].columns.names())
            assert not [n for n in names if table["table"].columns[n].orderable]
