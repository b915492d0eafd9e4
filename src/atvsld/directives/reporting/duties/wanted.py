"""The report that a duty asks for, filled in as far as its text says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ....base.language import in_vietnamese
from ....org.agencies.models import Agency
from ...programmes import PROGRAMMES
from ..acting import answers_for_unit
from ..models import AGENCY, UNIT
from ..rules import MOST_TITLE, Wanted
from .declared import Duty, Occasion
from .period import said

_RESULTS = _("Kết quả thực hiện {programme}")


def wanted_for(duty: Duty, occasion: Occasion, agency: Agency) -> Wanted:
    """Whole units by the bodies that answer for one, their own tasks by the others."""
    what = in_vietnamese(duty.what).strip(" .;,")
    if duty.programme:
        what = in_vietnamese(_RESULTS).format(programme=in_vietnamese(PROGRAMMES[duty.programme].title))
    title = f"{what[:1].upper()}{what[1:]} {said(occasion.first_day, occasion.last_day)}"
    return Wanted(
        occasion.first_day, occasion.last_day, title[:MOST_TITLE],
        covers=UNIT if answers_for_unit(agency) else AGENCY, to_name=duty.to_name[:300], to_agency=duty.to_agency,
        duty=duty.key, occasion=occasion.key, programme=duty.programme, document=duty.document, due_on=occasion.due_on,
    )  # fmt: skip
