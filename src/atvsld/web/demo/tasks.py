"""Tasks of the demonstration: a province's plan and a meeting's conclusion, some done, some late, some not accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from ...base.scope import Scope
from ...directives.reminders.words import remind
from ...directives.tasks import due_services, services
from ...directives.tasks.authority import all_below
from ...directives.tasks.causes import NamedCause, cause_of_programme, name_cause
from ...directives.tasks.handing import hand_out
from ...directives.tasks.models import Cause
from ...directives.tasks.rules import Wanted
from ...org.agencies.find import agency_for
from ...org.agencies.models import Agency
from ...org.places.models import Place
from .people import People

PROGRAMME = "thai-nguyen-2025"
HANDED_DAYS_AGO, SEED = 60, 11
# Of a hundred tasks: so many are accepted, of these so many are done.
ACCEPTED, DONE = 85, 60
DEPARTMENTS = ("department_health", "department_construction", "department_industry_trade", "police_province")


def make_tasks(people: People, province: Place, home: Place, today: date) -> None:
    """Handed out two months ago by the labour officer's department; what bodies without accounts do is recorded for
    them."""
    labour, random = people.scope("labour"), Random(SEED)  # noqa: S311
    giver = demo_agency("department_home_affairs", province)
    begun = today - timedelta(days=HANDED_DAYS_AGO)
    actors = {
        demo_agency("peoples_committee_commune", home).pk: people.scope("commune"),
        demo_agency("department_health", province).pk: people.scope("health"),
        demo_agency("department_construction", province).pk: people.scope("department"),
    }
    for cause, wanted, agencies in _charges(labour, giver, province, today, begun):
        made = hand_out(labour, cause, giver, wanted, agencies, via="demo", today=begun)
        for task in made.tasks.order_by("pk"):
            _live(actors.get(task.agency_id, labour), task.pk, random, begun, today)
    _remind(people, giver, home, today)


def _remind(people: People, giver: Agency, home: Place, today: date) -> None:
    """Something of the home commune that is due in some days, about which the giver has written."""
    wanted = Wanted("Gửi danh sách người làm công tác an toàn, vệ sinh lao động của xã",
                    first_due=today + timedelta(days=5))  # fmt: skip
    commune, labour = demo_agency("peoples_committee_commune", home), people.scope("labour")
    cause, handed = cause_of_programme(PROGRAMME), today - timedelta(days=10)
    task = hand_out(labour, cause, giver, wanted, [commune], via="demo", today=handed).tasks.get()
    services.accept(people.scope("commune"), task.pk, via="demo", today=handed + timedelta(days=1))
    remind(labour, task.pk, "Đề nghị xã gửi đúng hạn để Sở tổng hợp (trình diễn).", via="demo", today=today)


def _charges(
    labour: Scope, giver: Agency, province: Place, today: date, begun: date
) -> Iterator[tuple[Cause, Wanted, list[Agency]]]:
    plan, communes = cause_of_programme(PROGRAMME), list(all_below(giver, begun))
    departments = [demo_agency(kind, province) for kind in DEPARTMENTS]
    meeting = NamedCause(
        "conclusion", "Kết luận họp giao ban về an toàn, vệ sinh lao động (trình diễn)", giver.name_vi, "",
        begun - timedelta(days=3),
    )  # fmt: skip
    heard = name_cause(labour, giver, meeting, via="demo")
    yield plan, Wanted("Rà soát, lập danh sách cơ sở có nguy cơ cao trên địa bàn",
                       first_due=today - timedelta(days=9)), communes  # fmt: skip
    yield plan, Wanted("Cập nhật số lao động của các cơ sở trên địa bàn", first_due=today + timedelta(days=25),
                       proof="headcounts"), communes  # fmt: skip
    yield plan, Wanted("Báo cáo kết quả thực hiện hằng năm", recurrence="yearly", first_due=date(today.year, 12, 10),
                       last_day=date(today.year + 4, 12, 31), proof="document"), departments  # fmt: skip
    yield heard, Wanted("Tự kiểm tra an toàn tại đơn vị, báo cáo việc đã khắc phục",
                        first_due=today - timedelta(days=20)), departments  # fmt: skip
    yield heard, Wanted("Tuyên truyền về an toàn, vệ sinh lao động", recurrence="continuous"), departments


def _live(actor: Scope, task: int, random: Random, begun: date, today: date) -> None:
    """Accepted within two weeks, or not yet; done some day since, or not yet."""
    if random.randrange(100) >= ACCEPTED:
        return
    accepted_on = begun + timedelta(days=random.randrange(1, 15))
    services.accept(actor, task, via="demo", today=accepted_on)
    if random.randrange(100) < DONE:
        done_on = accepted_on + timedelta(days=random.randrange(1, (today - accepted_on).days))
        due_services.close(actor, task, 1, "theo báo cáo của đơn vị", via="demo", today=done_on)


def demo_agency(kind: str, place: Place) -> Agency:
    """The body of that kind at the place."""
    found = agency_for(kind, place)
    assert found is not None, kind
    return Agency.objects.select_related("place").get(pk=found.pk)
