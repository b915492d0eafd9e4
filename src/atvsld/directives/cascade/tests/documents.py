"""Accepted documents for tests, with what was read in them and what they carry out."""

import hashlib
from dataclasses import asdict
from datetime import date
from itertools import count

from django.utils import timezone

from ....base.values import canonical_json
from ....org.places.models import Place
from ...documents.models import Document, Implements
from ...reading.result import Reading, Task

_numbers = count(1)


def document(
    unit: Place | None = None, body: str = "UBND", tasks: tuple[Task, ...] = (), number: str = "",
    issued_on: date | None = date(2026, 1, 15), based_on: tuple[str, ...] = (), **parts,
) -> Document:  # fmt: skip
    """Of the nation without a unit; each with a number of its own."""
    number = number or f"{next(_numbers)}/KH-UBND"
    said = Reading(doc_type="Kế hoạch", number=number, title=f"Kế hoạch {number}", tasks=tasks, based_on=based_on)
    reading = canonical_json(asdict(said) | {name: [asdict(item) for item in items] for name, items in parts.items()})
    is_commune = unit is not None and unit.level == Place.Level.COMMUNE
    return Document.objects.create(
        number=number, doc_type="Kế hoạch", title=said.title, issued_on=issued_on, issuing_body=body,
        province_id=unit and (unit.province_id if is_commune else unit.pk), commune=unit if is_commune else None,
        text="", reading=reading, sha256=hashlib.sha256(reading.encode()).hexdigest(), file_name="kh.docx",
        file_sha256="", accepted_at=timezone.now(), accepted_by_label="Người thử",
    )  # fmt: skip


def carries_out(child: Document, *parents: Document) -> Document:
    """The first is the main one."""
    for place, parent in enumerate(parents):
        Implements.objects.create(child=child, parent=parent, line="nha_nuoc", is_main=place == 0)
    return child
