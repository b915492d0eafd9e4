"""Loads the whole demonstration into an empty database, through the same services as everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone

from ...accidents.bulk import load_cases
from ...accidents.models import Accident, NoAccidentPeriod, Victim
from ...base.asking import asking_once
from ...base.audit.seal import seal_new_entries
from ...base.errors import Refused, RuleViolation
from ...base.lists import register
from ...base.scope import Scope, system_scope
from ...org.establishments.models import Establishment, Headcount
from ...org.people.models import User
from ...org.people.roles import ROLES
from ...org.people.services import grant_case
from ...org.places.lineage import lineage_ids
from ...org.places.models import Place
from ...org.places.resolve import resolve_place
from .casework import as_case, declare_all, died_later, take_further
from .companies import YEARS, Company, commune, make_companies
from .events import Drawing, Event
from .neighbours import make_neighbours
from .people import People, make_people
from .provinces import communes_by_province, make_zones
from .reports import make_reports
from .scale.load import largest_that_report, load_accidents, load_quiet_periods, load_workforce
from .scale.plan import ACCIDENTS, ESTABLISHMENTS, SEED, Plan
from .scale.plan import YEARS as YEARS_BEFORE
from .tasks import make_tasks

PROVINCE_CODE = "19"
COMMUNE_CODE = "05503"
EMPLOYER, EMPLOYER_BRANCH, PROVIDER = 3, 4, 36
MOST_WITH_TOLD_DEATHS = 5_000
DECISIONS = {
    "inspector": "Quyết định trình diễn số 01/QĐ-TD về việc thành lập đoàn điều tra tai nạn lao động",
    "invited": "Quyết định trình diễn số 02/QĐ-TD về việc mời cơ quan phối hợp điều tra tai nạn lao động",
}


def load(
    today: date | None = None,
    establishments: int = ESTABLISHMENTS,
    accidents: int = ACCIDENTS,
    seed: int = SEED,
    years: int = YEARS_BEFORE,
) -> dict[str, int]:
    """Everything of the demonstration, with so many establishments and accidents in all; rows of each kind.

    A fixed part is told step by step through the services; what is missing to the numbers asked for is drawn and
    loaded in bulk. Raises Refused with demo.not_empty when there are users or establishments: it never mixes with
    real data.
    """
    if User.objects.exists() or Establishment.objects.exists():
        message = "Cơ sở dữ liệu đã có người dùng hoặc cơ sở; dữ liệu trình diễn chỉ nạp vào nơi còn trống."
        raise Refused([RuleViolation("demo.not_empty", message)])
    day = today or timezone.localdate()
    # A province with ten thousand accidents has more deaths than the story of the programme's page tells.
    told = PROVINCE_CODE if accidents <= MOST_WITH_TOLD_DEATHS else ""
    with transaction.atomic(), asking_once():
        _load(Plan(day, establishments, accidents, seed, years, told))
    models = (User, Establishment, Headcount, Accident, Victim, NoAccidentPeriod)
    return {model._meta.model_name or "": model._default_manager.count() for model in models}


def _load(plan: Plan) -> None:
    scope = system_scope("Nạp dữ liệu trình diễn", *sorted({g for role in ROLES.values() for g in role.grants}))
    province, home = resolve_place(PROVINCE_CODE), commune(COMMUNE_CODE)
    assert province is not None
    zones = make_zones()
    companies = make_companies(scope, zones[PROVINCE_CODE], plan.today)
    people = make_people(
        scope, province, home, companies[EMPLOYER].row, companies[PROVIDER].row, zones[PROVINCE_CODE]
    )  # fmt: skip
    communes = communes_by_province(plan.today)
    events = Drawing(Random(plan.seed), companies, communes[PROVINCE_CODE], home, plan.today).events()  # noqa: S311
    _casework(scope, people, companies, events, home)
    _confirm_quiet_periods(scope, companies, plan.today)
    drawn = replace(plan, establishments=plan.establishments - len(companies))
    workforce = load_workforce(scope, drawn, communes, zones)
    load_accidents(scope, plan, plan.accidents - len(events), workforce, communes)
    load_quiet_periods(scope, plan, workforce)
    make_neighbours(scope, people.user("labour"), largest_that_report(workforce), zones, PROVINCE_CODE)
    _grant_cases(scope, people, province)
    make_tasks(people, province, home, plan.today)
    make_reports(people, province, home, plan.today)
    seal_new_entries()


def _casework(scope: Scope, people: People, companies: Mapping[int, Company], events: list[Event], home: Place) -> None:
    """The employer and the commune declare their own, and the province's officer takes these further."""
    own = {companies[EMPLOYER].row.pk, companies[EMPLOYER_BRANCH].row.pk}
    homes = lineage_ids([home.pk])
    parts: dict[str, list[Event]] = {"employer": [], "commune": [], "died_later": [], "others": []}
    for event in events:
        parts[_declarer(event, own, homes)].append(event)
    officer = people.scope("labour")
    declarers = {"employer": people.scope("employer"), "commune": people.scope("commune"), "died_later": scope}
    for name, declarer in declarers.items():
        declared = declare_all(declarer, parts[name])
        take_further(declarer, officer, declared)
        died_later(officer, declared)
    load_cases(scope, map(as_case, parts["others"]), via="demo")


def _declarer(event: Event, own: Collection[int], homes: Collection[int]) -> str:
    if event.values["establishment"] in own:
        return "employer"
    if event.company is None and event.values["event_commune"] in homes:
        return "commune"
    return "died_later" if event.kind.dies_later else "others"


def _grant_cases(scope: Scope, people: People, province: Place) -> None:
    """The investigators get the last fatal and the last severe case of the province, the invited body the fatal one."""
    newest = Accident.objects.standing().filter(
        reporting_province=province, is_commuting=False, declared_by="employer"
    ).order_by("-occurred_at")  # fmt: skip
    for name, severities in (("inspector", ("fatal", "severe")), ("invited", ("fatal",))):
        for severity in severities:
            case = newest.filter(severity=severity).first()
            if case is not None:
                grant_case(scope, people.memberships[name], "accidents", case.pk, DECISIONS[name], via="demo")


def _confirm_quiet_periods(scope: Scope, companies: Mapping[int, Company], today: date) -> None:
    """Two in five of the head offices without an accident say so; the others have not reported."""
    busy = set(Accident.objects.standing().values_list("reporting_office_id", "occurred_on__year"))
    quiet = [
        {"establishment": company.row.pk, "year": year, "half": 0}
        for number, company in companies.items()
        for year in YEARS
        if company.is_office and (number + year) % 5 < 2 and (company.row.pk, year) not in busy and year < today.year
    ]
    create_many = register("no_accident_periods").services.create_many
    assert create_many is not None
    create_many(scope, quiet, via="demo", extra=lambda: {"is_demo": True})
