"""What the unit issued within the period, as accepted here."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ....base.search import fold
from ...documents.models import Document
from ...documents.visible import visible_documents
from .asked import Asked

MOST = 300


def documents_of(asked: Asked) -> QuerySet[Document]:
    """Of the unit, issued in the period, in the order of their days; those of which only a month is known by that."""
    report = asked.report
    months = Q(issued_on=None, issued_month__gte=f"{asked.first:%Y-%m}", issued_month__lte=f"{asked.last:%Y-%m}")
    when = Q(issued_on__range=(asked.first, asked.last)) | months
    found = visible_documents(asked.scope).filter(when, province=report.province_id, commune=report.commune_id)
    return found.defer("text", "reading").order_by("issued_on", "issued_month", "pk")


def documents(asked: Asked) -> dict[str, Any]:
    """How many, and the first of them; of an agency's own report those that it issued itself."""
    rows = list(documents_of(asked))
    if asked.is_own:
        name = fold(asked.agency.name_vi)
        rows = [row for row in rows if fold(row.issuing_body) and name.startswith(fold(row.issuing_body))]
    return {
        "total": len(rows),
        "rows": [
            {"id": row.pk, "number": row.number, "doc_type": row.doc_type, "title": row.title,
             "issued": row.issued, "year": int((row.issued_month or f"{row.issued_on}")[:4]),
             "issuing_body": row.issuing_body}
            for row in rows[:MOST]
        ],
    }  # fmt: skip
