"""The lists of the house: what there is, in the order of the menu. A package is in the product when it stands here."""

from __future__ import annotations

from ..accidents.facts import ACCIDENT_FACTS
from ..accidents.references import find_accident, find_accidents, label_accident
from ..accidents.registers import ACCIDENTS, NO_ACCIDENT_PERIODS
from ..accidents.victim_register import VICTIMS
from ..base.jobs.house import JOBS as BASE_JOBS
from ..directives.documents.house import JOBS as DOCUMENT_JOBS
from ..directives.documents.house import TASK_LABELS as DOCUMENT_TASKS
from ..directives.tasks.house import JOBS as TASK_JOBS
from ..figures.baselines.registers import YEARLY_FIGURES
from ..figures.lake.care import JOBS as LAKE_JOBS
from ..org.choices import commune_names, province_names, zone_names
from ..org.establishments.facts import ESTABLISHMENT_FACTS
from ..org.establishments.registers import ESTABLISHMENTS, HEADCOUNTS
from ..org.people.scoping import scope_of
from ..org.places.anytime import possible_units
from ..org.places.lineage import lineage_ids
from ..org.references import (
    find_any_unit,
    find_establishment,
    find_establishments,
    find_place,
    find_zone,
    label_any_unit,
    label_establishment,
    label_place,
    label_zone,
    possible_places,
)  # fmt: skip
from .backup.schedule import JOBS as BACKUP_JOBS
from .reminders.mail.sending import JOBS as REMINDER_JOBS

REGISTERS = (ACCIDENTS, VICTIMS, ESTABLISHMENTS, HEADCOUNTS, NO_ACCIDENT_PERIODS, YEARLY_FIGURES)

FACTS = (*ACCIDENT_FACTS, *ESTABLISHMENT_FACTS)

# Done again and again by the worker, in this order when several are due.
JOBS = (*BASE_JOBS, *LAKE_JOBS, *DOCUMENT_JOBS, *TASK_JOBS, *REMINDER_JOBS, *BACKUP_JOBS)

# What tasks of the queue are called: dotted path of the function → words.
TASK_LABELS: dict[str, object] = {**DOCUMENT_TASKS}

LINEAGE = lineage_ids

SCOPE_OF = scope_of

REFERENCES = {
    "place": (find_place(""), label_place),
    "province": (find_place("province"), label_place),
    "commune": (find_place("commune"), label_place),
    "unit": (find_any_unit, label_any_unit),
    "establishment": (find_establishment, label_establishment),
    "zone": (find_zone, label_zone),
    "accident": (find_accident, label_accident),
}

FIND_MANY = {"establishment": find_establishments, "accident": find_accidents}

POSSIBLE = {level or "place": possible_places(level) for level in ("", "province", "commune")} | {
    "unit": possible_units
}

CHOICES = {"province": province_names, "commune": commune_names, "zone": zone_names}
