"""The ladder is read by everybody whom it reminds and set by who hands out; what counted before stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from atvsld.base.audit.models import AuditEntry
from atvsld.directives.reminders.ladder import ABOVE, DECLARED, DUE, LEAD, SENT_BACK, Step
from atvsld.directives.reminders.models import LadderVersion
from atvsld.directives.reminders.versions import ladder_for
from atvsld.directives.tasks.tests.make import COMMUNE, HOME
from atvsld.testing import make_user, place

pytestmark = pytest.mark.django_db
URL = "/don-doc/thang/"
WHY = "Tỉnh nhắc sớm hơn một tuần."


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(unit, day, *steps, reason=WHY):
    found = {"unit": unit, "valid_from": f"{day:%d/%m/%Y}", "reason": reason}
    for n, (subject, days, to) in enumerate(steps):
        found |= {f"subject-{n}": subject, f"days-{n}": days, f"to-{n}": to}
    return found | {f"subject-{len(steps)}": DUE, f"days-{len(steps)}": "", f"to-{len(steps)}": [LEAD]}


def test_a_province_sets_its_own_from_tomorrow_on():
    home, today = place(HOME), timezone.localdate()
    client = client_of(make_user("labour", place=HOME))
    assert "trước hạn 14 ngày" in client.get(URL).content.decode()
    tomorrow = today + timedelta(days=1)
    given = sent(home.pk, tomorrow, (DUE, "-21", [LEAD]), (DUE, "5", [LEAD, ABOVE]), (SENT_BACK, "0", ["giver"]))
    assert client.post(URL, given).status_code == 302
    assert ladder_for(home.pk, today) == DECLARED
    assert ladder_for(home.pk, tomorrow).steps == (
        Step(DUE, -21, (LEAD,)), Step(DUE, 5, (LEAD, ABOVE)), Step(SENT_BACK, 0, ("giver",)),
    )  # fmt: skip
    assert ladder_for(None, tomorrow) == ladder_for(place("Cà Mau").pk, tomorrow) == DECLARED
    assert AuditEntry.objects.filter(register="reminder_ladders", object_id=LadderVersion.objects.get().pk).count() == 1
    assert client.post(URL, given).status_code == 422, "the same day twice"
    page = client_of(make_user("commune", place=COMMUNE)).get(URL, {"unit": home.pk}).content.decode()
    assert WHY in page and "trước hạn 21 ngày" in page and "Đặt thang khác" not in page


@pytest.mark.parametrize(
    ("steps", "days"),
    [
        ([(DUE, "-7", [LEAD])], 0), ([(DUE, "-7", [LEAD])], 400), ([], 1), ([(DUE, "-7", [])], 1),
        ([(DUE, "bảy", [LEAD])], 1), ([(DUE, "9999", [LEAD])], 1), ([(SENT_BACK, "-1", [LEAD])], 1),
        ([(DUE, "0", [ABOVE])], 1), ([("unaccepted", "3", [ABOVE])], 1), ([("khác", "3", [LEAD])], 1),
        ([(DUE, "3", [LEAD]), (DUE, "3", [ABOVE])], 1),
    ],
)  # fmt: skip
def test_what_is_no_ladder_is_refused(steps, days):
    client = client_of(make_user("labour", place=HOME))
    answer = client.post(URL, sent(place(HOME).pk, timezone.localdate() + timedelta(days=days), *steps))
    assert answer.status_code == 422 and not LadderVersion.objects.exists()


def test_nobody_sets_that_of_others():
    tomorrow = timezone.localdate() + timedelta(days=1)
    steps = [(DUE, "-7", [LEAD])]
    for role, kept in (("commune", {"place": COMMUNE}), ("health", {"place": HOME}), ("leader", {"place": HOME}),
                       ("auditor", {})):  # fmt: skip
        client = client_of(make_user(role, **kept))
        for unit in (place(HOME).pk, "VN"):
            assert client.post(URL, sent(unit, tomorrow, *steps)).status_code == 403, (role, unit)
    away = client_of(make_user("labour", place="Cà Mau"))
    assert away.post(URL, sent("VN", tomorrow, *steps)).status_code == 403
    away.post(URL, sent(place(HOME).pk, tomorrow, *steps))
    assert not LadderVersion.objects.filter(province=place(HOME)).exists()
    ministry = client_of(make_user("ministry"))
    assert ministry.post(URL, sent("VN", tomorrow, *steps)).status_code == 302
    assert ladder_for(None, tomorrow).steps == (Step(DUE, -7, (LEAD,)),)
