"""Loads the whole demonstration into an empty database, through the same services as everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from random import Random

from django.db import transaction
from django.utils import timezone

from ...accidents.models import Accident, NoAccidentPeriod, Victim
from ...base.audit.seal import seal_new_entries
from ...base.errors import Refused, RuleViolation
from ...base.lists import register
from ...base.scope import Scope, system_scope
from ...org.establishments.models import Establishment, Headcount
from ...org.people.models import User
from ...org.people.roles import ROLES
from ...org.people.services import grant_case
from ...org.places.models import Place
from ...org.places.resolve import resolve_place
from .casework import Declared, declare_all, died_later, take_further
from .companies import YEARS, Company, commune, make_companies, make_zone
from .events import Drawing, Event
from .people import People, make_people

PROVINCE_CODE = "19"
COMMUNE_CODE = "05503"
EMPLOYER, EMPLOYER_BRANCH, PROVIDER = 3, 4, 36
SEED = 31_2024
DECISIONS = {
    "inspector": "Quyết định trình diễn số 01/QĐ-TD về việc thành lập đoàn điều tra tai nạn lao động",
    "invited": "Quyết định trình diễn số 02/QĐ-TD về việc mời cơ quan phối hợp điều tra tai nạn lao động",
}


def load(today: date | None = None) -> dict[str, int]:
    """Everything of the demonstration; returns how many rows of each kind.

    Raises Refused with demo.not_empty when there are users or establishments: it never mixes with real data.
    """
    if User.objects.exists() or Establishment.objects.exists():
        message = "Cơ sở dữ liệu đã có người dùng hoặc cơ sở; dữ liệu trình diễn chỉ nạp vào nơi còn trống."
        raise Refused([RuleViolation("demo.not_empty", message)])
    with transaction.atomic():
        _load(today or timezone.localdate())
    models = (User, Establishment, Headcount, Accident, Victim, NoAccidentPeriod)
    return {model._meta.model_name or "": model._default_manager.count() for model in models}


def _load(today: date) -> None:
    scope = system_scope("Nạp dữ liệu trình diễn", *sorted({g for role in ROLES.values() for g in role.grants}))
    province, home = resolve_place(PROVINCE_CODE), commune(COMMUNE_CODE)
    assert province is not None
    zone = make_zone(province)
    companies = make_companies(scope, zone, today)
    people = make_people(scope, province, home, companies[EMPLOYER].row, companies[PROVIDER].row, zone)
    communes = Place.objects.communes_of(province).in_force(today).order_by("code")
    events = Drawing(Random(SEED), companies, communes, home, today).events()  # noqa: S311
    declared = _casework(scope, people, companies, events, home, province)
    _grant_cases(scope, people, declared)
    _confirm_quiet_periods(scope, companies, today)
    seal_new_entries()


def _casework(
    scope: Scope, people: People, companies: Mapping[int, Company], events: list[Event], home: Place, province: Place
) -> Declared:
    """The employer and the commune declare their own; the province's officer handles what lies in the province."""
    own = {companies[EMPLOYER].row.pk, companies[EMPLOYER_BRANCH].row.pk}
    parts: dict[str, list[Event]] = {"employer": [], "commune": [], "others": [], "neighbour": []}
    for event in events:
        parts[_declarer(event, own, home, province)].append(event)
    labour = people.scope("labour")
    declared: Declared = []
    for name, part in parts.items():
        declarer = people.scope(name) if name in ("employer", "commune") else scope
        officer = scope if name == "neighbour" else labour
        pairs = declare_all(declarer, part)
        take_further(declarer, officer, pairs)
        died_later(officer, pairs)
        declared += pairs
    return declared


def _declarer(event: Event, own: Collection[int], home: Place, province: Place) -> str:
    if event.values["establishment"] in own:
        return "employer"
    if event.company is None:
        return "commune" if event.values["event_commune"] == home.pk else "others"
    return "others" if event.company.row.province_id == province.pk else "neighbour"


def _grant_cases(scope: Scope, people: People, declared: Declared) -> None:
    """The investigators get the last fatal and the last severe case, the invited body the fatal one."""
    contract = [(event, accident) for event, accident in declared if event.kind.group == "contract"]
    newest = sorted(contract, key=lambda pair: pair[1].occurred_at)
    cases = {e.kind.severity: accident for e, accident in newest if e.kind.severity != "minor"}
    for name, kinds in (("inspector", ("fatal", "severe")), ("invited", ("fatal",))):
        for kind in kinds:
            if kind in cases:
                membership = people.memberships[name]
                grant_case(scope, membership, "accidents", cases[kind].pk, DECISIONS[name], via="demo")


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
