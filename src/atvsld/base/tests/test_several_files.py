"""Several files of one run: each stands alone, and a line may refer to a line of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from atvsld.base import lists
from atvsld.base.audit.verify import verify
from atvsld.base.importing import import_rows
from atvsld.base.importing.result import ImportResult
from atvsld.base.models import AuditEntry
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_scope, tax_codes

pytestmark = pytest.mark.django_db
HEAD = "Mã số thuế,Tên cơ sở,Tỉnh,Trụ sở chính\n"
FIRST, SECOND, THIRD, FOURTH = (code for _, code in zip(range(4), tax_codes(), strict=False))


@pytest.fixture
def bring_in(tmp_path: Path):
    scope = make_scope("labour", place="Thái Nguyên")

    def run(*texts: str, **how: bool) -> ImportResult:
        paths = []
        for number, text in enumerate(texts, 1):
            paths.append(tmp_path / f"tep-{number}.csv")
            paths[-1].write_text(HEAD + text, "utf-8")
        return import_rows(lists.register("establishments"), scope, paths, **how)

    return run


def line(code: str, name: str = "Công ty", head: str = "") -> str:
    return f"{code},{name},Thái Nguyên,{head}\n"


def names() -> set[str]:
    return set(Establishment.objects.values_list("tax_code", flat=True))


def test_a_bad_file_refuses_itself_alone(bring_in) -> None:
    result = bring_in(line(FIRST), line(SECOND) + line("123"), line(THIRD))
    assert names() == {FIRST, THIRD}
    assert (result.created, result.rejected, result.withheld, result.rows) == (2, 1, 1, 4)
    assert {(error["file"], error["row"]) for error in result.errors} == {("tep-2.csv", 3)}
    assert list(verify()) == []


def test_a_file_that_is_no_table_is_seen_before_anything_is_written(bring_in, tmp_path: Path) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    good = tmp_path / "dung.csv"
    good.write_text(HEAD + line(FIRST), "utf-8")
    scope = make_scope("labour", place="Thái Nguyên")
    result = import_rows(lists.register("establishments"), scope, [good, broken])
    assert names() == set()
    assert [(error["file"], error["row"]) for error in result.errors] == [("hong.xlsx", None)]


def test_branches_alone_whose_head_office_nobody_knows_are_refused(bring_in) -> None:
    result = bring_in(line(f"{FIRST}-001", "Chi nhánh", FIRST))
    assert [(error["row"], error["code"]) for error in result.errors] == [(2, "field.unknown")]
    assert (result.rejected, result.withheld, result.is_clean) == (1, 0, False)


@pytest.mark.parametrize("branch_first", [True, False])
def test_a_branch_finds_its_head_office_in_another_file_of_the_run(bring_in, branch_first: bool) -> None:
    branch, head = f"{FIRST}-001", FIRST
    files = [line(branch, "Chi nhánh", head), line(head, "Trụ sở")]
    result = bring_in(*(files if branch_first else files[::-1]))
    assert (result.created, result.errors) == (2, [])
    assert Establishment.objects.get(tax_code=branch).head_office == Establishment.objects.get(tax_code=head)


def test_a_branch_of_a_refused_head_office_is_refused_too(bring_in) -> None:
    result = bring_in(line(f"{FIRST}-001", "Chi nhánh", FIRST), line(FIRST, "Trụ sở") + line("123"))
    assert names() == set()
    assert "field.unknown" in {error["code"] for error in result.errors if error["file"] == "tep-1.csv"}


def test_the_same_files_twice_create_nothing(bring_in) -> None:
    files = line(FIRST, "Trụ sở") + line(f"{FIRST}-001", "Chi nhánh", FIRST), line(SECOND) + line(THIRD)
    assert bring_in(*files).created == 4
    stored, audited = list(Establishment.objects.order_by("pk").values()), AuditEntry.objects.count()
    again = bring_in(*files)
    assert (again.created, again.updated, again.unchanged, again.errors) == (0, 0, 4, [])
    assert stored == list(Establishment.objects.order_by("pk").values())
    assert AuditEntry.objects.count() == audited
    crossed = bring_in(files[1], files[0], files[1])
    assert (crossed.created, crossed.updated, crossed.unchanged + crossed.merged) == (0, 0, 6)
