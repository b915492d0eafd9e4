"""Reports of a small province, made through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from atvsld.base.scope import Scope
from atvsld.directives.documents.models import REPORTING, Document, Provision
from atvsld.directives.reporting.models import ReportVersion, TaskReport
from atvsld.directives.reporting.rules import Wanted
from atvsld.directives.reporting.services import begin, preview, send
from atvsld.directives.tasks.causes import cause_of_programme
from atvsld.directives.tasks.handing import hand_out
from atvsld.directives.tasks.models import Charge
from atvsld.directives.tasks.rules import Wanted as Task
from atvsld.directives.tasks.tests.make import COMMUNE, HOME, agency, commune_committee, department
from atvsld.org.agencies.models import Agency
from atvsld.testing import EVERYTHING, make_scope, place

PROGRAMME = "thai-nguyen-2025"
TODAY, BEGUN = date(2026, 11, 23), date(2026, 9, 1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TITLE = "Kết quả thực hiện kế hoạch năm 2026"


def labour() -> Scope:
    return make_scope("labour", place=HOME)


def commune(where: str = COMMUNE) -> Scope:
    return make_scope("commune", place=where)


def charged(scope: Scope, *agencies: Agency, title: str = "Rà soát cơ sở nguy cơ cao", **wanted: Any) -> Charge:
    """A task of the programme, due on 30/10/2026 unless told otherwise."""
    whole = Task(title, **({"first_due": date(2026, 10, 30)} | wanted))
    leads = agencies or (commune_committee(),)
    return hand_out(scope, cause_of_programme(PROGRAMME), department(), whole, leads, via="test", today=BEGUN)


def made(scope: Scope, body: Agency | None = None, **more: Any) -> TaskReport:
    """Of the people's committee of Tân Cương for 2026, about the programme, to the department."""
    to = department()
    fields = {"programme": PROGRAMME, "to_agency": to.pk, "to_name": to.name_vi, "title": TITLE} | more
    wanted = Wanted(fields.pop("first_day", YEAR[0]), fields.pop("last_day", YEAR[1]), **fields)
    return begin(scope, body or commune_committee(), wanted, via="test", today=TODAY)


def sent(scope: Scope, row: TaskReport, reason: str = "", today: date = TODAY) -> ReportVersion:
    return send(scope, row.pk, preview(scope, row.pk, today).seen, reason, via="test", today=today)


def make_document(where: str | None = HOME, **more: Any) -> Document:
    """An accepted document with nothing in it but its head."""
    from atvsld.base.values import canonical_json

    unit = place(where) if where else None
    reading = {"agencies": more.pop("agencies", {}), "reporting": []}
    fields = {
        "doc_type": "Kế hoạch", "title": "Kế hoạch thử về an toàn lao động", "number": "77/KH-UBND",
        "issued_on": date(2026, 5, 4), "issuing_body": "Ủy ban nhân dân tỉnh Thái Nguyên", "province": unit,
        "text": "", "reading": canonical_json(reading), "sha256": "0" * 64, "file_name": "a.txt",
        "file_sha256": "0" * 64, "accepted_at": "2026-05-05T08:00:00+07:00", "accepted_by_label": "kiểm thử",
    } | more  # fmt: skip
    return Document.objects.create(**fields)


def make_duty(document: Document, by: str, to: str = "Sở Nội vụ", **said: Any) -> Provision:
    """A line of the document that asks for a report."""
    content = {"what": "kết quả thực hiện Kế hoạch", "by": by, "to": to, "deadline": "--12-15",
               "deadline_raw": "trước ngày 15/12", "recurrence": "yearly", "lines": [[7, 7]]} | said  # fmt: skip
    position = document.provisions.filter(kind=REPORTING).count() + 1
    return Provision.objects.create(
        document=document, kind=REPORTING, position=position, text=content["what"], content=content
    )


__all__ = ["COMMUNE", "EVERYTHING", "HOME", "agency", "commune_committee", "department"]
