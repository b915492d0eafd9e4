"""Writing code lists: from the statutes' seeds at installation, from a CSV when the law changes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...statutes import lists as seeds
from ..errors import Refused, RuleViolation
from .models import CodeListVersion, CodeRow

STATUSES = ("verified", "provisional", "historic", "seen", "memory")


def load_seeds() -> int:
    """Load each seed version that is not in the database yet; returns how many were loaded. Never re-codes a row."""
    known = {(v.name, v.valid_from) for v in CodeListVersion.objects.all()}
    loaded = 0
    for seed in seeds.seed_lists():
        if (seed.name, seed.valid_from) in known:
            continue
        with transaction.atomic():
            version = CodeListVersion.objects.create(
                name=seed.name, title=seed.title_vi, valid_from=seed.valid_from, valid_to=seed.valid_to,
                instrument=seed.instrument or "", status=seed.status, source=seed.source, loaded_by="bản cài đặt",
            )  # fmt: skip
            _write_rows(
                version,
                [
                    CodeRow(code=r.code, name_vi=r.name_vi, parent_code=r.parent or "", status=r.status,
                            source=r.source, attrs=dict(r.attrs))
                    for r in seeds.read(seed)
                ],
            )  # fmt: skip
        loaded += 1
    return loaded


def _write_rows(version: CodeListVersion, rows: Sequence[CodeRow]) -> None:
    for position, row in enumerate(rows):
        row.version, row.position = version, position
    CodeRow.objects.bulk_create(rows, batch_size=500)


def import_version(
    name: str, path: Path, *, valid_from: date, instrument: str, status: str, source: str, by: str
) -> CodeListVersion:
    """A new dated version of a list from a CSV with columns code, name_vi (parent, status optional).

    The version before it ends the day before. Older cases keep the codes of their day. Raises Refused with codes
    list.unknown, list.status, list.columns, list.empty, list.duplicate or list.version_exists; nothing is written.
    """
    older = CodeListVersion.objects.filter(name=name).order_by("-valid_from").first()
    if older is None:
        raise Refused([RuleViolation("list.unknown", _("Không có danh mục «{name}»."), "name", name=name)])
    if status not in STATUSES:
        raise Refused(
            [
                RuleViolation(
                    "list.status", _("Tình trạng phải là một trong: {allowed}."), "status", allowed=", ".join(STATUSES)
                )
            ]
        )
    if CodeListVersion.objects.filter(name=name, valid_from=valid_from).exists():
        message = gettext("Danh mục «{name}» đã có phiên bản từ {valid_from:%d/%m/%Y}; chọn ngày khác.").format(
            name=name, valid_from=valid_from
        )
        raise Refused([RuleViolation("list.version_exists", message, "valid_from")])
    rows = _read_csv(path, status, source)
    with transaction.atomic():
        if older.valid_to is None and (older.valid_from is None or older.valid_from < valid_from):
            older.valid_to = valid_from - timedelta(days=1)
            older.save(update_fields=["valid_to", "loaded_at"])
        version = CodeListVersion.objects.create(
            name=name, title=older.title, valid_from=valid_from, instrument=instrument, status=status,
            source=source, loaded_by=by,
        )  # fmt: skip
        _write_rows(version, rows)
    return version


def _read_csv(path: Path, status: str, source: str) -> list[CodeRow]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            [RuleViolation("list.unreadable", _("Không đọc được tệp; lưu lại dạng CSV UTF-8."), "file")]
        ) from error
    reader = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    if not {"code", "name_vi"} <= set(reader.fieldnames or ()):
        raise Refused([RuleViolation("list.columns", _("Tệp phải có cột «code» và «name_vi»."), "file")])
    rows: dict[str, CodeRow] = {}
    for record in reader:
        code = (record.get("code") or "").strip()
        if not code:
            continue
        if code in rows:
            raise Refused(
                [RuleViolation("list.duplicate", _("Mã «{number}» có hai lần trong tệp."), "file", number=code)]
            )
        rows[code] = CodeRow(
            code=code, name_vi=(record.get("name_vi") or "").strip(),
            parent_code=(record.get("parent") or record.get("parent_code") or "").strip(),
            status=(record.get("status") or status).strip(), source=source,
            attrs={k: v or "" for k, v in record.items() if k not in ("code", "name_vi")},
        )  # fmt: skip
    if not rows:
        raise Refused([RuleViolation("list.empty", _("Tệp không có dòng nào có mã."), "file")])
    return list(rows.values())
