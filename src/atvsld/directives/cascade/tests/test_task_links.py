"""How well tasks are matched, by tables that a person wrote; the floor is what was measured."""

from pathlib import Path

import pytest

from ..comparing.tasks import compared_tasks
from . import pairs
from .make import gold, task


def _found(parents, children) -> set[tuple[int, int]]:
    lines = compared_tasks(parents, children).lines
    return {(line.number, match.number) for line in lines for match in line.matches}


def _of(table: pairs.Pairs) -> set[tuple[int, int]]:
    return {(parent, child) for parent, those in table.items() for child in those}


@pytest.mark.parametrize(
    ("parent", "clear", "arguable", "precision", "recall"),
    [
        ("000", pairs.PROGRAMME_CLEAR, pairs.PROGRAMME_ARGUABLE, 0.95, 0.94),
        ("001", pairs.RESOLUTION_CLEAR, pairs.RESOLUTION_ARGUABLE, 0.95, 0.57),
    ],
)
def test_real_documents(shared: Path, parent: str, clear, arguable, precision: float, recall: float) -> None:
    found = _found(gold(shared, parent).tasks, gold(shared, "003").tasks)
    right = found & (_of(clear) | _of(arguable))
    assert len(right) / len(found) >= precision
    assert len(found & _of(clear)) / len(_of(clear)) >= recall


def test_another_field_and_small_documents() -> None:
    found = _found([task(text) for text in pairs.PROVINCE], [task(text) for text in pairs.COMMUNE])
    assert found == _of(pairs.FIRE_CLEAR)


def test_a_match_names_the_words_it_rests_on() -> None:
    line = compared_tasks([task(text) for text in pairs.PROVINCE], [task(text) for text in pairs.COMMUNE]).lines[5]
    assert line.best is not None
    assert line.best.shared[0] == "vận động người dân thay thế dây dẫn thiết bị điện không an toàn"
    assert 0.22 <= line.best.score < 1
    assert 0.5 < line.kept < 1


def test_an_abbreviation_is_what_it_stands_for() -> None:
    parent = task("Điều tra TNLĐ, BNN tại cơ sở khai thác đá và báo cáo UBND tỉnh.")
    child = task("Điều tra tai nạn lao động, bệnh nghề nghiệp tại cơ sở khai thác đá và báo cáo Ủy ban nhân dân tỉnh.")
    (line,) = compared_tasks([parent], [child]).lines
    assert (line.state, line.kept) == ("unchanged", 1.0)


def test_naming_the_same_document_is_no_match() -> None:
    parent = task("Quán triệt Chỉ thị số 31-CT/TW đến đảng viên.")
    others = [task(f"Bảo dưỡng máy móc loại {n} của phân xưởng theo Chỉ thị số 31-CT/TW.") for n in range(5)]
    assert compared_tasks([parent], others).lines[0].state == "dropped"
