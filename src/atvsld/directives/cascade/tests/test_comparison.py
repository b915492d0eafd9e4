"""Targets, tasks and duties of a child held against its parent, by example."""

from pathlib import Path

import pytest

from ...reading.result import Reading
from ..comparing import compared
from ..comparing.result import STRONGER, WEAKER, Change
from .make import duty, gold, target, task

MONITORED = "Số cơ sở được quan trắc môi trường lao động"
EXAMINED = "Số người lao động được khám phát hiện bệnh nghề nghiệp"


def of_targets(parents, children):
    return compared(Reading(targets=tuple(parents)), Reading(targets=tuple(children))).targets


def of_tasks(parents, children):
    return compared(Reading(tasks=tuple(parents)), Reading(tasks=tuple(children))).tasks


def of_duties(parents, children):
    return compared(Reading(reporting=tuple(parents)), Reading(reporting=tuple(children))).duties


def test_two_provinces_with_the_same_directive(shared: Path) -> None:
    found = compared(gold(shared, "000"), gold(shared, "003"))
    assert [line.state for line in found.targets.lines] == ["unchanged", "unchanged", "changed"]
    assert found.targets.lines[2].changes == (Change("value", 5.5, 5, WEAKER),)
    assert found.targets.added == ()
    yearly = found.duties.lines[0]
    assert Change("deadline", None, "--12-10", STRONGER) in yearly.changes
    # What the party committee asks of its own organisations is no matter of the People's Committee.
    assert [line.number for line in found.tasks.lines if line.state == "dropped"] == [12, 13, 14]


def test_a_resolution_without_targets(shared: Path) -> None:
    found = compared(gold(shared, "001"), gold(shared, "003"))
    assert found.targets.counts == {"unchanged": 0, "changed": 0, "dropped": 0, "added": 3, "weaker": 0}
    plans_in_december = found.tasks.lines[14]
    assert Change("deadline", "2024-12", None, WEAKER) in plans_in_december.changes
    # Contests, lessons for children and the review of the law are the Government's alone.
    assert {2, 18, 21} <= {line.number for line in found.tasks.lines if line.state == "dropped"}


def test_the_same_words_of_another_measure_are_another_target() -> None:
    found = of_targets([target(MONITORED, "increase_at_least", 5)], [target(MONITORED, ">=", 80)])
    assert found.counts["dropped"] == found.counts["added"] == 1


def test_targets_are_matched_one_to_one_by_their_words() -> None:
    parents = [target(EXAMINED, "increase_at_least", 5), target(MONITORED, "increase_at_least", 5)]
    children = [
        target("Cơ sở phát sinh yếu tố có hại được quan trắc môi trường lao động", "increase_by", 6),
        target("Lao động tiếp xúc yếu tố có hại được khám, phát hiện bệnh nghề nghiệp", "increase_at_least", 4),
    ]
    examined, monitored = of_targets(parents, children).lines
    assert examined.changes == (Change("value", 5, 4, WEAKER),)
    assert monitored.best is not None
    assert [change.tends for change in monitored.changes] == [STRONGER, STRONGER]
    assert "quan trắc môi trường lao động" in monitored.best.shared[0]


def test_spelling_and_the_words_for_every_year_change_nothing() -> None:
    parent = target("Tỷ lệ hộ được hoà giải", ">=", 90, period="hằng năm")
    child = target("tỉ lệ hộ được hòa giải", ">=", 90, period="mỗi năm")
    assert of_targets([parent], [child]).counts["unchanged"] == 1


def test_a_later_period_is_weaker() -> None:
    (line,) = of_targets([target(period="đến năm 2025")], [target(period="đến năm 2030")]).lines
    assert line.changes == (Change("period", "đến năm 2025", "đến năm 2030", WEAKER),)


def test_of_targets_with_the_same_words_the_one_with_the_same_figure_is_meant() -> None:
    parents = [target(value=10, period="đến năm 2030"), target(value=4, period="đến năm 2026")]
    children = [target(value=4, period="đến năm 2026"), target(value=9, period="đến năm 2030")]
    later, sooner = of_targets(parents, children).lines
    assert sooner.state == "unchanged"
    assert later.changes == (Change("value", 10, 9, WEAKER),)


ROADS = "Khảo sát, lập hồ sơ các tuyến đường liên xã hư hỏng nặng sau mưa lũ"


@pytest.mark.parametrize(
    ("before", "after", "tends"),
    [
        ("2025", "2026", WEAKER), ("2025-12", "2025-06-30", STRONGER), ("2025", "2025-12-31", None),
        ("--12-10", "--12-20", WEAKER), ("--12-10", "2026", None), ("2025", None, WEAKER), (None, "2025-03", STRONGER),
    ],
)  # fmt: skip
def test_a_later_date_or_none_is_weaker(before, after, tends) -> None:
    (line,) = of_tasks([task(ROADS, deadline=before)], [task(ROADS, deadline=after)]).lines
    assert line.changes == (Change("deadline", before, after, tends),)


def test_who_leads_and_how_often_are_told() -> None:
    parent = task(ROADS, ("Sở Xây dựng", "UBND cấp xã"), recurrence="quarterly")
    child = task(ROADS, ("Phòng Kinh tế",), recurrence="yearly")
    (line,) = of_tasks([parent], [child]).lines
    assert [(change.field, change.tends) for change in line.changes] == [("lead", None), ("recurrence", WEAKER)]
    same = task(ROADS, ("Ủy ban nhân dân cấp xã", "Sở Xây dựng"), recurrence="quarterly")
    assert of_tasks([parent], [same]).lines[0].state == "unchanged"


def test_a_task_may_be_split_and_two_may_be_merged() -> None:
    first = "Lập hồ sơ các tuyến đường liên xã hư hỏng nặng sau mưa lũ"
    second = "Huy động hợp tác xã vận tải san lấp mặt đường, khơi thông rãnh thoát nước"
    other = [task(f"Nuôi ong lấy mật ở bản {name}") for name in ("Nậm Pung", "Tả Van", "Lao Chải")]
    whole, parts = task(f"{first}. {second}."), [task(f"{first}."), task(f"{second}.")]
    split = of_tasks([whole, *other], [*parts, *other])
    assert {match.number for match in split.lines[0].matches} == {0, 1}
    assert split.lines[0].state == "unchanged"
    merged = of_tasks([*parts, *other], [whole, *other])
    assert merged.of_child(0) == (0, 1)
    assert [line.state for line in merged.lines[:2]] == ["unchanged", "unchanged"]


def test_duties_are_matched_by_what_is_told() -> None:
    parents = [
        duty("tình hình dịch bệnh trên gia súc", "UBND cấp xã", "Sở Y tế", recurrence="monthly"),
        duty("kết quả thực hiện Chương trình này", "Các sở", "Tỉnh ủy", recurrence="yearly", deadline="--12-10"),
    ]
    children = [
        duty("kết quả thực hiện Kế hoạch", "Các phòng", "UBND huyện", recurrence="yearly", deadline="--12-15"),
        duty("số vụ cháy rừng", "Kiểm lâm", "UBND huyện"),
    ]
    found = of_duties(parents, children)
    assert [line.state for line in found.lines] == ["dropped", "changed"]
    assert Change("deadline", "--12-10", "--12-15", WEAKER) in found.lines[1].changes
    assert [number for number, _ in found.added] == [1]
