"""Accepting what was read: the draft becomes a document, with its provisions and what it carries out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...base.values import canonical_json
from ...org.places.models import Place
from .correcting import accepted
from .drafts import content_of, own_drafts
from .fields import HEAD, LISTS
from .models import LINES, PARTY, READ, REPORTING, STATE, TARGET, Document, DocumentDraft, Implements, Provision
from .visible import REGISTER, units_of, visible_documents


@dataclass(frozen=True)
class Corrected:
    """What a person accepts: the reading as corrected, for which unit, and which documents it carries out.

    `parents` is {document: line}; `main` one of them. `agencies` is {name in the text: agency of the register or None}.
    """

    reading: Mapping[str, Any]
    unit: Place | None = None
    parents: Mapping[int, str] = field(default_factory=dict)
    main: int | None = None
    agencies: Mapping[str, int | None] = field(default_factory=dict)


def line_of(number: str) -> str:
    """The Party numbers its papers 31-CT/TW, the State 209/NQ-CP: the first mark says whose they are."""
    return PARTY if "-" in number.split("/")[0] else STATE


def accept_reading(scope: Scope, draft: DocumentDraft, corrected: Corrected, *, via: str = "page") -> Document:
    """Make the document of a draft; the draft is gone then, and said twice it is done once.

    Raises OutOfScope; Refused with document.unit, .head, .parent, .main, .exists or .gone.
    """
    if not own_drafts(scope).filter(pk=draft.pk).exists():
        raise OutOfScope()
    reading = accepted(dict(corrected.reading)) | {"agencies": dict(corrected.agencies)}
    if violations := [*_violations(scope, reading, corrected)]:
        raise Refused(violations)
    document = _document(scope, draft, reading, corrected.unit)
    try:
        with transaction.atomic():
            if not DocumentDraft.objects.filter(pk=draft.pk, state=READ).delete()[0]:
                raise Refused([RuleViolation("document.gone", _("Văn bản này đã được nhận hoặc đã bỏ."))])
            document.save()
            Provision.objects.bulk_create(_provisions(document, reading))
            Implements.objects.bulk_create(
                Implements(child=document, parent_id=pk, line=line, is_main=pk == corrected.main)
                for pk, line in corrected.parents.items()
            )
            said = {"number": [None, document.number], "title": [None, document.title],
                    "sha256": [None, document.sha256], "parents": [None, dict(corrected.parents)]}  # fmt: skip
            record_writes(scope, via, [Act("create", REGISTER, document, said)])
    except IntegrityError as error:
        raise Refused([_exists()]) from error
    return document


def _violations(scope: Scope, reading: Mapping[str, Any], corrected: Corrected) -> Iterator[RuleViolation]:
    if corrected.unit not in units_of(scope):
        yield RuleViolation("document.unit", _("Hãy chọn đơn vị của văn bản."), "unit")
    for needed in ("doc_type", "title", "issuing_body"):
        if not reading[needed]:
            label = next(found.label for found in HEAD if found.name == needed)
            message = _("Mục «{label}» còn trống. Hãy ghi rồi nhận lại.")
            yield RuleViolation("document.head", message, needed, label=label)
    known = visible_documents(scope).filter(pk__in=corrected.parents).count()
    if known < len(corrected.parents) or set(corrected.parents.values()) - {code for code, _label in LINES}:
        yield RuleViolation("document.parent", _("Hãy chọn văn bản được thực hiện trong danh sách."), "parents")
    if corrected.main is not None and corrected.main not in corrected.parents:
        message = _("Văn bản gốc chính phải là một trong các văn bản được thực hiện.")
        yield RuleViolation("document.main", message, "main")
    same = Document.objects.filter(number=reading["number"] or "", issued_on=_day(reading["issued_on"]), voided_at=None)
    if reading["number"] and same.filter(issuing_body=reading["issuing_body"] or "").exists():
        yield _exists()


def _exists() -> RuleViolation:
    return RuleViolation("document.exists", _("Văn bản có số, ngày, cơ quan ban hành này đã được nhận."), "number")


def _document(scope: Scope, draft: DocumentDraft, reading: Mapping[str, Any], unit: Place | None) -> Document:
    content = canonical_json(reading)
    is_commune = unit is not None and unit.level == Place.Level.COMMUNE
    return Document(
        number=(reading["number"] or "")[:60], doc_type=reading["doc_type"][:60], title=reading["title"][:1000],
        issued_on=_day(reading["issued_on"]), issued_month=(reading["issued_month"] or "")[:7],
        issuing_body=reading["issuing_body"][:300], province_id=_province_id(unit),
        commune_id=unit.pk if unit is not None and is_commune else None,
        text="\n".join(content_of(draft)["lines"]), reading=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(), file_name=draft.file_name, file_sha256=draft.file_sha256,
        accepted_at=timezone.now(), accepted_by_id=scope.user_id, accepted_by_label=scope.user_label[:200],
    )  # fmt: skip


def _province_id(unit: Place | None) -> int | None:
    if unit is None:
        return None
    return unit.pk if unit.level == Place.Level.PROVINCE else unit.province_id


def _provisions(document: Document, reading: Mapping[str, Any]) -> Iterator[Provision]:
    for kind, name in LISTS.items():
        for position, item in enumerate(reading[name], 1):
            text = (item["what"] if kind == REPORTING else item["text"]) or ""
            indicator = item.get("indicator_id", "") if kind == TARGET else ""
            yield Provision(
                document=document, kind=kind, position=position, text=text, content=item, indicator=indicator
            )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said and len(said) == len("2025-12-10") and said[0] != "-" else None
