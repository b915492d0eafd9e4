"""Reading a draft, done by a worker; safe to begin again."""

from __future__ import annotations

import json

from django_tasks import task

from ...base.errors import RuleViolation
from ..reading import read
from ..reading.extracting import extraction
from ..reading.extracting.whole import warned
from .drafts import file_of, set_state
from .matching import with_indicators
from .models import FAILED, PERCENT, READ, READING, REFUSED, TAKING, DocumentDraft


@task()
def read_draft(token: str) -> None:
    """Take the text out of the file and read it. A file that cannot be read says why on its page."""
    draft = DocumentDraft.objects.filter(token=token, state__in=PERCENT).first()
    if draft is None:
        return
    set_state(draft, TAKING)
    try:
        found = extraction(file_of(draft), draft.file_name)
        set_state(draft, READING)
        reading = with_indicators(warned(found, read(found.source)).as_json())
    except RuleViolation as violation:
        set_state(draft, REFUSED, refusal=violation.code, file=b"")
    except Exception:
        set_state(draft, FAILED)
        raise
    else:
        content = {"lines": list(found.source.lines), "kind": found.kind, "found": reading, "reading": reading}
        set_state(draft, READ, content=json.dumps(content, ensure_ascii=False), file=b"")
