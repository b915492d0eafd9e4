"""Words of reports for what is stored as codes."""

from __future__ import annotations

from datetime import date

from ....base.numbers import vietnamese_number, vietnamese_signed

STATUS = {
    "done_in_time": "xong đúng hạn", "done_late": "xong quá hạn", "in_time": "đang làm, trong hạn",
    "no_due": "đang làm, không có hạn", "not_accepted": "chưa nhận", "overdue": "quá hạn chưa xong",
    "sent_back": "trả lại bên giao",
}  # fmt: skip
PROVED = {"evidence": "có minh chứng", "register": "theo số liệu trong hệ thống", "word": "chỉ theo lời báo cáo"}
VERDICT = {
    "met": "đạt", "not_met": "chưa đạt", "unknown": "chưa kết luận được", "no_data": "chưa có số liệu",
    "watched": "theo dõi",
}  # fmt: skip
CHILD = {
    "received": "đã gửi, đã tiếp nhận", "sent": "đã gửi, chờ tiếp nhận", "returned": "bị trả lại, chưa gửi lại",
    "draft": "đang lập", "overdue": "quá hạn chưa gửi", "none": "chưa gửi, còn hạn",
    "undated": "chưa gửi, không có hạn",
}  # fmt: skip
BREAK = {
    "gap": "có năm chưa có số liệu ở giữa", "origin": "nguồn số liệu đổi", "ground": "địa giới đổi",
    "coverage": "tỷ lệ cơ sở báo cáo đổi nhiều",
}  # fmt: skip
NOTHING = "chưa có số liệu"
PLACES = {"rate": 3, "share": 1}


def number(value: float | int | None) -> str:
    return vietnamese_number(value) if value is not None else NOTHING


def day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else "–"


def percent(value: float | None) -> str:
    return "–" if value is None else f"{vietnamese_signed(value)} %"


def value_of(row: dict, name: str = "value") -> str:
    value = row[name]
    if value is None:
        return "–"
    return "0" if not value else vietnamese_number(value, PLACES.get(row["kind"], 0))


def verdict(row: dict) -> str:
    """What the year shows; a target that is met by a number that chance explains is said to be unsure."""
    if row["status"] == "met" and not row["is_sure"]:
        return "đạt theo con số, chưa chắc chắn"
    if row["status"] != "no_data" and not row["is_complete"]:
        return f"{VERDICT[row['status']]} (năm chưa hết)"
    return VERDICT[row["status"]]


def wanted(row: dict) -> str:
    value = row["wanted"]
    if value is None:
        return "–"
    if row["is_level"]:
        return f"≥ {vietnamese_number(value)} %"
    return f"{vietnamese_signed(value, 0 if value == int(value) else 1)} % mỗi năm"


def listed(parts: list[str]) -> str:
    """«a, b và c»."""
    return f"{', '.join(parts[:-1])} và {parts[-1]}" if len(parts) > 1 else "".join(parts)
