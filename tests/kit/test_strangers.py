"""Who has nothing to do with a row gets nothing of it: not the row, not its words, not a count."""

from __future__ import annotations

import pytest
from django.urls import reverse

from atvsld.base.lists import registers
from tests.kit.looking import body, client_of, count_in, looks
from tests.kit.world import strangers

pytestmark = pytest.mark.django_db
WHO = ("nobody", "without cases", "left in 2025", "labour of another province", "commune of another province",
       "another employer")  # fmt: skip


def traces(world) -> list[bytes]:
    """Words that stand in home rows alone."""
    rows = world.home
    return [t.encode() for t in (rows["accidents"].receipt_number, rows["establishments"].tax_code, "Kín Bị Nạn Thái")]


@pytest.mark.parametrize("who", WHO)
def test_strangers_get_nothing(world, who):
    client = client_of(strangers()[who])
    for name in registers():
        row = world.home[name]
        for kind, url in looks(name, row).items():
            answer = client.get(url)
            seen = body(answer)
            assert not [trace for trace in traces(world) if trace in seen], (name, kind)
            if kind == "detail":
                assert answer.status_code in (403, 404), name
            if kind == "list" and answer.status_code == 200:
                assert count_in(answer) == own_rows(name, who), name
        for verb in ("edit", "void"):
            url = reverse(f"{name}-{verb}", args=[row.pk])
            assert client.get(url).status_code in (403, 404)
            assert client.post(url, {"reason": "không có quyền"}).status_code in (403, 404)
        row.refresh_from_db()
        assert row.voided_at is None and row.row_version == 1


def own_rows(name: str, who: str) -> int:
    """What such a person rightly sees of this small country: the away rows lie in the commune of Cà Mau."""
    away = {
        "accidents": 1,
        "victims": 1,
        "establishments": 3,
        "headcounts": 1,
        "no_accident_periods": 1,
        "yearly_figures": 1,
    }
    if who == "commune of another province":
        return away[name]
    return 1 if who == "another employer" and name == "establishments" else 0


@pytest.mark.parametrize("who", ["labour of another province", "another employer"])
def test_no_question_brings_a_hidden_row_out(world, who):
    client = client_of(strangers()[who])
    factory, accident = world.home["establishments"], world.home["accidents"]
    for name in ("accidents", "victims"):
        for question in (
            f"id={world.home[name].pk}", f"pk={world.home[name].pk}", f"q={accident.receipt_number}", "q=kin",
            "unit=Tỉnh Thái Nguyên", "unit=Xã Tân Cương, Tỉnh Thái Nguyên", f"establishment={factory.pk}",
            "voided=1", "year=2026", "severity=minor", "page=9", "sort=-occurred_at", "sort=establishment__tax_code",
        ):  # fmt: skip
            answer = client.get(reverse(f"{name}-list") + f"?{question}")
            assert count_in(answer) == 0, (name, question)
    for target, typed in (("establishment", factory.name), ("establishment", factory.tax_code), ("accident", "tn")):
        found = client.get(reverse("suggest", args=[target]), {"q": typed}).json()
        assert not [f for f in found if f["id"] in (factory.pk, accident.pk)], target


def test_a_hidden_establishment_and_none_at_all_are_told_alike(world):
    client = client_of(strangers()["another employer"])

    def told(tax_code: str) -> list[str]:
        form = client.post(reverse("accidents-create"), {"establishment": tax_code}).context["form"]
        return [message.replace(tax_code, "…") for message in form.errors["establishment"]]

    assert told(world.home["establishments"].tax_code) == told("4699999999")


def test_steps_and_confirmations_of_others_cannot_be_taken(world):
    accident, factory = world.home["accidents"], world.home["establishments"]
    client = client_of(strangers()["labour of another province"])
    for step in ("complete", "accept", "return"):
        url = reverse("accident-move", args=[accident.pk, step])
        assert client.post(url, {"reason": "thử một lần"}).status_code in (403, 404)
    url = reverse("confirm-period", args=[factory.pk])
    assert client.post(url, {"year": "2024", "half": "0"}).status_code in (403, 404)
    accident.refresh_from_db()
    assert accident.state == "notified"
