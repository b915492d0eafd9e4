"""Pages for tests: one as a province has it, one with more than any page holds, one with nothing."""

from datetime import UTC, datetime

from atvsld.web.briefing import Block, Briefing, Item, Shown, TargetLine
from atvsld.web.styleguide_charts import months, province

AT = datetime(2026, 11, 1, 1, 30, tzinfo=UTC)
LABELS = (
    "Tần suất tai nạn lao động chết người", "Người lao động được khám phát hiện bệnh nghề nghiệp",
    "Cơ sở có yếu tố có hại được quan trắc môi trường lao động",
    "Cán bộ quản lý nhà nước cấp huyện, xã được tập huấn",
    "Người làm công việc có yêu cầu nghiêm ngặt được huấn luyện", "Cán bộ y tế cơ sở được tập huấn",
    "Doanh nghiệp nguy cơ cao được tuyên truyền", "Nạn nhân được bồi thường", "Vụ chết người được khai báo, điều tra",
)  # fmt: skip
TONES = ("good", "bad", "unsure", "none")
STATUS = {"good": "đạt", "bad": "chưa đạt", "unsure": "đạt theo con số, chưa chắc chắn", "none": "chưa có dữ liệu"}


def targets(count=3, sentence="Giảm 4,2 %; khoảng tin cậy 95 % của tỷ số từ 0,71 đến 1,29: có thể do ngẫu nhiên."):
    return [
        TargetLine(LABELS[at % 9], "≥ 80 %" if at > 2 else "−4 % mỗi năm", f"{at + 2},310", f"−{at},2 %", STATUS[tone],
                   tone,
                   sentence, "Số ít: thêm hay bớt một người đã làm tỷ lệ đổi nhiều." if at == 1 else "")
        for at, tone in ((at, TONES[at % 4]) for at in range(count))
    ]  # fmt: skip


def items(count, name, value, note=""):
    return [Item(f"{name} {at + 1}", value, note) for at in range(count)]


def province_page(**over):
    given = {
        "title": "Tình hình an toàn, vệ sinh lao động", "unit": "Tỉnh Thái Nguyên", "year": 2026, "as_of": AT,
        "sentences": (
            "Năm 2026 đến nay có 317 vụ tai nạn lao động, 21 người chết, ít hơn cùng kỳ 3 người.",
            "Tháng 10 có 41 vụ, trong khoảng của cùng tháng 5 năm trước (24 đến 43).",
            "412 trên 9.876 cơ sở phải báo cáo đã báo cáo.",
        ),
        "targets": targets(), "pictures": (
            Shown(months(), "Tháng 10 có 41 vụ, trong khoảng của 5 năm trước."),
            Shown(province("19"), "5 xã có quá nửa số vụ."),
        ),
        "blocks": (
            Block("Xã có tần suất cao nhất", items(5, "Phường Phan Đình Phùng", "4,12", "mới có 5 cơ sở")),
            Block("Xã có tần suất thấp nhất", items(5, "Xã Đồng Hỷ", "0,31")),
            Block("Quá hạn", items(6, "Vụ chưa có biên bản điều tra", "12 ngày"), total=14),
            Block("Còn thiếu", (), empty="Không còn thiếu gì."),
        ),
        "coverage": "412 trên 9.876 cơ sở phải báo cáo đã báo cáo (4,2 %).",
        "footnotes": ("Tần suất: người chết trên 100.000 lao động, tính theo trụ sở của người sử dụng lao động.",),
        "demonstration": "Dữ liệu trình diễn",
    }  # fmt: skip
    return Briefing(**{**given, **over})


def full_page(**over):
    """Nine targets, five and five units, six overdue, and the head of a letter."""
    given = {
        "targets": targets(9), "agency": "Sở Nội vụ", "parent_agency": "Ủy ban nhân dân tỉnh Thái Nguyên",
        "locality": "Thái Nguyên",
    }  # fmt: skip
    return province_page(**{**given, **over})


def endless_page(text="Ủy ban nhân dân phường Nguyễn Thị Minh Khai mở rộng " * 40, many=40):
    """Every text far too long, every list too."""
    lines = [TargetLine(text, text, text, text, text, tone, text, text) for tone in TONES * 10]
    return province_page(
        title=text, unit=text, sentences=[text] * many, targets=lines, coverage=text, footnotes=[text] * many,
        pictures=[Shown(months(), text), Shown(province("56"), text)], agency=text, parent_agency=text, locality=text,
        blocks=[Block(text, [Item(text, text, text)] * many, total=1234)] * 4, demonstration=text,
    )  # fmt: skip
