"""The only code that writes reports: begun, written, sent as a version that nothing changes, received or returned."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...base.audit.record import Act, record_writes
from ...base.demonstration import MARK, is_demonstration
from ...base.errors import OutOfScope, Refused, RuleViolation
from ...base.scope import Scope
from ...base.values import canonical_json, digest
from ...org.agencies.models import Agency
from ..documents.visible import visible_documents
from ..programmes import PROGRAMMES
from ..tasks.acting import agency_places
from .acting import REGISTER, acts
from .drawing.whole import FORMAT, RULES, drawn_up
from .models import RECEIVED, RETURNED, SENT, ReportVersion, TaskReport
from .parts import cleaned
from .rules import Wanted, changed, of_reason, of_sending, of_texts, of_wanted


@dataclass(frozen=True)
class Preview:
    """What would be sent now; `seen` names exactly this, `standing` is the version that was sent last."""

    report: TaskReport
    figures: dict[str, Any]
    texts: dict[str, str]
    standing: ReportVersion | None

    @property
    def seen(self) -> str:
        return digest({"figures": self.figures, "texts": self.texts})


def begin(
    scope: Scope, agency: Agency, wanted: Wanted, *, texts: Mapping[str, str] | None = None, via: str = "page",
    today: date | None = None,
) -> TaskReport:  # fmt: skip
    """Begin the report of the agency; that of a duty's occasion is begun once, and found when it is there.

    Raises OutOfScope; Refused with the codes of `rules.of_wanted` or report.about.
    """
    day = today or timezone.localdate()
    acting = acts(scope, agency, "prepare")
    if acting is None:
        raise OutOfScope()
    if violations := [*of_wanted(wanted, day), *_about(scope, wanted), *of_texts(texts or {})]:
        raise Refused(violations)
    found = TaskReport.objects.filter(agency=agency, duty=wanted.duty, occasion=wanted.occasion).exclude(duty="")
    if known := found.first():
        return known
    province, commune = agency_places(agency)
    assert wanted.first_day is not None and wanted.last_day is not None
    row = TaskReport(
        agency=agency, province_id=province, commune_id=commune, to_agency_id=wanted.to_agency,
        to_name=wanted.to_name.strip(), form=wanted.form, covers=wanted.covers, duty=wanted.duty,
        occasion=wanted.occasion, programme=wanted.programme, document_id=wanted.document, first_day=wanted.first_day,
        last_day=wanted.last_day, due_on=wanted.due_on, title=wanted.title.strip(),
        texts=canonical_json(cleaned(texts or {})), is_on_behalf=acting.is_on_behalf, made_by_id=scope.user_id,
        made_by_label=scope.user_label[:200], made_at=timezone.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save()
            said = {"agency": [None, agency.pk], "title": [None, row.title], "duty": [None, row.duty],
                    "occasion": [None, row.occasion]}  # fmt: skip
            record_writes(scope, via, [Act("create", REGISTER, row, said)])
    except IntegrityError:
        return found.get()
    return row


def _about(scope: Scope, wanted: Wanted) -> Iterator[RuleViolation]:
    """What it is about is a programme that is declared or a document that the person sees, not both."""
    is_known = not wanted.programme or wanted.programme in PROGRAMMES
    if wanted.document is not None:
        is_known = not wanted.programme and visible_documents(scope).filter(pk=wanted.document).exists()
    if not is_known:
        yield RuleViolation("report.about", _("Hãy chọn một chương trình hoặc một văn bản trong danh sách."), "about")


def save_texts(
    scope: Scope, report_id: int, texts: Mapping[str, str], row_version: int, *, via: str = "page"
) -> TaskReport:
    """Keep what was written so far. Parts that are not given stay.

    Raises OutOfScope; Refused with report.text, or report.stale when somebody else wrote in between.
    """
    with _held(scope, report_id, "prepare") as row:
        if violations := [*of_texts(texts)]:
            raise Refused(violations)
        if row.row_version != row_version:
            message = _("Người khác vừa sửa báo cáo này. Hãy chép lại phần bạn viết, tải lại trang rồi ghi tiếp.")
            raise Refused([RuleViolation("report.stale", message)])
        before, now = row.parts, cleaned({**row.parts, **texts})
        if before != now:
            row.texts, row.row_version = canonical_json(now), row.row_version + 1
            row.save(update_fields=["texts", "row_version"])
            said = {
                part: [len(before.get(part, "")), len(now.get(part, ""))]
                for part in sorted({*before, *now}) if before.get(part) != now.get(part)
            }  # fmt: skip
            record_writes(scope, via, [Act("edit", REGISTER, row, said)])
    return row


def preview(scope: Scope, report_id: int, today: date | None = None) -> Preview:
    """What sending would freeze. Raises OutOfScope."""
    return _preview(scope, _of(scope, report_id, "prepare"), today or timezone.localdate())


def _preview(scope: Scope, row: TaskReport, day: date) -> Preview:
    return Preview(row, drawn_up(scope, row, day), row.parts, standing(row))


def standing(row: TaskReport) -> ReportVersion | None:
    """The version that was sent last."""
    return ReportVersion.objects.filter(report=row).order_by("-number").first()


def send(
    scope: Scope, report_id: int, seen: str, reason: str = "", *, via: str = "page", today: date | None = None
) -> ReportVersion:
    """Freeze what the person has `seen` and send it. Raises OutOfScope; Refused with report.changed (it is other by
    now), .same, .reason (a further version without one) or .note."""
    day, said = today or timezone.localdate(), " ".join(reason.split())
    # Counted before the row is held: that takes the longest, and its outcome is compared with what was seen.
    wanted = preview(scope, report_id, day)
    before = wanted.standing
    if violations := [*of_sending(before and before.figures_sha256, wanted.seen, seen, said)]:
        raise Refused(violations)
    try:
        with _held(scope, report_id, "prepare") as row:
            if row.row_version != wanted.report.row_version or standing(row) != before:
                raise Refused([changed()])
            made = _version(scope, wanted, said, day)
            made.save()
            state, row.state, row.row_version = row.state, SENT, row.row_version + 1
            row.save(update_fields=["state", "row_version"])
            changes = {"state": [state, SENT], "version": [None, made.number],
                       "sha256": [before.sha256 if before else None, made.sha256]}  # fmt: skip
            record_writes(scope, via, [Act("send", REGISTER, row, changes, said)])
    except IntegrityError as error:
        raise Refused([changed()]) from error
    return made


def _version(scope: Scope, wanted: Preview, reason: str, day: date) -> ReportVersion:
    before, now, row = wanted.standing, timezone.now(), wanted.report
    number = before.number + 1 if before else 1
    content = canonical_json({
        "format": FORMAT, "rules": RULES, "report": row.pk, "version": number, "sent_at": now, "sent_on": day,
        "sent_for": row.agency.name_vi, "is_on_behalf": row.is_on_behalf, "reason": reason,
        "previous_sha256": before.sha256 if before else None, "data": MARK if is_demonstration() else "",
        "figures": wanted.figures, "texts": wanted.texts,
    })  # fmt: skip
    return ReportVersion(
        report=row, number=number, content=content, sha256=hashlib.sha256(content.encode()).hexdigest(),
        figures_sha256=wanted.seen, reason=reason, sent_on=day, sent_at=now, sent_by_id=scope.user_id,
        sent_by_label=scope.user_label[:200],
    )  # fmt: skip


def receive(scope: Scope, report_id: int, *, via: str = "page") -> TaskReport:
    """The body that it was sent to takes it. Raises OutOfScope; Refused with report.not_sent."""
    return _decide(scope, report_id, RECEIVED, "", via)


def send_back(scope: Scope, report_id: int, reason: str, *, via: str = "page") -> TaskReport:
    """The body that it was sent to wants it otherwise. Raises OutOfScope; Refused with report.not_sent or .reason."""
    return _decide(scope, report_id, RETURNED, " ".join(reason.split()), via)


def _decide(scope: Scope, report_id: int, outcome: str, reason: str, via: str) -> TaskReport:
    with _held(scope, report_id, "decide") as row:
        violations = [*of_reason(reason)] if outcome == RETURNED else []
        version = standing(row)
        if version is None or row.state not in ((SENT, RECEIVED) if outcome == RETURNED else (SENT,)):
            violations.append(RuleViolation("report.not_sent", _("Báo cáo này không chờ tiếp nhận.")))
        if violations:
            raise Refused(violations)
        assert version is not None
        version.outcome, version.outcome_reason, version.outcome_at = outcome, reason, timezone.now()
        version.outcome_by_id, version.outcome_by_label = scope.user_id, scope.user_label[:200]
        version.save(update_fields=[
            "outcome", "outcome_reason", "outcome_at", "outcome_by", "outcome_by_label",
        ])  # fmt: skip
        state, row.state, row.row_version = row.state, outcome, row.row_version + 1
        row.save(update_fields=["state", "row_version"])
        said = {"state": [state, outcome], "version": [None, version.number]}
        record_writes(scope, via, [Act(outcome, REGISTER, row, said, reason)])
    return row


@contextmanager
def _held(scope: Scope, report_id: int, verb: str) -> Iterator[TaskReport]:
    """The report, held until the end of the transaction."""
    with transaction.atomic():
        TaskReport.objects.select_for_update(of=("self",), no_key=True).filter(pk=report_id).first()
        yield _of(scope, report_id, verb)


def _of(scope: Scope, report_id: int, verb: str) -> TaskReport:
    """The report, for whoever may `prepare` it or `decide` about it; OutOfScope for anybody else."""
    rows = TaskReport.objects.visible_to(scope).select_related("agency__place__province", "agency__parent", "document")
    row = rows.select_related("to_agency__place").filter(pk=report_id).first()
    body = None if row is None else row.agency if verb == "prepare" else row.to_agency
    if row is None or body is None or acts(scope, body, verb) is None:
        raise OutOfScope()
    return row
