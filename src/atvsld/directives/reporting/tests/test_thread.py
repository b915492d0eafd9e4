"""The whole way: what is owed, begun from it, filled in by the registers, as a file of Word."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from atvsld.base.documents.official_word import as_docx
from atvsld.directives.reporting.duties.owed import NONE, owed_by
from atvsld.directives.reporting.duties.wanted import wanted_for
from atvsld.directives.reporting.services import begin, preview
from atvsld.directives.reporting.written.whole import official
from atvsld.directives.tasks import due_services, services
from atvsld.testing import make_accident, make_victim

from .make import TODAY, charged, commune, commune_committee, labour

pytestmark = pytest.mark.django_db


def test_from_the_duty_to_the_paper() -> None:
    department, people = labour(), commune()
    late, done = charged(department), charged(department, title="Tập huấn")
    services.accept(people, done.tasks.get().pk, today=date(2026, 9, 2))
    due_services.close(people, done.tasks.get().pk, 1, "đã tổ chức", today=date(2026, 9, 20))
    make_victim(make_accident(), reported_condition="dead", died_on=date(2026, 3, 10))
    body = commune_committee()
    [owed] = [one for one in owed_by(people, [body], TODAY) if one.duty.programme]
    assert (owed.state, owed.occasion.due_on) == (NONE, date(2026, 12, 10))
    row = begin(people, body, wanted_for(owed.duty, owed.occasion, body), today=TODAY)
    seen = preview(people, row.pk, TODAY)
    counts = seen.figures["tasks"]["counts"]
    assert (counts["overdue"], counts["done_in_time"], seen.figures["tasks"]["total"]) == (1, 1, 2)
    assert seen.figures["accidents"]["years"][0]["deaths"] == 1
    paper = docx.Document(io.BytesIO(as_docx(official(seen.figures, seen.texts))))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Tính đến ngày 23/11/2026, có 2 lượt nhiệm vụ: 1 xong đúng hạn; 1 quá hạn chưa xong." in text
    assert f"{late.title}: {body.name_vi} (quá hạn chưa xong)." in text
    assert "chỉ theo lời báo cáo" in text and "1 người chết" in text
    print(text)
