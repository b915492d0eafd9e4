"""What tasks hang on: who may see, name and reuse it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.language import in_vietnamese
from ...base.scope import Scope
from ...org.agencies.models import Agency
from ..owners import unit_of
from ..programmes import PROGRAMMES
from .acting import agency_places, gives_for
from .models import KINDS, Cause, Task

REGISTER = "causes"


@dataclass(frozen=True)
class NamedCause:
    """A document or a conclusion in plain values."""

    kind: str
    title: str
    issuing_body: str
    number: str = ""
    issued_on: date | None = None


def visible_causes(scope: Scope) -> QuerySet[Cause]:
    """The nation's, those of the person's own units and of what stands above these; of a body without units those that
    it named itself and those of the tasks it sees."""
    parts = scope.parts_for("tasks", "view")
    if not parts:
        return Cause.objects.none()
    if any(part.everywhere for part in parts):
        return Cause.objects.all()
    bare = tuple(part for part in parts if not part.place_ids)
    seen = Task.objects.visible_to(Scope(scope.user_id, scope.user_label, bare))
    agencies = {pk for part in bare for pk in part.agency_ids}
    clause = Q(pk__in=seen.values("charge__cause_id")) | Q(named_by__in=sorted(agencies))
    if ids := sorted({pk for part in parts for pk in part.place_ids}):
        clause |= Q(province=None, commune=None) | Q(commune__in=ids) | Q(commune=None, province__in=ids)
        clause |= Q(commune=None, province__units__in=ids)
    return Cause.objects.filter(clause).distinct()


def cause_of_programme(programme: str) -> Cause:
    """The cause that stands for a declared programme; made when it is first asked for. Raises LookupError."""
    declared = PROGRAMMES.get(programme)
    if declared is None:
        raise LookupError(programme)
    unit = unit_of(declared.owner)
    is_commune = unit is not None and unit.level == unit.Level.COMMUNE
    found, _made = Cause.objects.get_or_create(
        programme=programme,
        defaults={
            "kind": "programme", "title": in_vietnamese(declared.title)[:500], "number": declared.number[:60],
            "issued_on": declared.issued_on, "issuing_body": in_vietnamese(declared.issuing_body)[:300],
            "province_id": unit.province_id if unit else None, "commune_id": unit.pk if unit and is_commune else None,
        },
    )  # fmt: skip
    return found


def name_cause(scope: Scope, giver: Agency, named: NamedCause, *, via: str = "page") -> Cause:
    """A document or a meeting's conclusion as what tasks of the giver hang on; the same document is found again.

    Raises OutOfScope; Refused with cause.kind, cause.title, cause.body, cause.number or cause.exists.
    """
    if gives_for(scope, giver, "hand_out") is None:
        raise OutOfScope()
    if violations := list(_violations(named)):
        raise Refused(violations)
    province, commune = agency_places(giver)
    known = Cause.objects.filter(
        number=named.number.strip(), issued_on=named.issued_on, issuing_body=named.issuing_body.strip()
    ).exclude(number="")
    if found := known.first():
        if not visible_causes(scope).filter(pk=found.pk).exists():
            raise Refused([_exists()])
        return found
    row = Cause(
        kind=named.kind, title=named.title.strip(), number=named.number.strip(), issued_on=named.issued_on,
        issuing_body=named.issuing_body.strip(), province_id=province, commune_id=commune, named_by=giver,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
            said = {"title": [None, row.title], "number": [None, row.number]}
            record_writes(scope, via, [Act("create", REGISTER, row, said)])
    except IntegrityError as error:
        raise Refused([_exists()]) from error
    return row


def _exists() -> RuleViolation:
    return RuleViolation("cause.exists", _("Văn bản có số, ngày, cơ quan này đã có của đơn vị khác."), "number")


def _violations(named: NamedCause) -> Iterator[RuleViolation]:
    if named.kind not in dict(KINDS) or named.kind == "programme":
        yield RuleViolation("cause.kind", _("Hãy chọn văn bản hoặc kết luận cuộc họp."), "kind")
    if not 3 <= len(named.title.strip()) <= 500:
        yield RuleViolation("cause.title", _("Hãy ghi tên văn bản hoặc cuộc họp, từ 3 đến 500 ký tự."), "cause_title")
    if not 2 <= len(named.issuing_body.strip()) <= 300:
        yield RuleViolation("cause.body", _("Hãy ghi cơ quan ban hành hoặc chủ trì cuộc họp."), "issuing_body")
    if named.kind == "document" and (not named.number.strip() or named.issued_on is None):
        yield RuleViolation("cause.number", _("Văn bản phải có số, ký hiệu và ngày ban hành."), "number")
    if len(named.number.strip()) > 60:
        yield RuleViolation("cause.number", _("Số, ký hiệu tối đa 60 ký tự."), "number")
