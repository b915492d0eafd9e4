"""The parts of a report that people write, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ...base.language import Words

# In each part: beside what was counted, or all that there is (problems, proposals, ahead).
PARTS: Mapping[str, Words] = {
    "direction": _("Nhận xét về công tác chỉ đạo"),
    "tasks": _("Nhận xét về thực hiện nhiệm vụ"),
    "targets": _("Nhận xét về chỉ tiêu"),
    "accidents": _("Nhận xét về tình hình tai nạn lao động"),
    "problems": _("Tồn tại, hạn chế và nguyên nhân"),
    "proposals": _("Kiến nghị, đề xuất"),
    "ahead": _("Phương hướng, nhiệm vụ thời gian tới"),
}
# Those that hold nothing but what people write.
WRITTEN_BY_PEOPLE = ("problems", "proposals", "ahead")
MOST_LETTERS = 20_000


def cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    """The parts there are, in their lines, without what an editor leaves at their ends; empty ones left out."""
    found = {part: texts.get(part, "").replace("\r\n", "\n").strip() for part in PARTS}
    return {part: "\n".join(line.rstrip() for line in text.split("\n")) for part, text in found.items() if text}
