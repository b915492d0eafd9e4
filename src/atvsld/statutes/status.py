"""How sure a row is: the five marks that every list uses, and the words of the sources turned into them."""

from typing import Literal, get_args

from atvsld.statutes.words import noop

Status = Literal["verified", "provisional", "historic", "seen", "memory"]
STATUSES: tuple[Status, ...] = get_args(Status)

STATUS_LABELS_VI: dict[Status, str] = {
    "verified": noop("đã đối chiếu"),
    "seen": noop("đã đọc thấy"),
    "provisional": noop("tạm thời"),
    "memory": noop("theo trí nhớ"),
    "historic": noop("lịch sử"),
}


def normalise_status(text: str, default: Status) -> Status:
    """One of the five marks for the words of a source column; ``default`` when blank. ValueError for unknown words.

    Wording seen only in a predecessor (TTLT 12/2012) or inferred is provisional: it is not yet the text in force.
    """
    words = text.strip().lower()
    if not words:
        return default
    for status in STATUSES:
        if words == status:
            return status
    if "memory" in words or "unsure" in words:
        return "memory"
    if "inferred" in words or words == "portal_label" or words.startswith("seen ttlt"):
        return "provisional"
    if words.startswith("seen"):
        return "seen"
    raise ValueError(f"Tình trạng không hợp lệ: {text!r}")


def is_provisional(status: Status) -> bool:
    """Whether what is built on this row must say "mẫu tạm": it was not seen in the text in force."""
    return status in ("provisional", "memory")
