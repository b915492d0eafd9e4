"""What each part of the page means, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ...directives.reminders.ladder import ABOVE, BESIDE, GIVER, LEAD, TOP, UNIT

HEADS = {
    LEAD: _("Việc của cơ quan bạn"),
    BESIDE: _("Việc cơ quan bạn phối hợp"),
    GIVER: _("Việc bạn đã giao"),
    UNIT: _("Chuyển lên: cơ quan trên địa bàn"),
    ABOVE: _("Chuyển lên: cấp dưới trực tiếp"),
    TOP: _("Chuyển lên: cấp xã cả nước"),
}
ABOUT = {
    LEAD: _("Cơ quan bạn chủ trì và trả lời về kết quả."),
    BESIDE: _("Cơ quan khác chủ trì; cơ quan bạn có phần trong đó."),
    GIVER: _("Cơ quan nhận việc chưa làm xong, chưa nhận hoặc đã trả lại."),
    UNIT: _("Đã quá hạn hoặc lâu chưa nhận, nên được báo cho lãnh đạo và đầu mối của địa bàn."),
    ABOVE: _("Quá hạn đã lâu ở cấp dưới, nên được báo cho cấp trên trực tiếp."),
    TOP: _("Việc của cấp xã quá hạn rất lâu."),
}
