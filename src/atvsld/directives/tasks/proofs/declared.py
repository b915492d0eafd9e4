"""The kinds of proof by which a task can be shown to be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ....base.language import Words

NOTHING, DOCUMENT, INDICATOR, HEADCOUNTS, RETURNS, PLAN, RELEASE = (
    "nothing", "document", "indicator", "headcounts", "returns", "plan", "release",
)  # fmt: skip
PROOF_LABELS = [
    (NOTHING, _("không yêu cầu")),
    (DOCUMENT, _("văn bản, tài liệu kèm theo")),
    (PLAN, _("kế hoạch của chính đơn vị, thực hiện văn bản giao việc, đã nhận vào hệ thống")),
    (INDICATOR, _("giá trị của một chỉ số")),
    (HEADCOUNTS, _("cơ sở trên địa bàn có số lao động của năm (mọi cơ sở, hoặc tỷ lệ % ghi ở Giá trị)")),
    (RETURNS, _("cơ sở trên địa bàn đã báo cáo tai nạn lao động (mọi cơ sở, hoặc tỷ lệ % ghi ở Giá trị)")),
    (RELEASE, _("số liệu của đơn vị đã công bố trong kỳ")),
]
FROM_REGISTERS = (INDICATOR, HEADCOUNTS, RETURNS, PLAN, RELEASE)
SHARES = (HEADCOUNTS, RETURNS)
COMPARATORS = {">=": _("từ … trở lên"), ">": _("trên"), "=": _("bằng"), "<=": _("không quá"), "<": _("dưới")}

# What cannot be proved yet, and which register it waits for: told in the form, never taken.
WAITING: dict[str, tuple[Words, Words]] = {
    "training": (_("buổi huấn luyện đã tổ chức"), _("chờ sổ huấn luyện")),
    "monitoring": (_("kết quả quan trắc môi trường lao động"), _("chờ sổ quan trắc")),
    "examination": (_("đợt khám sức khỏe, khám bệnh nghề nghiệp"), _("chờ sổ sức khỏe người lao động")),
}
