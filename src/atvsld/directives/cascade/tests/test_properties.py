"""What must hold for any two documents."""

import random
import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ...reading.result import COMPARATORS, RECURRENCES, Reading
from ..comparing import compared
from .make import duty, target, task

WORDS = (
    "rà soát kiểm tra tuyên truyền huấn luyện doanh nghiệp hợp tác xã máy móc thiết bị điện nước rừng đường cầu trường "
    "học bệnh viện nông dân công nhân mỏ đá hóa chất môi trường sức khỏe quỹ báo cáo kế hoạch chợ bến tàu và của"
).split()
AGENCIES = ("Sở Nội vụ", "Sở Y tế", "UBND các xã", "Công an tỉnh")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
dues = st.sampled_from([None, "2025", "2025-12", "2026-03-31", "--12-10"])
recurrences = st.sampled_from([None, *RECURRENCES])
agencies = st.lists(st.sampled_from(AGENCIES), unique=True, max_size=3).map(tuple)
targets = st.builds(
    target, texts, st.sampled_from(COMPARATORS), st.integers(1, 100).map(float),
    period=st.sampled_from([None, "hằng năm", "đến năm 2030"]),
)  # fmt: skip
tasks = st.builds(task, texts, agencies, coordinating=agencies, deadline=dues, recurrence=recurrences)
duties = st.builds(
    duty, texts, st.sampled_from(AGENCIES), st.sampled_from(AGENCIES), deadline=dues, recurrence=recurrences
)
readings = st.builds(
    Reading,
    targets=st.lists(targets, max_size=6).map(tuple),
    tasks=st.lists(tasks, max_size=8).map(tuple),
    reporting=st.lists(duties, max_size=4).map(tuple),
)


def _parts(found):
    return found.targets, found.tasks, found.duties


@settings(max_examples=60, deadline=None)
@given(readings)
def test_a_document_against_itself_is_all_unchanged(reading: Reading) -> None:
    for part in _parts(compared(reading, reading)):
        assert all(line.state == "unchanged" for line in part.lines)
        assert part.added == ()


def _said(part) -> list[str]:
    """What became of each item, without places."""
    matched = [
        repr((line.parent, line.state, line.kept, line.changes, [replace(m, number=0) for m in line.matches]))
        for line in part.lines
    ]
    return sorted(matched) + sorted(repr(item) for _, item in part.added)


@settings(max_examples=60, deadline=None)
@given(readings, readings, st.randoms(use_true_random=False))
def test_the_order_of_items_is_no_matter(parent: Reading, child: Reading, chance: random.Random) -> None:
    def shuffled(reading: Reading) -> Reading:
        fields = ("targets", "tasks", "reporting")
        return replace(
            reading, **{f: tuple(chance.sample(getattr(reading, f), len(getattr(reading, f)))) for f in fields}
        )

    before, after = compared(parent, child), compared(shuffled(parent), shuffled(child))
    for one, other in zip(_parts(before), _parts(after), strict=True):
        assert _said(one) == _said(other)


@settings(max_examples=60, deadline=None)
@given(readings, st.data())
def test_what_is_removed_is_what_is_dropped(reading: Reading, data) -> None:
    kept = {}
    for field in ("targets", "tasks", "reporting"):
        items = getattr(reading, field)
        stays = data.draw(st.lists(st.booleans(), min_size=len(items), max_size=len(items)))
        kept[field] = tuple(item for item, is_kept in zip(items, stays, strict=True) if is_kept)
    parts = _parts(compared(reading, replace(reading, **kept)))
    for field, part in zip(kept, parts, strict=True):
        removed = list(getattr(reading, field))
        for item in kept[field]:
            removed.remove(item)
        dropped = [line.parent for line in part.lines if line.state == "dropped"]
        assert sorted(map(repr, dropped)) == sorted(map(repr, removed))
        assert part.added == ()


def test_three_hundred_tasks_against_three_hundred_take_less_than_a_second() -> None:
    chance = random.Random(5)
    words = [f"{a}{b}" for a in ("an", "ba", "co", "do", "en", "ga", "hi", "ke") for b in WORDS]
    common = "tăng cường công tác tuyên truyền phổ biến pháp luật về an toàn vệ sinh lao động cho người lao động"

    def document() -> Reading:
        return Reading(tasks=tuple(task(f"{common} {' '.join(chance.choices(words, k=40))}") for _ in range(300)))

    one, other = document(), document()
    start = time.process_time()
    found = compared(one, other)
    assert time.process_time() - start <= 1.0
    assert len(found.tasks.lines) == 300
