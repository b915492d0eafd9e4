"""Reports of the demonstration: the yearly one of a few communes in different states, and the department's own."""

from __future__ import annotations

from datetime import date

from ...base.scope import Scope, ScopePart
from ...directives.reporting.duties.days import occasions
from ...directives.reporting.duties.found import duties_on
from ...directives.reporting.duties.wanted import wanted_for
from ...directives.reporting.models import INTERIM
from ...directives.reporting.rules import Wanted
from ...directives.reporting.services import begin, preview, receive, send, send_back
from ...org.agencies.models import Agency
from ...org.people.roles import ROLES
from ...org.places.models import Place
from .people import People
from .tasks import PROGRAMME, demo_agency

PROBLEMS = "Cán bộ kiêm nhiệm; cơ sở nhỏ chưa khai báo đầy đủ (trình diễn)."
PROPOSALS = "Đề nghị tổ chức tập huấn cho cán bộ cấp xã trong quý I (trình diễn)."
# What becomes of those of other communes.
OUTCOMES = ("received", "sent", "returned")


def make_reports(people: People, province: Place, home: Place, today: date) -> None:
    """The home commune is still writing, three others have sent, the department gathers and reviews."""
    labour = people.scope("labour")
    others = Place.objects.communes().in_force(today).filter(province=province).exclude(pk=home.pk)
    for commune, outcome in zip(others.in_vietnamese_order(), OUTCOMES, strict=False):
        _sent(_of(commune), demo_agency("peoples_committee_commune", commune), outcome, labour, today)
    _begun(people.scope("commune"), demo_agency("peoples_committee_commune", home), today)
    department = demo_agency("department_home_affairs", province)
    above = demo_agency("peoples_committee_province", province)
    title = f"Kết quả thực hiện kế hoạch về an toàn, vệ sinh lao động năm {today.year} trên địa bàn"
    whole = Wanted(date(today.year, 1, 1), date(today.year, 12, 31), title, to_name=above.name_vi, to_agency=above.pk,
                   programme=PROGRAMME)  # fmt: skip
    begin(labour, department, whole, via="demo", today=today)
    review = Wanted(date(today.year - 1, 1, 1), date(today.year + 4, 12, 31),
                    f"Sơ kết thực hiện kế hoạch giai đoạn {today.year - 1}–{today.year + 4}", INTERIM,
                    to_name=above.name_vi, to_agency=above.pk, programme=PROGRAMME)  # fmt: skip
    begin(labour, department, review, via="demo", today=today)


def _begun(scope: Scope, agency: Agency, today: date, texts: dict[str, str] | None = None) -> int | None:
    """The report that the programme asks for this year; None where nothing is asked any more."""
    for duty in duties_on(scope, [agency], today):
        for occasion in occasions(duty, today)[-1:]:
            wanted = wanted_for(duty, occasion, agency)
            if wanted.first_day and wanted.first_day <= today:
                return begin(scope, agency, wanted, texts=texts, via="demo", today=today).pk
    return None


def _sent(scope: Scope, agency: Agency, outcome: str, labour: Scope, today: date) -> None:
    pk = _begun(scope, agency, today, {"problems": PROBLEMS, "proposals": PROPOSALS})
    if pk is None:
        return
    send(scope, pk, preview(scope, pk, today).seen, via="demo", today=today)
    if outcome == "received":
        receive(labour, pk, via="demo")
    if outcome == "returned":
        send_back(labour, pk, "Chưa nêu nguyên nhân của nhiệm vụ quá hạn (trình diễn)", via="demo")


def _of(commune: Place) -> Scope:
    """An officer of a commune without an account."""
    part = ScopePart("commune", ROLES["commune"].grants, place_ids=frozenset([commune.pk]))
    return Scope(None, "Cán bộ xã (trình diễn)", (part,))
