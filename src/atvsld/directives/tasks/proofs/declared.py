"""The kinds of proof by which a task can be shown to be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NOTHING, DOCUMENT, INDICATOR, HEADCOUNTS, RETURNS = "nothing", "document", "indicator", "headcounts", "returns"
PROOF_LABELS = [
    (NOTHING, _("không yêu cầu")),
    (DOCUMENT, _("văn bản, tài liệu kèm theo")),
    (INDICATOR, _("giá trị của một chỉ số")),
    (HEADCOUNTS, _("mọi cơ sở trên địa bàn có số lao động của năm")),
    (RETURNS, _("mọi cơ sở trên địa bàn đã báo cáo tai nạn lao động")),
]
FROM_REGISTERS = (INDICATOR, HEADCOUNTS, RETURNS)
COMPARATORS = {">=": _("từ … trở lên"), ">": _("trên"), "=": _("bằng"), "<=": _("không quá"), "<": _("dưới")}
